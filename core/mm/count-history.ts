/** How a counter of a struct page came to its value: who took, who gave back. */
import type { Trace } from '../trace/index.ts';
import { toUint } from './bytes.ts';
import { wordHistory } from './word-history.ts';

export interface CountChange {
  step: number;
  before: number;
  after: number;
  /** Call row of the step. */
  call: number;
}

const WIDTH = 4;

/** All changes of the 32-bit counter at `address` by the steps before `position`, in order. */
export function countHistory(trace: Trace, position: number, address: bigint): CountChange[] {
  const changes: CountChange[] = [];
  for (const { moment, step } of wordHistory(trace, position, address, WIDTH)) {
    const before = signed(trace.bytesAt(moment, address, WIDTH));
    const after = signed(trace.bytesAt(moment + 1, address, WIDTH));
    if (before === after) continue;
    changes.push({ step, before, after, call: trace.recording.stepCall[step]! });
  }
  return changes;
}

/** The changes since the counter last stood at `rest` or below: since nobody held anything. */
export function sinceRest(changes: readonly CountChange[], rest: number): CountChange[] {
  return changes.slice(changes.findLastIndex(({ after }) => after <= rest) + 1);
}

/**
 * Who made a step, as a reader of the kernel would say it: `folio_get in migrate_vma_collect_pmd ←
 * walk_page_range`. Inline helpers of headers are one word: the outermost of them.
 */
export function actorText(trace: Trace, step: number): string {
  const frames = trace.callStack(step);
  const first = frames.findIndex(({ file }) => !file.endsWith('.h'));
  const functions = frames.slice(Math.max(first, 0), Math.max(first, 0) + 2);
  const names = functions.map(({ functionName }) => functionName).join(' ← ');
  const helper = frames[first - 1];
  return helper ? `${helper.functionName} in ${names}` : names;
}

const signed = (bytes: Uint8Array): number => Number(BigInt.asIntN(32, toUint(bytes)));
