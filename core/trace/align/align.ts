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
  /** In the order of the left trace. */
  differences: Difference[];
  /** The first divergence; null if the traces are the same throughout. */
  first: Difference | null;
}

/**
 * Aligns two traces statement by statement and finds where they part: in flow, in what statements
 * read, in the bytes they leave (the stack does not count), in how the runs end. Time and memory are
 * linear in the steps of both. `lines` leads from the left program's source lines to the right's.
 */
export function align(left: Trace, right: Trace, lines: LineMap): Alignment {
  const match = matchTraces(left, right, lines);
  const differences = findDifferences(left, right, match);
  return {
    toRight: (position) => lookUp(match.rightPosition, position),
    toLeft: (position) => lookUp(match.leftPosition, position),
    differences,
    first: differences[0] ?? null,
  };
}

function lookUp(positions: Int32Array, position: number): number {
  const found = positions[position];
  if (found === undefined) {
    throw new RangeError(`there is no position ${position}: they are 0 to ${positions.length - 1}`);
  }
  return found;
}
