/** Who wrote some bytes, as long as they have been the bytes they are. */
import type { Trace, WriteRef } from '../trace/index.ts';

const PAGE_SIZE = 4096n;

/**
 * The writes of [address, address + size) (within one 4096-byte page) by the steps before
 * `position`, in order, since the memory behind the address was mapped there; writes through another
 * address that showed the same memory at that time included. Struct pages come and go with their
 * device map: what the same RAM held before or elsewhere is not their history.
 */
export function wordHistory(
  trace: Trace,
  position: number,
  address: bigint,
  size: number,
): WriteRef[] {
  const known = trace.storage;
  const page = Number(address / PAGE_SIZE);
  const end = trace.recording.stepLog[Math.min(position, trace.length)] ?? 0;
  const mapped = known.of(page).findLast(({ from }) => from === 0 || from < end)?.from ?? 0;
  return trace
    .writes(address, size)
    .filter(
      (write) =>
        write.moment >= mapped &&
        write.moment < end &&
        namesOf(write, address % PAGE_SIZE, BigInt(size)).some(
          (other) => known.at(other, write.moment) === known.at(page, write.moment),
        ),
    );
}

/** The pages in which a write touches the bytes at this place of the page. */
function namesOf(write: WriteRef, inside: bigint, size: bigint): number[] {
  const end = write.address + BigInt(write.size);
  const pages: number[] = [];
  for (let page = write.address / PAGE_SIZE; page * PAGE_SIZE < end; page++) {
    const start = page * PAGE_SIZE + inside;
    if (start < end && write.address < start + size) pages.push(Number(page));
  }
  return pages;
}
