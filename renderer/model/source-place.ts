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
