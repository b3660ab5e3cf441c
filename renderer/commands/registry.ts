import { shallowReactive } from 'vue';
import type { Command } from './command.ts';
import {
  formatChord,
  matchesChord,
  parseChord,
  sameChord,
  type Chord,
  type KeyPress,
} from './keys.ts';

/** All commands of the lab, by id and by key. Keys are data: `rebind()` gives commands other ones. */
export class CommandRegistry {
  private readonly commands = shallowReactive(new Map<string, Command>());
  private readonly usual = new Map<string, readonly string[]>();
  private chords: { chord: Chord; text: string; id: string }[] = [];

  /** Adds commands. Throws when an id or a key is taken: two meanings for one key would hide one of them. */
  add(commands: readonly Command[]): void {
    for (const command of commands) {
      if (this.commands.has(command.id)) throw new Error(`command '${command.id}' is there twice`);
      for (const text of command.keys) {
        const taken = this.ownerOf(text);
        if (taken) throw new Error(`key '${text}' of '${command.id}' belongs to '${taken.id}'`);
        this.chords.push({ chord: parseChord(text), text, id: command.id });
      }
      this.usual.set(command.id, command.keys);
      this.commands.set(command.id, command);
    }
  }

  /**
   * Gives commands the keys that a user chose, id → chords, and all others their usual ones. A key that
   * somebody chose for one command is taken from the command that usually has it.
   * @returns what of it cannot be, in words: no chord, or one chord chosen twice
   */
  rebind(chosen: Readonly<Record<string, readonly string[]>>): string[] {
    const problems: string[] = [];
    const chords: typeof this.chords = [];
    const take = (id: string, text: string, report: boolean): boolean => {
      try {
        const chord = parseChord(text);
        const owner = chords.find((entry) => sameChord(entry.chord, chord));
        if (!owner) chords.push({ chord, text, id });
        else if (report) {
          problems.push(`${formatChord(text)} is chosen for ${owner.id} and for ${id}`);
        }
        return !owner;
      } catch (error) {
        problems.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    };
    const keys = new Map<string, string[]>();
    const ids = [...this.commands.keys()];
    const own = (id: string) => (Object.hasOwn(chosen, id) ? chosen[id] : undefined);
    for (const id of ids) {
      const wanted = own(id);
      if (wanted)
        keys.set(
          id,
          wanted.filter((text) => take(id, text, true)),
        );
    }
    for (const id of ids) {
      if (!keys.has(id))
        keys.set(
          id,
          this.usualKeys(id).filter((text) => take(id, text, false)),
        );
    }
    this.chords = chords;
    for (const [id, command] of this.commands) {
      const now = keys.get(id) ?? [];
      if (now.join(' ') !== command.keys.join(' '))
        this.commands.set(id, { ...command, keys: now });
    }
    return problems;
  }

  /** The keys that a command has when nobody chose others. */
  usualKeys(id: string): readonly string[] {
    return this.usual.get(id) ?? [];
  }

  /** The command that has this chord now, else null. */
  ownerOf(text: string): Command | null {
    const wanted = parseChord(text);
    const entry = this.chords.find(({ chord }) => sameChord(chord, wanted));
    return entry ? this.get(entry.id) : null;
  }

  /** In the order in which they were added. */
  all(): Command[] {
    return [...this.commands.values()];
  }

  /** Throws for an unknown id: that is a typing error in a view. */
  get(id: string): Command {
    const command = this.commands.get(id);
    if (!command) throw new Error(`no command '${id}'`);
    return command;
  }

  /** The keys of some commands for a tooltip, as people write them: ` (F10, o)`; nothing if there are none. */
  keyHint(...ids: string[]): string {
    const keys = ids.flatMap((id) => this.get(id).keys).map((key) => formatChord(key));
    return keys.length === 0 ? '' : ` (${keys.join(', ')})`;
  }

  isEnabled(id: string): boolean {
    return this.get(id).enabled?.() ?? true;
  }

  /** Runs the command if it is enabled; says whether it ran. */
  run(id: string): boolean {
    if (!this.isEnabled(id)) return false;
    this.get(id).run();
    return true;
  }

  /** The command that a key press means, else null. */
  find(press: KeyPress): Command | null {
    const entry = this.chords.find((candidate) => matchesChord(candidate.chord, press));
    return entry ? this.get(entry.id) : null;
  }
}
