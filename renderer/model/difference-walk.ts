import type { DifferenceGroup } from '../../core/index.ts';
import type { PairAlignment, PairDifference } from './pair-alignment.ts';
import type { PairSide } from './session.ts';

/**
 * At what level the states are compared: where their ways part (steps), where a member of a record
 * holds another value (fields), where memory does (bytes).
 */
export type DifferenceLevel = 'any' | 'step' | 'field' | 'byte';

const BELONGS: Record<DifferenceLevel, (group: DifferenceGroup) => boolean> = {
  any: () => true,
  step: ({ kind }) => kind === 'flow' || kind === 'end',
  field: ({ member }) => member !== null,
  byte: ({ kind }) => kind === 'bytes',
};

/** The causes of differences at a level, in the order in which they first come. */
export function groupsAt(alignment: PairAlignment, level: DifferenceLevel): DifferenceGroup[] {
  return alignment.table.groups.filter(BELONGS[level]);
}

/**
 * The next (or previous) difference that is the first of its cause: what a loop repeats is passed
 * over. Null if there is none at that level.
 */
export function nextDifference(
  alignment: PairAlignment,
  side: PairSide,
  position: number,
  direction: 1 | -1,
  level: DifferenceLevel = 'any',
): PairDifference | null {
  const firsts = groupsAt(alignment, level).map((group) => alignment.difference(group.first));
  return nearest(firsts, side, position, direction);
}

/** The same difference again: the next or previous one of the group that lies at the position or before it. */
export function nextRepetition(
  alignment: PairAlignment,
  side: PairSide,
  position: number,
  direction: 1 | -1,
): PairDifference | null {
  const here = differenceAt(alignment, side, position);
  if (!here) return null;
  const { group } = alignment.table;
  const number = group[here.index];
  let best: PairDifference | null = null;
  for (let index = 0; index < group.length; index++) {
    if (group[index] !== number) continue;
    const candidate = alignment.difference(index);
    const step = candidate[side];
    if (direction === 1 ? step > position : step < position) {
      const closer =
        direction === 1 ? step < (best?.[side] ?? Infinity) : step > (best?.[side] ?? -1);
      if (closer) best = candidate;
    }
  }
  return best;
}

/** The last difference at or before a position; of several at one step the first. */
export function differenceAt(
  alignment: PairAlignment,
  side: PairSide,
  position: number,
): PairDifference | null {
  const steps = alignment.table[side];
  let best = -1;
  for (let index = 0; index < steps.length; index++) {
    if (steps[index]! <= position && (best < 0 || steps[index]! > steps[best]!)) best = index;
  }
  return best < 0 ? null : alignment.difference(best);
}

function nearest(
  list: readonly PairDifference[],
  side: PairSide,
  position: number,
  direction: 1 | -1,
): PairDifference | null {
  const beyond = list.filter((each) =>
    direction === 1 ? each[side] > position : each[side] < position,
  );
  return beyond.reduce<PairDifference | null>(
    (best, each) =>
      best === null || (direction === 1 ? each[side] < best[side] : each[side] > best[side])
        ? each
        : best,
    null,
  );
}
