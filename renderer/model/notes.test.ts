import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCommands, type CommandRegistry, type LabContext } from '../commands/index.ts';
import { goToNote } from '../commands/notes.ts';
import { openSession } from '../commands/session.ts';
import { captureSession } from '../session/capture.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { firstLine, hasMoved, noteLanes, readNotes } from './notes.ts';

let context: LabContext;
let commands: CommandRegistry;
beforeAll(async () => {
  context = await openRealLab();
  commands = createCommands(context);
}, 120_000);
beforeEach(() => context.notes.restore([]));

/** Writes a note at a step, as a person does. */
function note(step: number, text: string, side: 'left' | 'right' = 'left'): void {
  const { lab, notes } = context;
  lab.seek(step, side);
  commands.run('note.write');
  notes.change(notes.edited!, text);
  notes.finish();
}

describe('notes', () => {
  it('are written at the cursor, walked through and listed in the run’s order', () => {
    const { lab, notes, ui } = context;
    note(500, 'second\nmore');
    note(100, 'first');
    note(300, 'on the other side', 'right');
    expect(ui.outcomeTab).toBe('notes');
    expect(notes.ordered.map(({ text }) => firstLine(text))).toEqual([
      'first',
      'second',
      'on the other side',
    ]);
    lab.seek(0, 'left');
    commands.run('note.next');
    commands.run('note.next');
    expect([lab.side, lab.position]).toEqual(['left', 500]);
    expect(ui.message.text).toMatch(/^Note at step 500: second$/);
    commands.run('note.next');
    expect(ui.message.text).toBe('No further note');
    commands.run('note.previous');
    expect(lab.position).toBe(100);
    commands.run('note.remove');
    expect(notes.list).toHaveLength(2);
  });

  it('go on where there is one already, and are none without words', () => {
    const { notes } = context;
    note(100, 'first');
    commands.run('note.write');
    expect(notes.edited).toBe(notes.list[0]?.id);
    notes.change(notes.edited!, '  ');
    notes.finish();
    expect(notes.list).toEqual([]);
  });

  it('show their state when it is in no column', () => {
    const { lab, notes } = context;
    note(100, 'first', 'right');
    const [written] = notes.list;
    expect(written?.state).toBe('v9');
    lab.choose('right', 'posted');
    goToNote(context, written!);
    expect([lab.right, lab.side, lab.position]).toEqual(['v9', 'right', 100]);
    goToNote(context, { ...written!, state: 'gone' });
    expect(context.ui.message.text).toContain('the state gone, which is not there any more');
  });

  it('are marks of their own state’s timeline, and tell when the sources have changed', () => {
    const { lab, notes } = context;
    note(100, 'first\nmore');
    const [lane] = noteLanes(notes.list, 'before');
    expect([...lane!.steps]).toEqual([100]);
    expect(lane!.text(0)).toBe('note: first');
    expect(noteLanes(notes.list, 'v9')).toEqual([]);
    const [written] = notes.list;
    const session = lab.sessions.left!;
    expect(hasMoved(written!, session)).toBe(false);
    expect(hasMoved({ ...written!, step: 101 }, session)).toBe(true);
    expect(hasMoved({ ...written!, step: 1e9 }, session)).toBe(true);
  });

  it('come back with the session; what is no note does not', async () => {
    note(100, 'first → äöü');
    const kept = context.notes.list;
    const text = captureSession(context)!;
    context.notes.restore([]);
    expect(openSession(context, { name: 'x', text })).toBe(true);
    expect(context.notes.list).toEqual(kept);
    await settled(context);
    const broken = text.replace('"step": 100', '"step": -1');
    expect(openSession(context, { name: 'x', text: broken })).toBe(true);
    expect(context.notes.list).toEqual([]);
    await settled(context);
    expect(readNotes([...kept, ...kept])).toEqual(kept);
  });
});
