/** Where a run to a condition ends, as a position; -1 if the condition never holds. */
import type { Trace } from './trace.ts';

/** Just after the next write of the range, or just before the previous one. */
export function runToWrite(
  trace: Trace,
  position: number,
  address: bigint,
  size: number,
  direction: 1 | -1,
): number {
  if (direction === 1) {
    const write = trace.nextWrite(address, size, position - 1);
    return write ? write.step + 1 : -1;
  }
  return trace.previousWrite(address, size, position)?.step ?? -1;
}

/** The first step of the next or previous call of a function; where the cursor is does not count. */
export function runToFunction(
  trace: Trace,
  position: number,
  name: string,
  direction: 1 | -1,
): number {
  return nearest(trace.stepsEntering(name), position, direction);
}

/** The next or previous arrival at a line; where the cursor is does not count. */
export function runToLine(
  trace: Trace,
  position: number,
  file: string,
  line: number,
  direction: 1 | -1,
): number {
  return nearest(trace.stepsAtLine(file, line), position, direction);
}

/** The first of the ascending `steps` after `position`, or the last before it; -1. */
function nearest(steps: readonly number[], position: number, direction: 1 | -1): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = direction === 1 ? steps[middle]! <= position : steps[middle]! < position;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return (direction === 1 ? steps[low] : steps[low - 1]) ?? -1;
}
