/** What a struct page is at a moment: order-0, head, tail, still uninitialised; and of which device map. */
import type { RecordType } from '../c/ctype.ts';
import type { Program } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import { hex, toUint } from './bytes.ts';
import { formatScalar } from './format-value.ts';
import { leafAt } from './leaves.ts';
import { decodeFlags, hasFlag, orderOf } from './page-flags.ts';
import { pageRecords, pfnAt } from './vmemmap.ts';

export interface PageKind {
  /** `order-0`, `order-4 head`, `tail 3 of 0x…`, `uninitialised (poison)` … */
  text: string;
  role: 'single' | 'head' | 'tail' | 'uninitialised';
  /** For a tail, the address of its head; else null. */
  head: bigint | null;
  /** Number of the page inside its folio: 0 for order-0 pages and heads. */
  index: number;
  /** Order of the folio; null while it is not known. */
  order: number | null;
}

/** The device map a ZONE_DEVICE page belongs to. */
export interface PageDevice {
  /** Address of the struct dev_pagemap. */
  pgmap: bigint;
  /** `MEMORY_DEVICE_GENERIC` …, null when the pointer leads to no struct dev_pagemap. */
  type: string | null;
}

/** The kind of the struct page at `address`, from nothing but what is stored in memory. */
export function pageKind(program: Program, memory: MemoryView, address: bigint): PageKind {
  const { page } = pageRecords(program);
  const plain = { head: null, index: 0, order: null };
  const bytes = memory.read(address, page.size);
  if (bytes.every((byte) => byte === 0xff)) {
    return { ...plain, role: 'uninitialised', text: 'uninitialised (poison)' };
  }
  // Even a page in use by nobody has a mapcount of -1.
  if (bytes.every((byte) => byte === 0)) {
    return {
      ...plain,
      role: 'uninitialised',
      text: 'all zero: not mapped, or not initialised yet',
    };
  }
  const head = headOf(program, memory, address);
  if (head !== null) {
    const index = Number((address - head) / BigInt(page.size));
    const order = folioOrder(program, memory, head);
    return { role: 'tail', head, index, order, text: `tail ${index} of ${hex(head)}` };
  }
  if (hasFlag(program, readFlags(page, memory, address), 'PG_head')) {
    const order = folioOrder(program, memory, address);
    const text = order === null ? 'head (order not yet stored)' : `order-${order} head`;
    return { ...plain, role: 'head', order, text };
  }
  return { ...plain, order: 0, role: 'single', text: 'order-0' };
}

/** The device map of a page in ZONE_DEVICE, as stored in its head; null for every other page. */
export function pageDevice(
  program: Program,
  memory: MemoryView,
  address: bigint,
): PageDevice | null {
  const { page, folio } = pageRecords(program);
  const kind = pageKind(program, memory, address);
  if (kind.role === 'uninitialised') return null;
  if (decodeFlags(program, readFlags(page, memory, address)).zone !== 'ZONE_DEVICE') return null;
  const leaf = leafAt(page, 'pgmap') ?? (folio ? leafAt(folio, 'pgmap') : null);
  if (!leaf) return null;
  const pgmap = memory.readUint((kind.head ?? address) + BigInt(leaf.offset), 8);
  const record = program.records.get('struct dev_pagemap');
  const type = record && leafAt(record, 'type');
  if (!record || !type || pgmap === 0n || pfnAt(program, pgmap) !== null) {
    return { pgmap, type: null };
  }
  const raw = toUint(memory.read(pgmap + BigInt(type.offset), type.size));
  return { pgmap, type: formatScalar(type.type, raw) };
}

/** The head that a tail's tagged `compound_head` names; null when the page is no tail. */
function headOf(program: Program, memory: MemoryView, address: bigint): bigint | null {
  const { page } = pageRecords(program);
  const leaf = leafAt(page, 'compound_head');
  if (!leaf) return null;
  const value = memory.readUint(address + BigInt(leaf.offset), 8);
  const head = value - 1n;
  if ((value & 1n) === 0n || head >= address || pfnAt(program, head) === null) return null;
  return (address - head) % BigInt(page.size) === 0n ? head : null;
}

/** The order stored in the first tail, null while that page is not a tail of `head`. */
function folioOrder(program: Program, memory: MemoryView, head: bigint): number | null {
  const { page } = pageRecords(program);
  const tail = head + BigInt(page.size);
  if (headOf(program, memory, tail) !== head) return null;
  /* Every compound page has at least order 1: zero means that the store is still to come. */
  return orderOf(readFlags(page, memory, tail)) || null;
}

function readFlags(page: RecordType, memory: MemoryView, address: bigint): bigint {
  const leaf = leafAt(page, 'flags');
  return leaf ? memory.readUint(address + BigInt(leaf.offset), 8) : 0n;
}
