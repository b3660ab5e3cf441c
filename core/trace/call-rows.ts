/** The calls of a run by depth: what a timeline draws. */
import type { Recording } from '../machine/recording.ts';
import { sorted } from './step-index.ts';

/** Calls of one depth never overlap, so in the order of entry their ends ascend like their starts. */
export interface CallRows {
  /** Per depth and one more: where its calls start in `calls`. */
  starts: Uint32Array;
  /** Rows of the calls table, by depth, then in order of entry. */
  calls: Uint32Array;
}

/** One pass over the calls table. `depths`: how deep each call is nested. */
export function callRows({ calls }: Recording, depths: Uint32Array): CallRows {
  let deepest = -1;
  for (let call = 0; call < calls.count; call++) deepest = Math.max(deepest, depths[call]!);
  const [starts, rows] = sorted(deepest + 1, calls.count, (call) => depths[call]!);
  return { starts, calls: rows };
}
