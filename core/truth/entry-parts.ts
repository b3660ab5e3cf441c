/** What a page table entry says, and which frame it names (x86-64, 6.12). */

const PRESENT = 1n;
/** Access taken away (`_PAGE_PROTNONE`): the frame is kept inverted. */
const PROT_NONE = 0x100n;
/** In an entry of the second level: it maps 2 MiB itself (`_PAGE_PSE`). */
const HUGE = 0x80n;
const HUGE_FRAMES = 512n;
const FRAME = 0x000f_ffff_ffff_f000n;
/** The lowest type of a swap entry that names a frame (SWP_HWPOISON). */
const FIRST_FRAME_TYPE = 0x17n;

export interface EntryParts {
  /** The frame it names; null: none. */
  frame: bigint | null;
  /** All that is not the frame. */
  rest: bigint;
}

export function partsOf(entry: bigint): EntryParts {
  if ((entry & PRESENT) !== 0n) return { frame: (entry & FRAME) >> 12n, rest: entry & ~FRAME };
  if ((entry & PROT_NONE) !== 0n) return { frame: (~entry & FRAME) >> 12n, rest: entry & ~FRAME };
  if (entry === 0n || entry >> 59n < FIRST_FRAME_TYPE) return { frame: null, rest: entry };
  // Bits 9 to 58 are the offset, inverted: 34 bits of frame, above them accessed and dirty.
  const offset = (~entry >> 9n) & ((1n << 50n) - 1n);
  const above = offset >> 34n;
  const rest = (entry & 0x1ffn) | ((entry >> 59n) << 59n) | (above << 16n);
  return { frame: offset & ((1n << 34n) - 1n), rest };
}

/** Whether an entry maps a huge page. */
export function isHuge(entry: bigint): boolean {
  return (entry & PRESENT) !== 0n && (entry & HUGE) !== 0n;
}

/** The frame behind one address by the entry that covers it; null if the entry names none. */
export function frameOfEntry(entry: bigint, address: bigint): bigint | null {
  const { frame } = partsOf(entry);
  if (frame === null || !isHuge(entry)) return frame;
  return frame - (frame % HUGE_FRAMES) + ((address >> 12n) % HUGE_FRAMES);
}
