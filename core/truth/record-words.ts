/** What the words of a record can hold and what they are called, by debug information. */
import type { RecordType } from '../c/ctype.ts';
import type { Program } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import { toUint } from '../mm/bytes.ts';
import { leafAt, leavesOf, pathText, type Leaf } from '../mm/leaves.ts';
import { pageKind } from '../mm/page-kind.ts';
import { pageRecords } from '../mm/vmemmap.ts';
import type { WordKind } from './compare-record.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';

const WORD = 8;

/** Eight bytes that are a pointer, or an `unsigned long` that may carry one (`compound_head`). */
function holdsPointer(leaf: Pick<Leaf, 'type' | 'size' | 'bits'>): boolean {
  const { kind } = leaf.type;
  return leaf.size === WORD && leaf.bits === null && (kind === 'pointer' || kind === 'int');
}

/** Kinds of the words of a record that stands alone, such as `struct dev_pagemap`. */
export function recordWords(record: RecordType): (offset: number) => WordKind {
  const kinds = new Map<number, WordKind>();
  for (const leaf of leavesOf(record)) {
    const percpu = leaf.within.some(
      (level) => level.record === 'struct percpu_ref' && level.path[0] === 'percpu_count_ptr',
    );
    if (percpu) kinds.set(leaf.offset, 'per-CPU pointer');
    else if (holdsPointer(leaf) && !kinds.has(leaf.offset)) kinds.set(leaf.offset, 'pointer');
  }
  return (offset) => kinds.get(offset) ?? 'number';
}

/** Kinds of the words of a struct page, which may be any part of a folio. */
export function pageWords(program: Program): (offset: number) => WordKind {
  const { page, folio } = pageRecords(program);
  const leaves = [...leavesOf(page), ...(folio ? leavesOf(folio) : [])];
  const pointers = new Set(
    leaves.filter(holdsPointer).map(({ offset }) => offset % PAGE_STRUCT_BYTES),
  );
  return (offset) => (pointers.has(offset) ? 'pointer' : 'number');
}

/** The same for a page that may be on a list of page reclaim: both sides have PG_lru then. */
export function userPageWords(
  program: Program,
  captured: Uint8Array,
  modelled: Uint8Array,
): (offset: number) => WordKind {
  const kindAt = pageWords(program);
  const bit = program.constants.get('PG_lru');
  const lru = pageRecords(program).page;
  const links = ['next', 'prev'].map((name) => leafAt(lru, 'lru', name)?.offset);
  const isListed = (bytes: Uint8Array) =>
    bit !== undefined && ((toUint(bytes.subarray(0, WORD)) >> bit) & 1n) === 1n;
  if (!isListed(captured) || !isListed(modelled)) return kindAt;
  return (offset) => (links.includes(offset) ? 'neighbour' : kindAt(offset));
}

/** The members that hold a byte of a record: `ref.data`. */
export function recordFields(record: RecordType, offset: number): string[] {
  return leavesOf(record)
    .filter((leaf) => offset >= leaf.offset && offset < leaf.offset + leaf.size)
    .map((leaf) => pathText(leaf.path));
}

/** The members that hold a byte of a struct page, as the page's kind in `memory` allows them. */
export function pageFields(
  program: Program,
  memory: MemoryView,
  address: bigint,
  offset: number,
): { kind: string; fields: string[] } {
  const { page, folio } = pageRecords(program);
  const { index, text } = pageKind(program, memory, address);
  // Page n of a folio lies under the nth part of struct folio, whose embedded pages add no names.
  const inFolio = folio ? recordFields(folio, offset + index * PAGE_STRUCT_BYTES) : [];
  const own = inFolio.filter((field) => !/^(page|__page_\d+)\./.test(field));
  return { kind: text, fields: [...new Set([...recordFields(page, offset), ...own])] };
}
