import { compareBytes, type MemoryView } from '../../core/index.ts';
import { pageSize } from './frames.ts';
import type { Moment } from './session.ts';
import { namedAreas } from './shown-ranges.ts';
import { count } from './text.ts';

/** What can be said about the states at one step, and nothing more. */
export interface Verdict {
  /** Bytes of struct pages compared: all that either program shows by name or watches. */
  compared: number;
  bytes: number;
  /** Addresses of struct pages that do not hold the same bytes everywhere. */
  pages: Set<bigint>;
  /** Readings of the whole run that differ, and how many there are. */
  readings: number;
  readingsTotal: number;
  sentence: string;
}

export function verdict(
  moments: readonly [Moment, ...Moment[]],
  rows: readonly { differs: boolean }[],
): Verdict {
  const { compared, bytes, pages } = compareRanges(moments);
  const total = rows.length;
  const readings = rows.filter((row) => row.differs).length;
  return {
    compared,
    bytes,
    pages,
    readings,
    readingsTotal: total,
    sentence: sentence(compared, bytes, readings, total),
  };
}

/** The sentence is derived from the comparison alone: each of its words must be true here and now. */
function sentence(compared: number, bytes: number, readings: number, total: number): string {
  if (compared === 0) return 'No struct pages to compare at this step';
  if (bytes === 0 && readings > 0) {
    return '0 stored bytes differ between the states; the readings do';
  }
  if (bytes === 0) {
    return total > 0
      ? '0 stored bytes differ between the states, and no reading does'
      : '0 stored bytes differ between the states';
  }
  const differ = bytes === 1 ? '1 stored byte differs' : `${count(bytes)} stored bytes differ`;
  return `${differ} between the states${readings > 0 ? ', and so do readings' : '; no reading does'}`;
}

interface ByteComparison {
  compared: number;
  bytes: number;
  pages: Set<bigint>;
}

function compareRanges(moments: readonly [Moment, ...Moment[]]): ByteComparison {
  const result: ByteComparison = { compared: 0, bytes: 0, pages: new Set() };
  const [first, ...others] = moments;
  const size = pageSize(first.session.trace.program);
  for (const { from, to } of shownAreas(moments)) {
    const length = Number(to - from);
    const different = new Set(
      others.flatMap(({ memory }) => differing(first.memory, memory, from, length)),
    );
    result.compared += length;
    result.bytes += different.size;
    for (const offset of different) result.pages.add(from + BigInt(offset - (offset % size)));
  }
  return result;
}

function differing(a: MemoryView, b: MemoryView, address: bigint, length: number): number[] {
  return compareBytes(a, b, address, length).map((difference) => difference.offset);
}

/** All struct pages that have a name in one of the states, as areas that do not overlap. */
function shownAreas(moments: readonly Moment[]): { from: bigint; to: bigint }[] {
  const areas = moments
    .flatMap(({ session, position }) => namedAreas(session.trace, position))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: { from: bigint; to: bigint }[] = [];
  for (const area of areas) {
    const last = merged.at(-1);
    if (last && area.from <= last.to) last.to = area.to > last.to ? area.to : last.to;
    else merged.push(area);
  }
  return merged;
}
