/** Which frames have a struct page: the parts of the vmemmap that have memory behind them. */
import type { Trace } from '../trace/index.ts';
import { pageAddress, pfnAt } from './vmemmap.ts';

const PAGE_SIZE = 4096n;

export interface FrameRange {
  first: bigint;
  /** Number of frames. */
  count: number;
}

interface MappedPage {
  page: number;
  /** Log words from (inclusive) to (exclusive) which it was mapped. */
  from: number;
  to: number;
}

const cache = new WeakMap<Trace, MappedPage[]>();

/**
 * The frames whose struct pages are mapped at `position`, in ranges by frame number: what
 * vmemmap_populate() has mapped and vmemmap_free() not yet taken away. What the struct pages hold
 * may still be poison.
 */
export function frameRanges(trace: Trace, position: number): FrameRange[] {
  const size = trace.program.records.get('struct page')?.size ?? 0;
  const now = trace.recording.stepLog[Math.min(position, trace.length)] ?? 0;
  const ranges: FrameRange[] = [];
  if (size === 0) return ranges;
  const perPage = Number(PAGE_SIZE) / size;
  let next = -1;
  for (const { page, from, to } of mappedPages(trace)) {
    // A period begins with its own map entry: one that has not been executed yet does not count.
    if (from >= now || to < now) continue;
    const last = ranges.at(-1);
    if (last && page === next) last.count += perPage;
    else
      ranges.push({ first: pfnAt(trace.program, BigInt(page) * PAGE_SIZE) ?? 0n, count: perPage });
    next = page + 1;
  }
  return ranges;
}

/** Whether a frame has a struct page at `position`. */
export function hasStructPage(trace: Trace, position: number, pfn: bigint): boolean {
  return frameRanges(trace, position).some(
    ({ first, count }) => pfn >= first && pfn < first + BigInt(count),
  );
}

/** Every page of the vmemmap that is ever mapped, with its periods, by address. */
function mappedPages(trace: Trace): MappedPage[] {
  let pages = cache.get(trace);
  if (!pages) {
    const history = trace.storage;
    const first = Number(pageAddress(trace.program, 0n) / PAGE_SIZE);
    pages = history
      .pages()
      .filter((page) => page >= first && pfnAt(trace.program, BigInt(page) * PAGE_SIZE) !== null)
      .flatMap((page) =>
        history
          .of(page)
          .filter(({ storage }) => storage !== page)
          .map(({ from, to }) => ({ page, from, to })),
      );
    cache.set(trace, pages);
  }
  return pages;
}
