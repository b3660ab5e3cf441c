/** Which entries of which page tables map each frame, or keep its place. */
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { addressSpaces, type AddressSpace } from './address-space.ts';
import { mappedEntries, type MappedEntry } from './table-walk.ts';

export interface FrameEntry extends MappedEntry {
  space: AddressSpace;
  /** The frame that the entry is about; of a huge page its first. */
  pfn: bigint;
}

/** The entries of all address spaces by the frame that they name, as `memory` holds them. */
export function entriesByFrame(
  trace: Trace,
  position: number,
  memory: MemoryView,
): Map<bigint, FrameEntry[]> {
  const found = new Map<bigint, FrameEntry[]>();
  for (const space of addressSpaces(trace, position, memory)) {
    for (const mapped of mappedEntries(memory, space.pgd)) {
      const { pfn } = mapped.entry;
      if (pfn === null) continue;
      const entries = found.get(pfn);
      const entry = { ...mapped, space, pfn };
      if (entries) entries.push(entry);
      else found.set(pfn, [entry]);
    }
  }
  return found;
}
