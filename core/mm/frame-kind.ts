/** What frames are used for, from the bytes of their struct pages; made for a hundred thousand of them. */
import type { Program } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import { leafAt } from './leaves.ts';
import { flagMask, zoneField } from './page-flags.ts';
import { pageAddress, pageRecords } from './vmemmap.ts';

/** One kind of use. `letter` and `id` are unique. */
export interface FrameKind {
  id: string;
  /** One character that stands for the kind where there is room for no more. */
  letter: string;
  text: string;
}

/** Every kind; a frame's code (see FrameCodes) is an index into this list. */
export const FRAME_KINDS = [
  { id: 'poison', letter: '?', text: 'struct page not initialised (poison)' },
  { id: 'blank', letter: '·', text: 'struct page all zero: not initialised' },
  { id: 'free', letter: '_', text: 'free' },
  { id: 'anon-lru', letter: 'A', text: 'anonymous, on the LRU' },
  { id: 'anon', letter: 'a', text: 'anonymous, not on the LRU' },
  { id: 'file-lru', letter: 'F', text: 'page cache, on the LRU' },
  { id: 'file', letter: 'f', text: 'page cache, not on the LRU' },
  { id: 'kernel', letter: 'K', text: 'in use by the kernel' },
  { id: 'slab', letter: 'S', text: 'slab' },
  { id: 'typed', letter: 'T', text: 'typed page (page table, guard, offline …)' },
  { id: 'reserved', letter: 'R', text: 'reserved' },
  { id: 'zero-page', letter: 'Z', text: 'the zero page' },
  { id: 'device-private', letter: 'P', text: 'private device memory, in use' },
  { id: 'device-private-free', letter: 'p', text: 'private device memory, free' },
  { id: 'device-coherent', letter: 'C', text: 'coherent device memory, in use' },
  { id: 'device-coherent-free', letter: 'c', text: 'coherent device memory, free' },
  { id: 'device-generic', letter: 'G', text: 'generic device memory' },
  { id: 'fs-dax', letter: 'D', text: 'FS DAX device memory' },
  { id: 'p2pdma', letter: 'B', text: 'PCI P2PDMA: memory of a PCI device' },
  { id: 'device', letter: 'V', text: 'device memory of unknown type' },
] as const satisfies readonly FrameKind[];

export type FrameKindId = (typeof FRAME_KINDS)[number]['id'];

const KIND = new Map(FRAME_KINDS.map((kind, index) => [kind.id, index]));
const kindOf = (id: FrameKindId): number => KIND.get(id)!;

/** Part of a compound page that a frame is. */
export const FRAME_ROLES = ['single', 'head', 'tail'] as const;
export type FrameRole = (typeof FRAME_ROLES)[number];

/** A frame's kind (low six bits) and role (two bits above). */
export type FrameCode = number;
const ROLE_SHIFT = 6;
const KIND_MASK = (1 << ROLE_SHIFT) - 1;

/** Codes fit in a byte: `FRAME_CODES` is how many there can be. */
export const FRAME_CODES = 4 << ROLE_SHIFT;

/** Place of the code's kind in FRAME_KINDS. */
export function codeIndex(code: FrameCode): number {
  return code & KIND_MASK;
}

export function codeKind(code: FrameCode): FrameKind & { id: FrameKindId } {
  return FRAME_KINDS[code & KIND_MASK] ?? FRAME_KINDS[0];
}

export function codeRole(code: FrameCode): FrameRole {
  return FRAME_ROLES[code >> ROLE_SHIFT] ?? 'single';
}

/** `head, private device memory, in use`: a code in words. */
export function codeText(code: FrameCode): string {
  const role = codeRole(code);
  const { text } = codeKind(code);
  return role === 'single' ? text : `${role} of a folio, ${text}`;
}

/** `H` for a head, `t` for a tail, else the letter of the kind. */
export function codeLetter(code: FrameCode): string {
  const role = codeRole(code);
  return role === 'head' ? 'H' : role === 'tail' ? 't' : codeKind(code).letter;
}

/** Reads frames' codes out of one memory. Good for one position: what it has read it keeps. */
export class FrameScanner {
  private readonly layout: Layout | null;
  private readonly types = new Map<bigint, FrameKindId>();
  private readonly zeroPfn: number;

  constructor(
    private readonly program: Program,
    private readonly memory: MemoryView,
  ) {
    this.layout = layoutOf(program);
    const zero = program.globals.find((variable) => variable.name === 'zero_pfn');
    this.zeroPfn = zero ? Number(memory.readUint(zero.address, 8)) : -1;
  }

  /** The codes of `count` frames from `first` on. */
  scan(first: bigint, count: number): Uint8Array {
    const codes = new Uint8Array(count);
    const { layout } = this;
    if (!layout) return codes;
    const bytes = this.memory.read(pageAddress(this.program, first), count * layout.size);
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
    for (let index = 0; index < count; index++) {
      codes[index] = this.code(layout, words, (index * layout.size) >> 2, Number(first) + index);
    }
    return codes;
  }

  private code(layout: Layout, words: Uint32Array, at: number, pfn: number): FrameCode {
    const low = words[at + layout.flags]!;
    const high = words[at + layout.flags + 1]!;
    if (low === 0xffff_ffff && high === 0xffff_ffff) return kindOf('poison');
    if (low === 0 && high === 0 && isBlank(words, at, layout.size >> 2)) return kindOf('blank');
    const headLow = words[at + layout.head]!;
    const head = headLow & 1 ? layout.pfnOf(words[at + layout.head + 1]!, headLow - 1) : -1;
    if (head >= 0 && head < pfn) return this.tailCode(head);
    const kind = kindOf(this.kind(layout, words, at, pfn));
    return low & layout.headFlag ? kind | (1 << ROLE_SHIFT) : kind;
  }

  /** A tail is used for what its head is used for. */
  private tailCode(head: number): FrameCode {
    const key = -1n - BigInt(head);
    let id = this.types.get(key);
    if (id === undefined) {
      id = codeKind(this.scan(BigInt(head), 1)[0]!).id;
      this.types.set(key, id);
    }
    return kindOf(id) | (2 << ROLE_SHIFT);
  }

  private kind(layout: Layout, words: Uint32Array, at: number, pfn: number): FrameKindId {
    const low = words[at + layout.flags]!;
    const count = words[at + layout.refcount]! | 0;
    if (layout.isDevice(words[at + layout.flags + 1]!)) {
      return this.deviceKind(words, at + layout.pgmap, count);
    }
    if (pfn === this.zeroPfn) return 'zero-page';
    if (low & layout.reserved) return 'reserved';
    if (count === 0) return 'free';
    // page_type shares its bytes with _mapcount: types are negative numbers far below -1.
    const type = words[at + layout.mapcount]! >>> 24;
    if (type >= 0xf0 && type < 0xff) return type === layout.slab ? 'slab' : 'typed';
    const mapping = words[at + layout.mapping]!;
    const onLru = (low & layout.lru) !== 0;
    if (mapping & 1) return onLru ? 'anon-lru' : 'anon';
    if (mapping !== 0 || words[at + layout.mapping + 1] !== 0) return onLru ? 'file-lru' : 'file';
    return 'kernel';
  }

  private deviceKind(words: Uint32Array, at: number, count: number): FrameKindId {
    const pgmap = (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!);
    let id = this.types.get(pgmap);
    if (id === undefined) {
      id = this.mapKind(pgmap);
      this.types.set(pgmap, id);
    }
    if (count !== 0) return id;
    if (id === 'device-private') return 'device-private-free';
    return id === 'device-coherent' ? 'device-coherent-free' : id;
  }

  private mapKind(pgmap: bigint): FrameKindId {
    const record = this.program.records.get('struct dev_pagemap');
    const leaf = record?.complete ? leafAt(record, 'type') : null;
    if (!leaf) return 'device';
    const type = this.memory.readUint(pgmap + BigInt(leaf.offset), 4);
    for (const [name, id] of DEVICE_KINDS) {
      if (this.program.constants.get(name) === type) return id;
    }
    return 'device';
  }
}

const DEVICE_KINDS: readonly [constant: string, id: FrameKindId][] = [
  ['MEMORY_DEVICE_PRIVATE', 'device-private'],
  ['MEMORY_DEVICE_COHERENT', 'device-coherent'],
  ['MEMORY_DEVICE_FS_DAX', 'fs-dax'],
  ['MEMORY_DEVICE_GENERIC', 'device-generic'],
  ['MEMORY_DEVICE_PCI_P2PDMA', 'p2pdma'],
];

function isBlank(words: Uint32Array, at: number, length: number): boolean {
  for (let index = at; index < at + length; index++) if (words[index] !== 0) return false;
  return true;
}

/** Where things lie in a struct page, in words of 32 bits. */
interface Layout {
  /** Bytes of a struct page. */
  size: number;
  flags: number;
  head: number;
  mapping: number;
  mapcount: number;
  refcount: number;
  pgmap: number;
  /** Masks of the low 32 bits of the flags. */
  headFlag: number;
  lru: number;
  reserved: number;
  /** PGTY_slab. */
  slab: number;
  isDevice(highFlags: number): boolean;
  /** The frame of a struct page's address, given in halves; -1 outside the vmemmap. */
  pfnOf(high: number, low: number): number;
}

const layouts = new WeakMap<Program, Layout>();

function layoutOf(program: Program): Layout | null {
  const known = layouts.get(program);
  if (known) return known;
  if (!program.records.get('struct page')?.complete) return null;
  const { page, folio } = pageRecords(program);
  const word = (...path: string[]) => {
    const leaf = leafAt(page, ...path) ?? (folio ? leafAt(folio, ...path) : null);
    return leaf ? leaf.offset >> 2 : 0;
  };
  const zone = zoneField(program);
  const device = Number(program.constants.get('ZONE_DEVICE') ?? -1n);
  const mask = Number((1n << zone.width) - 1n);
  const start = pageAddress(program, 0n);
  const [startHigh, startLow] = [Number(start >> 32n), Number(start & 0xffff_ffffn)];
  const layout: Layout = {
    size: page.size,
    flags: word('flags'),
    head: word('compound_head'),
    mapping: word('mapping'),
    mapcount: word('_mapcount', 'counter'),
    refcount: word('_refcount', 'counter'),
    pgmap: word('pgmap'),
    headFlag: flagMask(program, 'PG_head'),
    lru: flagMask(program, 'PG_lru'),
    reserved: flagMask(program, 'PG_reserved'),
    slab: Number(program.constants.get('PGTY_slab') ?? 0xf5n),
    isDevice: (high) => ((high >>> Number(zone.shift - 32n)) & mask) === device,
    pfnOf(high, low) {
      const offset = (high - startHigh) * 2 ** 32 + ((low >>> 0) - startLow);
      return offset >= 0 && offset < 2 ** 40 ? Math.floor(offset / page.size) : -1;
    },
  };
  layouts.set(program, layout);
  return layout;
}
