/** The way of an address through the page tables, entry by entry. */
import { ADDRESS } from '../c/emit/abi.ts';
import type { MemoryView } from '../machine/memory.ts';
import { decodeEntry, type Level, type PageEntry } from './page-entry.ts';

/** Four-level paging of x86-64: the first level is also the second, which is folded into it. */
export const LEVELS: readonly { level: Level; shift: bigint }[] = [
  { level: 'PGD', shift: 39n },
  { level: 'PUD', shift: 30n },
  { level: 'PMD', shift: 21n },
  { level: 'PTE', shift: 12n },
];

export const ENTRIES = 512;
const FRAME = 0x000f_ffff_ffff_f000n;
const PAGE_MASK = 0xfffn;

export interface WalkStep {
  level: Level;
  /** Address of the table in the direct map. */
  table: bigint;
  /** Which of its 512 entries. */
  index: number;
  /** Address of the entry. */
  slot: bigint;
  entry: PageEntry;
}

export interface TableWalk {
  address: bigint;
  /** From the PGD downwards, as far as there are tables. */
  steps: WalkStep[];
  /** The last entry read: a page, or why there is none. */
  last: WalkStep;
  /** Where the byte at `address` lies in physical memory; null when no entry maps it. */
  physical: bigint | null;
}

/** Follows `address` from the top-level table at `pgd` (an address of the direct map). */
export function walkTables(memory: MemoryView, pgd: bigint, address: bigint): TableWalk {
  const steps: WalkStep[] = [];
  let table = pgd & ~PAGE_MASK;
  for (const { level, shift } of LEVELS) {
    const index = Number((address >> shift) & 511n);
    const slot = table + BigInt(index) * 8n;
    const entry = decodeEntry(memory.readUint(slot, 8), level);
    const last: WalkStep = { level, table, index, slot, entry };
    steps.push(last);
    if (entry.kind !== 'table') {
      const within = (1n << shift) - 1n;
      const maps = entry.kind === 'page';
      const physical = maps ? (entry.value & FRAME & ~within) | (address & within) : null;
      return { address, steps, last, physical };
    }
    table = directMap(entry.value & FRAME);
  }
  throw new Error('a PTE is never a table');
}

/** Address of physical memory in the direct map. */
export function directMap(physical: bigint): bigint {
  return ADDRESS.directMap + physical;
}

/** An entry that maps or keeps the place of a page, somewhere in the tables. */
export interface MappedEntry {
  /** The user address that the entry is for. */
  address: bigint;
  slot: bigint;
  level: Level;
  entry: PageEntry;
}

/** Every entry below `pgd` that is not empty and names no table, by address. */
export function* mappedEntries(memory: MemoryView, pgd: bigint): Generator<MappedEntry> {
  yield* entriesOf(memory, pgd & ~PAGE_MASK, 0, 0n);
}

function* entriesOf(
  memory: MemoryView,
  table: bigint,
  depth: number,
  base: bigint,
): Generator<MappedEntry> {
  const { level, shift } = LEVELS[depth]!;
  const bytes = memory.read(table, ENTRIES * 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < ENTRIES; index++) {
    if (view.getUint32(index * 8, true) === 0 && view.getUint32(index * 8 + 4, true) === 0)
      continue;
    const entry = decodeEntry(view.getBigUint64(index * 8, true), level);
    const address = base + (BigInt(index) << shift);
    if (entry.kind === 'table') {
      if (depth < LEVELS.length - 1) {
        yield* entriesOf(memory, directMap(entry.value & FRAME), depth + 1, address);
      }
    } else {
      yield { address, slot: table + BigInt(index) * 8n, level, entry };
    }
  }
}
