/** Which calls are open at a position, and how steps of a run belong together. */
import type { Trace } from '../trace/index.ts';

/** Addresses below are a user program's. */
const KERNEL_HALF = 0x8000_0000_0000_0000n;

/** Rows of `Recording.calls` that are open at `position`, innermost first; none at the end of a run. */
export function openCalls(trace: Trace, position: number): number[] {
  const { stepCall, calls } = trace.recording;
  if (position >= trace.length) return [];
  const rows: number[] = [];
  for (let row = stepCall[position]!; ; row = calls.parent[row]!) {
    rows.push(row);
    if (row === 0) return rows;
  }
}

/**
 * The call through which the kernel code that runs at `position` was entered: a system call, a fault,
 * the boot, or a module's first function. Null while a user program runs, and after the end.
 */
export function kernelEntry(trace: Trace, position: number): number | null {
  let entry: number | null = null;
  for (const row of openCalls(trace, position)) {
    const { address } = trace.program.functions[trace.recording.calls.function[row]!]!;
    if (address < KERNEL_HALF) return entry;
    entry = row;
  }
  return entry;
}

/** How deep the innermost call is nested that both steps were made in. */
export function commonDepth(trace: Trace, a: number, b: number): number {
  const { stepCall, calls } = trace.recording;
  let left = stepCall[a]!;
  let right = stepCall[b]!;
  // A caller's row always stands before its callees'.
  while (left !== right) {
    if (left > right) left = calls.parent[left]!;
    else right = calls.parent[right]!;
  }
  return depthOf(trace, left);
}

/** The innermost of the open calls that a step was made in, as a row; -1 if it was made in none. */
export function innermostOpen(trace: Trace, open: ReadonlySet<number>, step: number): number {
  const { stepCall, calls } = trace.recording;
  for (let row = stepCall[step]!; ; row = calls.parent[row]!) {
    if (open.has(row)) return row;
    if (row === 0) return -1;
  }
}

function depthOf(trace: Trace, row: number): number {
  const { parent } = trace.recording.calls;
  let depth = 0;
  for (let at = row; at !== 0; at = parent[at]!) depth++;
  return depth;
}
