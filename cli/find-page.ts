/** Which struct page `--page` means. */
import { pageAddress, pageRanges, pfnAt, type Trace } from '../core/index.ts';
import { UsageError } from './errors.ts';

export const PAGE_HELP =
  'N: page N of the first range; NAME:N: of the range NAME; 0x…: a pfn or the address of a struct page';

export interface FoundPage {
  address: bigint;
  /** `order4[1]`, or the pfn for a page outside the ranges shown. */
  name: string;
  /** The step at which the program showed the page's range; null outside the ranges. */
  shownAt: number | null;
}

/** Throws UsageError, which names the ranges there are. */
export function findPage(trace: Trace, wanted: string): FoundPage {
  const ranges = pageRanges(trace);
  const size = BigInt(trace.program.records.get('struct page')?.size ?? 0);
  const known = ranges.map(({ name, count }) => `${name}:0 to ${name}:${count - 1}`).join(', ');
  const refuse = (why: string) =>
    new UsageError(`--page ${wanted}: ${why}${known === '' ? '' : ` (pages: ${known})`}`);

  if (/^0x[0-9a-f]+$/i.test(wanted)) {
    const value = BigInt(wanted);
    const pfn = pfnAt(trace.program, value);
    const address = pageAddress(trace.program, pfn ?? value);
    if (pfnAt(trace.program, address) === null) throw refuse('there is no such page frame');
    return { address, ...rangeOf(trace, address) };
  }
  const match = /^(?:(.+)[:[])?(\d+)\]?$/.exec(wanted);
  if (!match) throw refuse('is not a page');
  const range = match[1] === undefined ? ranges[0] : ranges.find(({ name }) => name === match[1]);
  if (!range) throw refuse(match[1] === undefined ? 'the program shows no pages' : 'no such range');
  const index = Number(match[2]);
  if (index >= range.count) throw refuse(`${range.name} has ${range.count} pages`);
  return {
    address: range.address + BigInt(index) * size,
    name: `${range.name}[${index}]`,
    shownAt: range.step,
  };
}

function rangeOf(trace: Trace, address: bigint): { name: string; shownAt: number | null } {
  const size = BigInt(trace.program.records.get('struct page')?.size ?? 1);
  const range = pageRanges(trace).find(
    (one) => address >= one.address && address < one.address + BigInt(one.count) * size,
  );
  if (!range) return { name: '', shownAt: null };
  return { name: `${range.name}[${(address - range.address) / size}]`, shownAt: range.step };
}
