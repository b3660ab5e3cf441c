/** The struct pages that two runs show, byte by byte, range by range. */
import type { Timeline, Trace } from '../trace/index.ts';
import { pageRanges } from './page-ranges.ts';

/** A byte that two runs hold differently; `page` as `order 4[1]`. */
export interface ByteDifference {
  page: string;
  /** Bytes from the start of the struct page. */
  offset: number;
  left: number;
  right: number;
}

export interface RangeComparison {
  name: string;
  /** Bytes compared. */
  bytes: number;
  /** Why the range could not be compared, or was only in part; null if all of it was. */
  problem: string | null;
  differences: ByteDifference[];
}

/** A run, what its state is called, and a timeline of it. */
export interface ComparedRun {
  state: string;
  trace: Trace;
  timeline: Timeline;
}

/** Compares every range that both runs show, each as it was when its run showed it. */
export function comparePages(left: ComparedRun, right: ComparedRun): RangeComparison[] {
  const rights = new Map(pageRanges(right.trace).map((range) => [range.name, range]));
  const lefts = pageRanges(left.trace);
  const size = left.trace.program.records.get('struct page')?.size ?? 0;
  const compared = lefts.map((range): RangeComparison => {
    const { name } = range;
    const other = rights.get(name);
    rights.delete(name);
    if (!other) return { name, bytes: 0, problem: `only ${left.state} shows it`, differences: [] };
    const bytes = Math.min(range.count, other.count) * size;
    const a = left.timeline.memoryAt(range.step + 1).read(range.address, bytes);
    const b = right.timeline.memoryAt(other.step + 1).read(other.address, bytes);
    const differences: ByteDifference[] = [];
    for (let at = 0; at < bytes; at++) {
      const [from, to] = [a[at] ?? 0, b[at] ?? 0];
      if (from === to) continue;
      const page = `${name}[${Math.floor(at / size)}]`;
      differences.push({ page, offset: at % size, left: from, right: to });
    }
    const problem =
      range.count === other.count ? null : `${range.count} pages against ${other.count}`;
    return { name, bytes, problem, differences };
  });
  const rest = [...rights.keys()].map((name): RangeComparison => {
    return { name, bytes: 0, problem: `only ${right.state} shows it`, differences: [] };
  });
  return [...compared, ...rest];
}
