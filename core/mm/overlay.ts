/** Every name that the bytes of one struct page go by. */
import type { CType, RecordType } from '../c/ctype.ts';
import { pathText, leavesOf, type Leaf } from './leaves.ts';
import type { PageRecords } from './vmemmap.ts';

/** One name of some bytes of a page. */
export interface Overlay {
  /** `struct page`, or `struct folio` for a member that only the folio has. */
  record: string;
  /** `lru.next` */
  member: string;
  type: CType;
  /** Bytes from the start of the page. */
  offset: number;
  size: number;
  bits: Leaf['bits'];
  /**
   * The places in records that this name stands for; `base` is where the record starts, in bytes from
   * the start of the page: 0, or negative on the later pages of a folio.
   */
  views: { leaf: Leaf; base: number }[];
}

/**
 * The members of `struct page`, and of each part of `struct folio` in `parts`: part n overlays page
 * n of a folio. A member of the folio with the name and place of one of the page's is the same
 * thing, as the kernel itself asserts (FOLIO_MATCH in mm_types.h).
 */
export function overlays(records: PageRecords, parts: readonly number[]): readonly Overlay[] {
  const key = parts.join();
  let known = cache.get(records.page);
  if (!known) cache.set(records.page, (known = new Map<string, Overlay[]>()));
  let names = known.get(key);
  if (!names) known.set(key, (names = collect(records, parts)));
  return names;
}

const cache = new WeakMap<RecordType, Map<string, Overlay[]>>();

function collect(records: PageRecords, parts: readonly number[]): Overlay[] {
  const found = new Map<string, Overlay>();
  const add = (record: string, leaf: Leaf, base: number, path: string[]) => {
    const offset = base + leaf.offset;
    if (offset < 0 || offset >= records.page.size) return;
    const member = pathText(path);
    const key = `${offset}:${leaf.bits?.offset ?? 0}:${member}`;
    const known = found.get(key);
    if (known) {
      known.views.push({ leaf, base });
      return;
    }
    const { type, size, bits } = leaf;
    found.set(key, { record, member, type, offset, size, bits, views: [{ leaf, base }] });
  };
  for (const leaf of leavesOf(records.page)) add('struct page', leaf, 0, leaf.path);
  if (records.folio) {
    for (const part of parts) {
      const base = -part * records.page.size;
      for (const leaf of leavesOf(records.folio)) {
        add('struct folio', leaf, base, pathInPage(leaf) ?? leaf.path);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset);
}

/** `page.flags` of a folio is `flags` of a struct page: the embedded page is no name of its own. */
function pathInPage(leaf: Leaf): string[] | null {
  return leaf.within.find((level) => level.record === 'struct page')?.path ?? null;
}

/** True when two names share a byte (a bit, for bit-fields) and are not the same thing. */
export function sharesBytes(a: Overlay, b: Overlay): boolean {
  if (a === b || samePlaceholder(a, b)) return false;
  const [startA, endA] = bitRange(a);
  const [startB, endB] = bitRange(b);
  return startA < endB && startB < endA;
}

function bitRange(overlay: Overlay): [number, number] {
  const start = overlay.offset * 8 + (overlay.bits?.offset ?? 0);
  return [start, start + (overlay.bits?.width ?? overlay.size * 8)];
}

/**
 * `_flags_1` and `_head_1` of a folio only keep the place of `flags` and `compound_head` of its
 * second page (again FOLIO_MATCH), likewise `_2` and `_3`.
 */
export function samePlaceholder(a: Overlay, b: Overlay): boolean {
  return a.offset === b.offset && a.size === b.size && standsFor(a.member) === standsFor(b.member);
}

function standsFor(member: string): string {
  const match = /^_(flags|head)_[1-3]$/.exec(member);
  if (!match) return member;
  return match[1] === 'head' ? 'compound_head' : 'flags';
}

/** The parts of a folio that a record of this type has. */
export function folioParts(records: { page: RecordType; folio: RecordType | null }): number {
  return records.folio ? Math.floor(records.folio.size / records.page.size) : 0;
}
