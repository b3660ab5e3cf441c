import { firstLine, type Note } from '../model/notes.ts';
import { count } from '../model/text.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Goes to the step of a note, in the state it was written in. */
export function goToNote({ lab, ui }: LabContext, note: Note): void {
  const side = [lab.left, lab.right].indexOf(note.state);
  if (side === -1 && !lab.scenario?.states.some(({ id }) => id === note.state)) {
    ui.say(`This note is about the state ${note.state}, which is not there any more`);
    return;
  }
  if (side === -1) lab.choose('right', note.state);
  lab.seek(note.step, side === 0 ? 'left' : 'right');
  ui.say(`Note at step ${count(note.step)}: ${firstLine(note.text)}`);
}

/** What people write about steps. */
export function noteCommands(context: LabContext): Command[] {
  const { lab, ui, notes } = context;
  const recorded = () => lab.session !== null;
  const walk = (direction: 1 | -1) => () => {
    const note = notes.nearest(direction);
    if (note) goToNote(context, note);
    else ui.say(direction === 1 ? 'No further note' : 'No note before this step');
  };
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    enabled = recorded,
  ): Command => ({ id: `note.${id}`, title, group: 'Notes', keys, enabled, run });
  const some = () => notes.list.length > 0;
  return [
    command('write', 'Write a note on this step', ['Alt+n'], () => {
      ui.outcomeTab = 'notes';
      notes.write();
    }),
    command('list', 'List of notes', [], () => {
      ui.outcomeTab = 'notes';
      focusPaneNamed('outcome');
    }),
    command('next', 'Next note', ['Alt+ArrowDown'], walk(1), some),
    command('previous', 'Previous note', ['Alt+ArrowUp'], walk(-1), some),
    command(
      'remove',
      'Remove the note on this step',
      [],
      () => {
        const note = notes.here;
        if (note) notes.remove(note.id);
      },
      () => notes.here !== null,
    ),
  ];
}
