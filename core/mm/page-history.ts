/** Everything that was written into one struct page, and by which of its names. */
import type { Trace, WriteRef } from '../trace/index.ts';
import { overlays, type Overlay } from './overlay.ts';
import { writtenAs } from './provenance.ts';
import { pageRecords } from './vmemmap.ts';

const WORD = 8;

/** One write that changed some of a page's words. */
export interface PageWrite {
  write: WriteRef;
  /** The words of this page that it covers, 0 … 7. */
  words: { first: number; last: number };
  /**
   * The members of the page's records that it was made through: several where they share the record
   * that the code named (`lru.next`, `buddy_list.next`); none of bytes that were filled or copied.
   */
  names: string[];
}

/**
 * The writes of the struct page at `address` by steps in [from, until), in order, through whatever
 * address its memory was written.
 */
export function pageHistory(
  trace: Trace,
  address: bigint,
  from = 0,
  until: number = trace.length,
): PageWrite[] {
  const records = pageRecords(trace.program);
  const { size } = records.page;
  const parts = records.folio ? Math.floor(records.folio.size / size) : 1;
  const all = overlays(
    records,
    Array.from({ length: parts }, (_, part) => part),
  );
  return trace
    .writes(address, size)
    .filter(({ step }) => step >= from && step < until)
    .map((write) => {
      // The same memory may have another address: the place inside the 4096 bytes is what counts.
      const start = Number(BigInt.asIntN(12, write.address - address));
      const first = Math.max(0, Math.floor(start / WORD));
      const last = Math.min(size / WORD - 1, Math.floor((start + write.size - 1) / WORD));
      return {
        write,
        words: { first, last: Math.max(first, last) },
        names: namesOf(all, write, address, start),
      };
    });
}

function namesOf(
  all: readonly Overlay[],
  write: WriteRef,
  address: bigint,
  start: number,
): string[] {
  const names = all
    .filter(
      (overlay) =>
        overlay.offset < start + write.size &&
        overlay.offset + overlay.size > start &&
        writtenAs(write, address, overlay),
    )
    .map(({ member }) => member);
  return [...new Set(names)];
}
