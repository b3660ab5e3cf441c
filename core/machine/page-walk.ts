/** Translation of user addresses by the x86-64 page tables that the kernel wrote into memory. */
import { ADDRESS } from '../c/emit/abi.ts';

/** Bits of a page table entry (Intel SDM vol. 3A, 4.5). */
export const PTE = {
  present: 1n,
  write: 2n,
  user: 4n,
  accessed: 32n,
  dirty: 64n,
  huge: 128n,
} as const;

/** Bits of a page fault's error code. */
export const FAULT = { protection: 1n, write: 2n, user: 4n } as const;

const PHYSICAL = 0x000f_ffff_ffff_f000n;
const LEVEL_SHIFTS = [39n, 30n, 21n, 12n] as const;

export interface WalkMemory {
  /** Reads a table entry at an address of the direct map. */
  readEntry(address: bigint): bigint;
  /** The processor sets accessed and dirty bits. */
  updateEntry(address: bigint, before: bigint, after: bigint): void;
}

export type WalkResult =
  { kind: 'mapped'; physical: bigint } | { kind: 'fault'; errorCode: bigint };

/** Walks the tables below `cr3` for one user access; sets accessed bits, and the dirty bit on a write. */
export function walk(
  memory: WalkMemory,
  cr3: bigint,
  address: bigint,
  isWrite: boolean,
): WalkResult {
  const fault = (protection: boolean): WalkResult => ({
    kind: 'fault',
    errorCode: (protection ? FAULT.protection : 0n) | (isWrite ? FAULT.write : 0n) | FAULT.user,
  });
  const used: { at: bigint; entry: bigint }[] = [];
  let table = cr3 & PHYSICAL;
  for (const [level, shift] of LEVEL_SHIFTS.entries()) {
    const at = ADDRESS.directMap + table + ((address >> shift) & 511n) * 8n;
    const entry = memory.readEntry(at);
    if ((entry & PTE.present) === 0n) return fault(false);
    if ((entry & PTE.user) === 0n || (isWrite && (entry & PTE.write) === 0n)) return fault(true);
    used.push({ at, entry });
    const isLeaf = level === 3 || (level > 0 && (entry & PTE.huge) !== 0n);
    if (isLeaf) {
      setBits(memory, used, isWrite);
      const offsetMask = (1n << shift) - 1n;
      return {
        kind: 'mapped',
        physical: (entry & PHYSICAL & ~offsetMask) | (address & offsetMask),
      };
    }
    table = entry & PHYSICAL;
  }
  return fault(false);
}

/** Only an access that goes through marks the entries it used; only the leaf becomes dirty. */
function setBits(
  memory: WalkMemory,
  used: readonly { at: bigint; entry: bigint }[],
  isWrite: boolean,
): void {
  used.forEach(({ at, entry }, i) => {
    const dirty = isWrite && i === used.length - 1 ? PTE.dirty : 0n;
    const after = entry | PTE.accessed | dirty;
    if (after !== entry) memory.updateEntry(at, entry, after);
  });
}

/** The lowest entry that the tables have for an address, present or not; null if they end above it. */
export function walkEntry(
  readEntry: (address: bigint) => bigint,
  cr3: bigint,
  address: bigint,
): bigint | null {
  let table = cr3 & PHYSICAL;
  for (const [level, shift] of LEVEL_SHIFTS.entries()) {
    const entry = readEntry(ADDRESS.directMap + table + ((address >> shift) & 511n) * 8n);
    if (level === 3) return entry;
    // What maps, or mapped, 2 MiB: an entry without access rights, or one that is being migrated.
    if ((entry & PTE.present) === 0n) return level === 2 && entry !== 0n ? entry : null;
    if (level > 0 && (entry & PTE.huge) !== 0n) return entry;
    table = entry & PHYSICAL;
  }
  return null;
}
