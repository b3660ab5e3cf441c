import type { Side } from './session.ts';

/** A stretch of a line in one column's sources; lines and columns start at 1. */
export interface SidePlace {
  side: Side;
  file: string;
  line: number;
  column: number;
  length: number;
}

/** What a column shows instead of where the cursor stands. */
export interface Visit extends SidePlace {
  /** The column in which one looks; the other one only shows the same lines. */
  active: boolean;
  /** Counts up, so that the same place can be gone to again. */
  serial: number;
}

/** A place out of anything that a session may hold; null if it is none. */
export function readPlace(value: unknown): SidePlace | null {
  if (typeof value !== 'object' || value === null) return null;
  const { side, file, line, column, length } = value as Record<string, unknown>;
  const found = SIDES.find((each) => each === side);
  if (!found || typeof file !== 'string') return null;
  if (typeof line !== 'number' || typeof column !== 'number' || typeof length !== 'number')
    return null;
  return { side: found, file, line, column, length };
}

const SIDES: readonly Side[] = ['left', 'right'];
