import type { PairAlignment } from '../pair-alignment.ts';
import type { PairSide } from '../session.ts';
import type { Notable } from '../notable.ts';

/** Kinds of marks, those that matter most last: they are drawn on top. */
export const MARK_KINDS = [
  'flow',
  'bytes',
  'reading',
  'end',
  'breakpoint',
  'note',
  'mark',
  'first-difference',
  'finding',
  'warning',
  'budget',
  'oops',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** All marks of one kind, in step order. There may be a million: columns, and words on demand. */
export interface MarkLane {
  kind: MarkKind;
  steps: Uint32Array;
  text: (index: number) => string;
}

/** A mark that was asked for. */
export interface Mark {
  kind: MarkKind;
  step: number;
  text: string;
}

/** Where the states part, as seen from one side. */
export function differenceLanes(alignment: PairAlignment | null, side: PairSide): MarkLane[] {
  if (!alignment || alignment.count === 0) return [];
  const { table } = alignment;
  const steps = table[side];
  const text = (index: number) => alignment.difference(index).group.text;
  const lanes = (['flow', 'bytes', 'reading', 'end'] as const).map((kind): MarkLane => {
    const indexes: number[] = [];
    table.group.forEach((group, index) => {
      if (table.groups[group]!.kind === kind) indexes.push(index);
    });
    // In the order of the left run; the right one may meet them in another.
    indexes.sort((a, b) => steps[a]! - steps[b]!);
    return {
      kind,
      steps: Uint32Array.from(indexes, (index) => steps[index]!),
      text: (i) => text(indexes[i]!),
    };
  });
  const first: MarkLane = {
    kind: 'first-difference',
    steps: steps.slice(0, 1),
    text: () => text(0),
  };
  return [...lanes, first].filter((lane) => lane.steps.length > 0);
}

/** Things that people look for, kind by kind. */
export function notableLanes(items: readonly Notable[]): MarkLane[] {
  return MARK_KINDS.flatMap((kind): MarkLane[] => {
    const own = items.filter((item) => item.kind === kind).sort((a, b) => a.step - b.step);
    if (own.length === 0) return [];
    return [{ kind, steps: Uint32Array.from(own, ({ step }) => step), text: (i) => own[i]!.text }];
  });
}

/** The lanes in the order in which they are drawn. */
export function inDrawingOrder(lanes: readonly MarkLane[]): MarkLane[] {
  return lanes.toSorted((a, b) => MARK_KINDS.indexOf(a.kind) - MARK_KINDS.indexOf(b.kind));
}

/** The most important mark within `reach` steps of a step, of several of a kind the nearest. */
export function markNear(lanes: readonly MarkLane[], step: number, reach: number): Mark | null {
  for (const lane of inDrawingOrder(lanes).reverse()) {
    const after = lowerBound(lane.steps, step);
    const candidates = [after - 1, after].filter(
      (i) => i >= 0 && i < lane.steps.length && Math.abs(lane.steps[i]! - step) <= reach,
    );
    if (candidates.length === 0) continue;
    const best = candidates.reduce((a, b) =>
      Math.abs(lane.steps[b]! - step) < Math.abs(lane.steps[a]! - step) ? b : a,
    );
    return { kind: lane.kind, step: lane.steps[best]!, text: lane.text(best) };
  }
  return null;
}

/** Calls `draw` for marks of a lane between two steps, none nearer than `apart` steps to the last. */
export function visitMarks(
  { steps }: MarkLane,
  from: number,
  to: number,
  apart: number,
  draw: (step: number) => void,
): void {
  for (let i = lowerBound(steps, from); i < steps.length;) {
    const step = steps[i]!;
    if (step > to) return;
    draw(step);
    i = apart <= 1 ? i + 1 : Math.max(i + 1, lowerBound(steps, step + apart, i + 1));
  }
}

function lowerBound(steps: Uint32Array, step: number, from = 0): number {
  let low = from;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}
