/** What the bytes at an address may be: as numbers, as characters, as a pointer, as a page table entry. */
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { hex, toUint } from './bytes.ts';
import { decodeEntry, entryText } from './page-entry.ts';
import { describePointer } from './pointer.ts';

/** One reading of the bytes from an address on. */
export interface Inspected {
  /** `u8`, `s32`, `pointer` …: unique. */
  name: string;
  /** How many bytes it reads. */
  size: number;
  text: string;
}

const INTEGERS = [1, 2, 4, 8] as const;

/** Everything the eight bytes at `address` can be read as, little endian, like a hex editor's inspector. */
export function inspect(trace: Trace, memory: MemoryView, address: bigint): Inspected[] {
  const bytes = memory.read(address, 8);
  return [...integers(bytes), ...others(trace, memory, bytes)];
}

function integers(bytes: Uint8Array): Inspected[] {
  return INTEGERS.flatMap((size) => {
    const value = toUint(bytes.subarray(0, size));
    const bits = size * 8;
    return [
      { name: `u${bits}`, size, text: `${value} ${hex(value)}` },
      { name: `s${bits}`, size, text: BigInt.asIntN(bits, value).toString() },
    ];
  });
}

function others(trace: Trace, memory: MemoryView, bytes: Uint8Array): Inspected[] {
  const value = toUint(bytes);
  const meaning = describePointer(trace, memory, value);
  const entry = decodeEntry(value, 'PTE');
  const pfn = entry.pfn === null ? '' : `, pfn ${hex(entry.pfn)}`;
  return [
    { name: 'char', size: 8, text: [...bytes].map(character).join('') },
    { name: 'binary', size: 1, text: (bytes[0] ?? 0).toString(2).padStart(8, '0') },
    { name: 'pointer', size: 8, text: meaning },
    { name: 'PTE', size: 8, text: `${entryText(entry)}${pfn}` },
  ];
}

/** Printable ASCII as itself, everything else as a dot. */
export function character(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
