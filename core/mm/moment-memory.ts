/** Memory at a moment inside the recording, for a few reads: nothing is replayed. */
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { toUint } from './bytes.ts';

/** What memory held just before log word `moment`. */
export function memoryBefore(trace: Trace, moment: number): MemoryView {
  return {
    read: (address, length) => trace.bytesAt(moment, address, length),
    readUint: (address, size) => toUint(trace.bytesAt(moment, address, size)),
  };
}

/** The values that eight bytes take: at `start` and with every write up to log word `end`. */
export function valuesOf(
  trace: Trace,
  address: bigint,
  start: number,
  end: number,
): { moment: number; value: bigint }[] {
  const moments = trace
    .writes(address, 8)
    .map((write) => write.moment + 1)
    .filter((moment) => moment > start && moment <= end);
  return [start, ...moments].map((moment) => ({
    moment,
    value: toUint(trace.bytesAt(moment, address, 8)),
  }));
}
