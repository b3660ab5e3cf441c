import { leavesOf, type PageCard, type Program } from '../../../core/index.ts';

/** One page of a folio in the drawing, or a gap where pages are left out. */
export type CompoundBox =
  | { kind: 'page'; index: number; address: bigint; current: boolean; keeps: string[] }
  | { kind: 'gap'; pages: number };

export interface CompoundView {
  order: number;
  pages: number;
  boxes: CompoundBox[];
}

/** So many pages from the start are drawn; of the others the current one and the last. */
const FIRST = 8;

/** The folio that a struct page belongs to, as a row of boxes; null for single pages. */
export function compoundView(program: Program, card: PageCard): CompoundView | null {
  const { order, headAddress, address } = card;
  if (order === null || order === 0) return null;
  const size = BigInt(program.records.get('struct page')?.size ?? 64);
  const head = headAddress ?? address;
  const pages = 2 ** order;
  const current = Number((address - head) / size);
  const wanted = [...new Set([...range(Math.min(FIRST, pages)), current, pages - 1])]
    .filter((index) => index < pages)
    .sort((a, b) => a - b);
  const boxes: CompoundBox[] = [];
  let next = 0;
  for (const index of wanted) {
    if (index > next) boxes.push({ kind: 'gap', pages: index - next });
    boxes.push({
      kind: 'page',
      index,
      address: head + BigInt(index) * size,
      current: index === current,
      keeps: keptBy(program, index),
    });
    next = index + 1;
  }
  return { order, pages, boxes };
}

/** Members that struct folio keeps in its nth page and the page does not have: `_folio_nr_pages` … */
function keptBy(program: Program, index: number): string[] {
  const folio = program.records.get('struct folio');
  const page = program.records.get('struct page');
  if (!folio?.complete || !page?.complete) return [];
  const own = new Set(leavesOf(page).map(({ path }) => path[0]));
  const names = leavesOf(folio)
    .filter(({ offset }) => Math.floor(offset / page.size) === index)
    .map(({ path }) => path[0] ?? '')
    .filter((name) => !own.has(name) && !/^(page$|__page_|__filler$)/.test(name));
  return [...new Set(names)];
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
