/** The parts of the kernel's address space (Documentation/arch/x86/x86_64/mm, four-level tables). */

export type Region = 'vmemmap' | 'direct map' | 'vmalloc area' | 'kernel image';

const GIB = 1n << 30n;
const TIB = 1n << 40n;

/** Addresses at the very end are error codes and all-ones words, not pointers. */
const LAST_ADDRESS = 0xffff_ffff_ffff_efffn;

/** The region of an address; null for numbers that are no kernel pointers. */
export function regionOf(value: bigint, vmemmap: bigint): Region | null {
  const within = (start: bigint, size: bigint) => value >= start && value < start + size;
  if (within(vmemmap, TIB)) return 'vmemmap';
  if (within(0xffff_8880_0000_0000n, 64n * TIB)) return 'direct map';
  if (within(0xffff_c900_0000_0000n, 32n * TIB)) return 'vmalloc area';
  if (within(0xffff_ffff_8000_0000n, 2n * GIB) && value <= LAST_ADDRESS) return 'kernel image';
  return null;
}
