import type { Macro } from './macro.ts';

/** What a stretch of text made of the macros: which it asked for, and which it defined or undefined. */
export interface MacroUse {
  /** The answers that the text was given, names that are no macros included. */
  asked: Map<string, Macro | undefined>;
  changed: Map<string, Macro | undefined>;
}

/** The macros of a translation unit. */
export class MacroTable {
  private readonly macros: Map<string, Macro>;
  private use: MacroUse | null = null;

  constructor(initial: MacroTable | null = null) {
    this.macros = new Map(initial?.macros);
  }

  get(name: string): Macro | undefined {
    const macro = this.macros.get(name);
    const { use } = this;
    if (use !== null && !use.asked.has(name) && !use.changed.has(name)) use.asked.set(name, macro);
    return macro;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Gives a name a definition, or none. */
  set(name: string, macro: Macro | undefined): void {
    this.use?.changed.set(name, macro);
    if (macro === undefined) this.macros.delete(name);
    else this.macros.set(name, macro);
  }

  /** From now on it is noted what is asked and changed. */
  startNoting(): void {
    this.use = { asked: new Map(), changed: new Map() };
  }

  /** What was asked and changed since `startNoting`. */
  stopNoting(): MacroUse | null {
    const { use } = this;
    this.use = null;
    return use;
  }

  /** Would the text that asked this get the same answers now? */
  answersAs({ asked }: MacroUse): boolean {
    for (const [name, macro] of asked) if (this.macros.get(name) !== macro) return false;
    return true;
  }
}
