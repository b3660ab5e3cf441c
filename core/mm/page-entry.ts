/** Entries of x86-64 page tables in words: what they name, with which rights, or why nothing is there. */

/** PTE_PFN_MASK: the frame of a present entry. */
const FRAME = 0x000f_ffff_ffff_f000n;

const PRESENT = 0x001n;
const PSE = 0x080n;
/** _PAGE_GLOBAL; in an entry without PRESENT it is _PAGE_PROTNONE. */
const GLOBAL = 0x100n;

/** Bits of a present entry, lowest first (arch/x86/include/asm/pgtable_types.h). */
const BITS: readonly [bit: bigint, name: string][] = [
  [0n, 'PRESENT'],
  [1n, 'RW'],
  [2n, 'USER'],
  [3n, 'PWT'],
  [4n, 'PCD'],
  [5n, 'ACCESSED'],
  [6n, 'DIRTY'],
  [7n, 'PSE'],
  [8n, 'GLOBAL'],
  [9n, 'SPECIAL'],
  [10n, 'UFFD_WP'],
  [11n, 'SOFT_DIRTY'],
  [57n, 'DEVMAP'],
  [58n, 'SAVED_DIRTY'],
  [63n, 'NX'],
];

/**
 * Types of entries that are not present, from MAX_SWAPFILES on, with MIGRATION, DEVICE_PRIVATE,
 * MEMORY_FAILURE and PTE_MARKER on (include/linux/swap.h). Lower types are swap files.
 */
const SWAP_TYPES = [
  'SWP_HWPOISON',
  'SWP_MIGRATION_READ',
  'SWP_MIGRATION_READ_EXCLUSIVE',
  'SWP_MIGRATION_WRITE',
  'SWP_DEVICE_WRITE',
  'SWP_DEVICE_READ',
  'SWP_DEVICE_EXCLUSIVE_WRITE',
  'SWP_DEVICE_EXCLUSIVE_READ',
  'SWP_PTE_MARKER',
] as const;
const MAX_SWAPFILES = 0x17;

/** PTE_MARKER_… (include/linux/swapops.h). */
const MARKERS: readonly [bit: bigint, name: string][] = [
  [0n, 'PTE_MARKER_UFFD_WP'],
  [1n, 'PTE_MARKER_POISONED'],
];

const SWP_PFN_BITS = 34n;

/** What a non-present entry is about; the kernel's own grouping (is_migration_entry() and the like). */
export type SwapKind =
  'swapfile' | 'hwpoison' | 'migration' | 'device-private' | 'device-exclusive' | 'marker';

export interface SwapEntry {
  kind: SwapKind;
  type: number;
  /** `SWP_DEVICE_WRITE`, `swap file 0`. */
  typeName: string;
  offset: bigint;
  /** Access that the entry gives back: null where the type says nothing about it. */
  writable: boolean | null;
  /** Names of the bits that are set: `YOUNG`, `SOFT_DIRTY`, `PTE_MARKER_POISONED` … */
  flags: string[];
}

export type Level = 'PGD' | 'PUD' | 'PMD' | 'PTE';

export interface PageEntry {
  value: bigint;
  /**
   * none: all zero. table: names the next table. page: maps memory. protnone: maps memory that may
   * not be touched. swap: not present, see `swap`.
   */
  kind: 'none' | 'table' | 'page' | 'protnone' | 'swap';
  /** Names of the bits that are set, lowest first; of a swap entry those of `swap`. */
  flags: string[];
  /** The frame that the entry maps, names or keeps the place of; null where it names none. */
  pfn: bigint | null;
  swap: SwapEntry | null;
}

/** Decodes an entry of a table of this level. */
export function decodeEntry(value: bigint, level: Level): PageEntry {
  if (value === 0n) return { value, kind: 'none', flags: [], pfn: null, swap: null };
  if ((value & (PRESENT | GLOBAL)) === 0n) {
    const swap = decodeSwap(value);
    const named = swap.kind !== 'swapfile' && swap.kind !== 'marker';
    const pfn = named ? swap.offset & ((1n << SWP_PFN_BITS) - 1n) : null;
    return { value, kind: 'swap', flags: swap.flags, pfn, swap };
  }
  const flags = BITS.filter(([bit]) => (value >> bit) & 1n).map(([, name]) => name);
  const leaf = level === 'PTE' || (level !== 'PGD' && (value & PSE) !== 0n);
  const pfn = (value & FRAME) >> 12n;
  if ((value & PRESENT) === 0n) {
    const own = flags.map((name) => (name === 'GLOBAL' ? 'PROTNONE' : name));
    return { value, kind: 'protnone', flags: own, pfn, swap: null };
  }
  // In a PTE bit 7 is the memory type; only tables above it map more than 4 KiB.
  const own = level === 'PTE' ? flags.map((name) => (name === 'PSE' ? 'PAT' : name)) : flags;
  return { value, kind: leaf ? 'page' : 'table', flags: own, pfn, swap: null };
}

/** Type in the top five bits, below it the offset, inverted (arch/x86/include/asm/pgtable_64.h). */
function decodeSwap(value: bigint): SwapEntry {
  const type = Number(value >> 59n);
  const offset = (BigInt.asUintN(64, ~value << 5n) >> 14n) & ((1n << 50n) - 1n);
  const typeName = SWAP_TYPES[type - MAX_SWAPFILES] ?? `swap file ${type}`;
  const flags: string[] = [];
  const kind = swapKind(typeName);
  if (kind === 'migration') {
    if ((offset >> SWP_PFN_BITS) & 1n) flags.push('YOUNG');
    if ((offset >> (SWP_PFN_BITS + 1n)) & 1n) flags.push('DIRTY');
  }
  if (kind === 'marker') {
    for (const [bit, name] of MARKERS) if ((offset >> bit) & 1n) flags.push(name);
  }
  if (value & 2n) flags.push('SOFT_DIRTY');
  if (value & 4n) flags.push('UFFD_WP');
  if (value & 8n) flags.push('EXCLUSIVE');
  return { kind, type, typeName, offset, writable: writableOf(typeName), flags };
}

function swapKind(typeName: string): SwapKind {
  if (typeName.startsWith('SWP_MIGRATION')) return 'migration';
  if (typeName.startsWith('SWP_DEVICE_EXCLUSIVE')) return 'device-exclusive';
  if (typeName.startsWith('SWP_DEVICE')) return 'device-private';
  if (typeName === 'SWP_HWPOISON') return 'hwpoison';
  return typeName === 'SWP_PTE_MARKER' ? 'marker' : 'swapfile';
}

function writableOf(typeName: string): boolean | null {
  if (typeName.endsWith('_WRITE')) return true;
  return /_READ(_EXCLUSIVE)?$/.test(typeName) ? false : null;
}

/** `SWP_MIGRATION_WRITE YOUNG DIRTY`, `PRESENT RW USER …`, `none`: one line without the frame. */
export function entryText(entry: PageEntry): string {
  if (entry.kind === 'none') return 'none';
  const names = entry.kind === 'protnone' ? ['not accessible', ...entry.flags] : entry.flags;
  return (entry.swap ? [entry.swap.typeName, ...names] : names).join(' ');
}

/** What the entry holds of the page it names: a reference, and whether it counts as a mapping. */
export function entryHolds(entry: PageEntry): { reference: boolean; mapping: boolean } {
  switch (entry.kind) {
    case 'page':
    case 'protnone': {
      // vm_normal_page(): what is special is not counted.
      const counted = !entry.flags.includes('SPECIAL');
      return { reference: counted, mapping: counted };
    }
    case 'swap': {
      const kind = entry.swap?.kind;
      // A migration entry gave both back; the device has an exclusive page, but keeps no mapping of it.
      return {
        reference: kind === 'device-private' || kind === 'device-exclusive',
        mapping: kind === 'device-private',
      };
    }
    default:
      return { reference: false, mapping: false };
  }
}
