import type { MemoryView } from '../machine/memory.ts';
import { readings } from './readings.ts';
import type { Reading } from './readings.ts';
import type { Trace } from './trace.ts';

/** The bytes of a range that differ between two memories; a pointer is compared as stored. */
export function compareBytes(
  a: MemoryView,
  b: MemoryView,
  address: bigint,
  length: number,
): { offset: number; left: number; right: number }[] {
  const left = a.read(address, length);
  const right = b.read(address, length);
  const result: { offset: number; left: number; right: number }[] = [];
  for (let offset = 0; offset < length; offset++) {
    if (left[offset] !== right[offset]) {
      result.push({ offset, left: left[offset]!, right: right[offset]! });
    }
  }
  return result;
}

/** One name's n-th reading on both sides. */
export interface ReadingPair {
  name: string;
  left: Reading | null;
  right: Reading | null;
  /** Whether the values differ, or one side never made the reading. */
  differs: boolean;
}

/** The readings of two traces, paired. */
export function compareReadings(left: Trace, right: Trace): ReadingPair[] {
  return pairReadings(readings(left), readings(right));
}

/**
 * Readings paired by name and occurrence: in the order of the left ones, those that only the right
 * side made at the end.
 */
export function pairReadings(left: readonly Reading[], right: readonly Reading[]): ReadingPair[] {
  const waiting = new Map<string, Reading[]>();
  for (const reading of right) {
    const list = waiting.get(reading.name);
    if (list) list.push(reading);
    else waiting.set(reading.name, [reading]);
  }
  const taken = new Map<string, number>();
  const result: ReadingPair[] = left.map((reading) => {
    const occurrence = taken.get(reading.name) ?? 0;
    taken.set(reading.name, occurrence + 1);
    const other = waiting.get(reading.name)?.[occurrence] ?? null;
    return {
      name: reading.name,
      left: reading,
      right: other,
      differs: other?.value !== reading.value,
    };
  });
  for (const [name, list] of waiting) {
    for (const reading of list.slice(taken.get(name) ?? 0)) {
      result.push({ name, left: null, right: reading, differs: true });
    }
  }
  return result;
}
