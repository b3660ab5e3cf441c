/** From a user program's addresses to those under which the recording holds their bytes. */
import { USER_ADDRESS, USER_STACK_SIZE } from '../c/emit/abi.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { addressSpaces } from './address-space.ts';
import { directMap, walkTables } from './table-walk.ts';

/** Addresses from here on are the kernel's. */
const KERNEL_START = 0xffff_8000_0000_0000n;

/** What a program brings along itself: no page table maps it (see docs/architecture.md). */
const IMAGE: readonly [start: bigint, end: bigint][] = [
  [USER_ADDRESS.text, USER_ADDRESS.data + (64n << 20n)],
  [USER_ADDRESS.heap, USER_ADDRESS.heap + (1n << 32n)],
  [USER_ADDRESS.stack, USER_ADDRESS.stack + BigInt(USER_STACK_SIZE)],
];

/**
 * The address under which `memory` holds the byte at an address, through the page tables of the
 * process whose mm_struct is `mm` (the current one without it). Kernel addresses stand for
 * themselves; null where nothing is mapped. In programs without processes every address does.
 */
export function translator(
  trace: Trace,
  position: number,
  memory: MemoryView,
  mm: bigint | null = null,
): (address: bigint) => bigint | null {
  const spaces = addressSpaces(trace, position, memory);
  const space = spaces.find((one) => one.mm === mm) ?? spaces[0];
  return (address) => {
    if (address >= KERNEL_START || !space) return address;
    const { physical } = walkTables(memory, space.pgd, address);
    if (physical !== null) return directMap(physical);
    return IMAGE.some(([start, end]) => address >= start && address < end) ? address : null;
  };
}
