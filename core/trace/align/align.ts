import type { Trace } from '../trace.ts';
import { findDifferences } from './differences.ts';
import type { Difference } from './differences.ts';
import type { LineMap } from './lines.ts';
import { matchTraces } from './match.ts';

/** How two traces of two patch states of one program correspond. */
export interface Alignment {
  /**
   * The right position for a left one. A step with a counterpart goes to it. A statement that only
   * the left ran goes to where the right stood then; a step inside a call that only the left made,
   * to the statement that encloses the call. Never decreasing. Throws RangeError outside 0 … length.
   */
  toRight(position: number): number;
  /** The same from right to left. */
  toLeft(position: number): number;
  /** `toRight` and `toLeft` as columns, one entry per position. */
  positions: { right: Int32Array; left: Int32Array };
  /** In the order of the left trace. */
  differences: Difference[];
  /** The first divergence; null if the traces are the same throughout. */
  first: Difference | null;
}

/** Of the time that an alignment takes, matching the steps takes about so much. */
const MATCHING = 0.3;

/**
 * Aligns two traces statement by statement and finds where they part: in flow, in what statements
 * read, in the bytes they leave (the stack does not count), in how the runs end. Time and memory are
 * linear in the steps of both. `lines` leads from the left program's source lines to the right's.
 */
export function align(left: Trace, right: Trace, lines: LineMap): Alignment {
  const work = alignInSlices(left, right, lines);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same in slices of a few milliseconds; each yields the share that is done, 0 to 1. */
export function* alignInSlices(
  left: Trace,
  right: Trace,
  lines: LineMap,
): Generator<number, Alignment> {
  const match = yield* part(matchTraces(left, right, lines), 0, MATCHING);
  const differences = yield* part(findDifferences(left, right, match), MATCHING, 1);
  return {
    toRight: (position) => lookUp(match.rightPosition, position),
    toLeft: (position) => lookUp(match.leftPosition, position),
    positions: { right: match.rightPosition, left: match.leftPosition },
    differences,
    first: differences[0] ?? null,
  };
}

/** Passes on the shares of a part of the work as shares of the whole. */
function* part<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}

function lookUp(positions: Int32Array, position: number): number {
  const found = positions[position];
  if (found === undefined) {
    throw new RangeError(`there is no position ${position}: they are 0 to ${positions.length - 1}`);
  }
  return found;
}
