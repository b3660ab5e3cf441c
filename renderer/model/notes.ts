import { z } from '../../contract/zod.ts';
import type { StateSession } from './session.ts';
import type { MarkLane } from './timeline/marks.ts';

/** Something a person wrote about a step of a state's run. */
export interface Note {
  id: number;
  state: string;
  /** The position it belongs to: this many steps have run. */
  step: number;
  text: string;
  /** Where the run stood there when it was written, to notice that the sources have changed since. */
  place: { function: string; file: string; line: number } | null;
}

const schema = z.array(
  z.strictObject({
    id: z.int().min(1),
    state: z.string().min(1),
    step: z.int().min(0),
    text: z.string().max(20_000),
    place: z
      .strictObject({ function: z.string(), file: z.string(), line: z.int().min(0) })
      .nullable(),
  }),
);

/** Notes as they were kept; those of anything else: none. */
export function readNotes(value: unknown): Note[] {
  const checked = schema.safeParse(value);
  if (!checked.success) return [];
  const seen = new Set<number>();
  return checked.data.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** In the order of the run; of several states, state by state as they are listed. */
export function inOrder(notes: readonly Note[], states: readonly string[]): Note[] {
  const rank = (note: Note) => states.indexOf(note.state);
  return notes.toSorted((a, b) => rank(a) - rank(b) || a.step - b.step || a.id - b.id);
}

/** Where a run stands at a position; null behind its end. */
export function placeAt({ trace }: StateSession, step: number): Note['place'] {
  if (step >= trace.length) return null;
  const at = trace.step(step);
  return { function: at.functionName, file: at.file, line: at.line };
}

/** Whether the run stands somewhere else at this position than when the note was written. */
export function hasMoved({ place, step }: Note, session: StateSession): boolean {
  if (step > session.trace.length) return true;
  const now = placeAt(session, step);
  return (
    now?.function !== place?.function || now?.file !== place?.file || now?.line !== place?.line
  );
}

/** A state's notes on its timeline. */
export function noteLanes(notes: readonly Note[], state: string): MarkLane[] {
  const own = notes.filter((note) => note.state === state).toSorted((a, b) => a.step - b.step);
  if (own.length === 0) return [];
  const steps = Uint32Array.from(own, ({ step }) => step);
  return [{ kind: 'note', steps, text: (index) => `note: ${firstLine(own[index]!.text)}` }];
}

export function firstLine(text: string): string {
  return /[^\n]*/.exec(text.trim())?.[0] ?? '';
}
