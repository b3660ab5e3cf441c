/** Struct pages by the names that a program's observer gives them. */
import { watches } from '../../mm/frame-names.ts';
import { leavesOf } from '../../mm/leaves.ts';
import { pageRanges } from '../../mm/page-ranges.ts';
import { pageAddress, pageRecords } from '../../mm/vmemmap.ts';
import type { Trace } from '../../trace/index.ts';

/**
 * Address of the struct page called `order 4[1]` (a page of a range that the program shows, now or
 * later) or `dev0` (a frame that it follows, now or later); null if no page is called so.
 */
export function findPage(trace: Trace, position: number, name: string): bigint | null {
  const { program } = trace;
  const size = BigInt(program.records.get('struct page')?.size ?? 0);
  const inRange = /^(.+)\[(\d+)\]$/.exec(name);
  if (inRange) {
    const range = pageRanges(trace).find((one) => one.name === inRange[1]);
    const index = Number(inRange[2]);
    return range && index < range.count ? range.address + BigInt(index) * size : null;
  }
  const named = watches(trace)
    .flatMap(({ frames }) => frames)
    .filter((frame) => frame.name === name && frame.until > position)
    .sort((a, b) => a.from - b.from)[0];
  return named ? pageAddress(program, named.pfn) : null;
}

/** What `${…}` calls the page at an address, at a position; null if it has no name there. */
export function pageName(trace: Trace, position: number, address: bigint): string | null {
  const size = BigInt(trace.program.records.get('struct page')?.size ?? 1);
  const range = pageRanges(trace).find(
    (one) => address >= one.address && address < one.address + BigInt(one.count) * size,
  );
  if (range) return `${range.name}[${(address - range.address) / size}]`;
  for (const { frames } of watches(trace)) {
    for (const { name, pfn, from, until } of frames) {
      if (position < from || position >= until) continue;
      if (pageAddress(trace.program, pfn) === address) return name;
    }
  }
  return null;
}

/** Where a member lies in a struct page (or a folio that starts there), or `word 1`; null: nowhere. */
export function memberPlace(trace: Trace, member: string): { offset: number; size: number } | null {
  const word = /^word ([0-7])$/.exec(member);
  if (word) return { offset: Number(word[1]) * 8, size: 8 };
  const { page, folio } = pageRecords(trace.program);
  for (const record of folio ? [page, folio] : [page]) {
    const own = leavesOf(record).filter(({ path }) => {
      const name = path.join('.');
      return name === member || name.startsWith(`${member}.`);
    });
    if (own.length === 0) continue;
    const offset = Math.min(...own.map((leaf) => leaf.offset));
    const end = Math.max(...own.map((leaf) => leaf.offset + leaf.size));
    return { offset, size: end - offset };
  }
  return null;
}
