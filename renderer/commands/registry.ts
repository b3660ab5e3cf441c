import { shallowReactive } from 'vue';
import type { Command } from './command.ts';
import { matchesChord, parseChord, type Chord, type KeyPress } from './keys.ts';

/** All commands of the lab, by id and by key. */
export class CommandRegistry {
  private readonly commands = shallowReactive(new Map<string, Command>());
  private readonly chords: { chord: Chord; text: string; id: string }[] = [];

  /** Adds commands. Throws when an id or a key is taken: two meanings for one key would hide one of them. */
  add(commands: readonly Command[]): void {
    for (const command of commands) {
      if (this.commands.has(command.id)) throw new Error(`command '${command.id}' is there twice`);
      for (const text of command.keys) {
        const taken = this.chords.find((entry) => entry.text === text);
        if (taken) throw new Error(`key '${text}' of '${command.id}' belongs to '${taken.id}'`);
        this.chords.push({ chord: parseChord(text), text, id: command.id });
      }
      this.commands.set(command.id, command);
    }
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
