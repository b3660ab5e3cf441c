import {
  namedFrames,
  pageAddress,
  pageRanges,
  pfnAt,
  type PageRange,
  type Trace,
} from '../../core/index.ts';
import { pageSize } from './frames.ts';

/** A range with the part of the run in which its name is the right one for these pages. */
export interface ShownRange extends PageRange {
  /** From this position on: the mark that opened the chapter in which the range was shown. */
  from: number;
  /** Up to this position (exclusive): a later range lies over these pages from there on. */
  until: number;
}

const cache = new WeakMap<Trace, ShownRange[]>();

/**
 * All ranges a program shows, in time. A program registers a map, shows it and takes it away, and the
 * next map may lie over the same struct pages; `lab_pages()` comes only after the registration that
 * one wants to watch. So a range counts from the last `lab_mark()` before it, and ends where another
 * range that overlaps it begins.
 */
export function rangesInTime(trace: Trace): ShownRange[] {
  let ranges = cache.get(trace);
  if (!ranges) cache.set(trace, (ranges = build(trace)));
  return ranges;
}

const last = new WeakMap<Trace, ShownRange[]>();

/** The ranges that hold at a position; they never overlap. The same array as long as they are the same. */
export function rangesAt(trace: Trace, position: number): ShownRange[] {
  const found = rangesInTime(trace).filter(
    (range) => position >= range.from && position < range.until,
  );
  const before = last.get(trace);
  const same = before?.length === found.length && found.every((range, i) => range === before[i]);
  if (same) return before;
  last.set(trace, found);
  return found;
}

function build(trace: Trace): ShownRange[] {
  const size = BigInt(pageSize(trace.program));
  const marks = trace.recording.events.filter((event) => event.kind === 'mark');
  const found: ShownRange[] = [];
  const byStep = pageRanges(trace).toSorted((a, b) => a.step - b.step);
  for (const range of byStep) {
    // A range that shows the same pages again, or a part of them, adds nothing to look at.
    const covering = found.find((each) => each.until === Infinity && covers(each, range, size));
    if (covering && covering.count === range.count) continue;
    const from = marks.findLast((mark) => mark.step <= range.step)?.step ?? 0;
    for (const other of found) {
      if (other.until === Infinity && overlaps(other, range, size)) {
        other.until = Math.max(other.from, from);
      }
    }
    found.push({ ...range, from, until: Infinity });
  }
  return found;
}

const end = (range: PageRange, size: bigint) => range.address + BigInt(range.count) * size;

function overlaps(a: PageRange, b: PageRange, size: bigint): boolean {
  return a.address < end(b, size) && b.address < end(a, size);
}

function covers(a: PageRange, b: PageRange, size: bigint): boolean {
  return a.address <= b.address && end(a, size) >= end(b, size);
}

/** The range a struct page belongs to at a position, and its number in it; null outside all ranges. */
export function placeInRanges(
  trace: Trace,
  position: number,
  address: bigint,
): { name: string; index: number; count: number } | null {
  const range = rangeAround(trace, position, address);
  if (!range) return null;
  const index = Number((address - range.address) / BigInt(pageSize(trace.program)));
  return { name: range.name, index, count: range.count };
}

/** The range that an address (of any byte of its struct pages) lies in at a position. */
export function rangeAround(trace: Trace, position: number, address: bigint): ShownRange | null {
  const size = BigInt(pageSize(trace.program));
  const found = rangesAt(trace, position).find(
    (range) => address >= range.address && address < end(range, size),
  );
  return found ?? null;
}

/** What a struct page is called at a position: `order 4[1]`, `src0`; empty where it has no name. */
export function pageName(trace: Trace, position: number, address: bigint): string {
  const place = placeInRanges(trace, position, address);
  if (place) return `${place.name}[${place.index}]`;
  const pfn = pfnAt(trace.program, address);
  return namedFrames(trace, position).find((frame) => frame.pfn === pfn)?.name ?? '';
}

/** The struct pages that have names at a position, as areas of the vmemmap. */
export function namedAreas(trace: Trace, position: number): { from: bigint; to: bigint }[] {
  const size = BigInt(pageSize(trace.program));
  return [
    ...rangesAt(trace, position).map((range) => ({ from: range.address, to: end(range, size) })),
    ...namedFrames(trace, position).map(({ pfn }) => {
      const from = pageAddress(trace.program, pfn);
      return { from, to: from + size };
    }),
  ];
}
