/** The struct pages of two runs, byte by byte, range by range. */
import { pageRanges } from '../core/index.ts';
import { memoryAt, type RecordedState } from './recorded.ts';

export interface RangeComparison {
  name: string;
  /** Bytes compared. */
  bytes: number;
  /** Why the range could not be compared, or was only in part; null if all of it was. */
  problem: string | null;
  differences: { page: string; offset: number; left: number; right: number }[];
}

/** Compares every range that both runs show, each as it was when its run showed it. */
export function compareRanges(left: RecordedState, right: RecordedState): RangeComparison[] {
  const rights = new Map(pageRanges(right.trace).map((range) => [range.name, range]));
  const lefts = pageRanges(left.trace);
  const size = left.trace.program.records.get('struct page')?.size ?? 0;
  const compared = lefts.map((range): RangeComparison => {
    const { name } = range;
    const other = rights.get(name);
    rights.delete(name);
    if (!other)
      return { name, bytes: 0, problem: `only ${left.state.id} shows it`, differences: [] };
    const bytes = Math.min(range.count, other.count) * size;
    const a = memoryAt(left.trace, range.step + 1).read(range.address, bytes);
    const b = memoryAt(right.trace, other.step + 1).read(other.address, bytes);
    const differences: RangeComparison['differences'] = [];
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
    return { name, bytes: 0, problem: `only ${right.state.id} shows it`, differences: [] };
  });
  return [...compared, ...rest];
}
