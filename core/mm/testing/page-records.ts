/** For tests: `struct page` and `struct folio` in the shape of a 6.12 kernel, in the two versions. */
import type { CType, EnumType, Member, RecordType } from '../../c/ctype.ts';
import type { Program } from '../../c/program.ts';
import { layoutRecord, type MemberDeclaration } from '../../c/layout.ts';
import { arrayOf, pointerTo, recordName, T } from '../../c/types.ts';

type Members = (MemberDeclaration | [string, CType])[];

function build(kind: 'struct' | 'union', tag: string | null, members: Members): RecordType {
  const record: RecordType = {
    kind,
    tag,
    members: [],
    complete: false,
    packed: false,
    size: 0,
    align: 1,
  };
  const declared = members.map((one) =>
    Array.isArray(one) ? { name: one[0], type: one[1] } : one,
  );
  layoutRecord(record, declared);
  return record;
}

export const struct = (tag: string | null, ...members: Members) => build('struct', tag, members);
export const union = (tag: string | null, ...members: Members) => build('union', tag, members);
export const anonymous = (type: RecordType): MemberDeclaration => ({ name: null, type });
export const typedef = (name: string, record: RecordType): RecordType => {
  record.typedefName = name;
  return record;
};

const enumeration = (tag: string, ...names: string[]): EnumType => ({
  kind: 'enum',
  tag,
  signed: false,
  size: 4,
  align: 4,
  constants: names.map((name, value) => ({ name, value: BigInt(value) })),
});

/** Names of bits 0 to 23 of the flags word. */
const PAGE_FLAGS = (
  'locked writeback referenced uptodate dirty lru head waiters active workingset owner_priv_1 ' +
  'owner_2 arch_1 reserved private private_2 reclaim swapbacked unevictable mlocked hwpoison young ' +
  'idle arch_2'
).split(' ');
const ZONES = ['ZONE_DMA', 'ZONE_DMA32', 'ZONE_NORMAL', 'ZONE_MOVABLE', 'ZONE_DEVICE'];

/** Fills in the records and constants of a program: pgmap in the page, or in the folio. */
export function addPageRecords(program: Program, pgmapIn: 'page' | 'folio'): void {
  const atomic = typedef('atomic_t', struct(null, ['counter', T.int]));
  const list = struct('list_head');
  layoutRecord(list, [
    { name: 'next', type: pointerTo(list) },
    { name: 'prev', type: pointerTo(list) },
  ]);
  const memoryType = enumeration(
    'memory_type',
    'MEMORY_DEVICE_NONE',
    'MEMORY_DEVICE_PRIVATE',
    'MEMORY_DEVICE_COHERENT',
    'MEMORY_DEVICE_FS_DAX',
    'MEMORY_DEVICE_GENERIC',
  );
  const pagemap = struct('dev_pagemap', ['altmap', T.ulong], ['type', memoryType]);
  const voidPointer = pointerTo(T.void);
  const lru = (): MemberDeclaration =>
    anonymous(
      union(
        null,
        ['lru', list],
        anonymous(struct(null, ['__filler', voidPointer], ['mlock_count', T.uint])),
        ['buddy_list', list],
      ),
    );
  const deviceWord: [string, CType] =
    pgmapIn === 'page'
      ? ['pgmap', pointerTo(pagemap)]
      : ['_unused_pgmap_compound_head', voidPointer];
  const page = struct(
    'page',
    ['flags', T.ulong],
    anonymous(
      union(
        null,
        anonymous(
          struct(null, lru(), ['mapping', voidPointer], ['index', T.ulong], ['private', T.ulong]),
        ),
        anonymous(struct(null, ['compound_head', T.ulong])),
        anonymous(struct(null, deviceWord, ['zone_device_data', voidPointer])),
      ),
    ),
    anonymous(union(null, ['page_type', T.uint], ['_mapcount', atomic])),
    ['_refcount', atomic],
    ['memcg_data', T.ulong],
  );
  const words: Members = [
    ['flags', T.ulong],
    anonymous(
      pgmapIn === 'page'
        ? union(null, lru())
        : union(null, lru(), { name: 'pgmap', type: pointerTo(pagemap) }),
    ),
    ['mapping', voidPointer],
    ['index', T.ulong],
    ['private', voidPointer],
    ['_mapcount', atomic],
    ['_refcount', atomic],
    ['memcg_data', T.ulong],
  ];
  const folio = struct(
    'folio',
    anonymous(union(null, anonymous(struct(null, ...words)), ['page', page])),
    anonymous(
      union(
        null,
        anonymous(
          struct(
            null,
            ['_flags_1', T.ulong],
            ['_head_1', T.ulong],
            ['_large_mapcount', atomic],
            ['_entire_mapcount', atomic],
          ),
        ),
        ['__page_1', page],
      ),
    ),
    anonymous(
      union(
        null,
        anonymous(
          struct(null, ['_flags_2', T.ulong], ['_head_2', T.ulong], ['_deferred_list', list]),
        ),
        ['__page_2', page],
      ),
    ),
  );
  for (const record of [atomic, list, pagemap, page, folio]) {
    program.records.set(recordName(record), record);
  }
  PAGE_FLAGS.forEach((name, bit) => program.constants.set(`PG_${name}`, BigInt(bit)));
  program.constants.set('__NR_PAGEFLAGS', BigInt(PAGE_FLAGS.length));
  program.constants.set('PG_swapcache', 10n);
  ZONES.forEach((name, value) => program.constants.set(name, BigInt(value)));
}

/** Gives the sites of a synthetic recording the member offsets that a compiler would have given. */
export function resolveMemberOffsets(program: Program): void {
  for (const site of program.sites) {
    /* The notation knows `struct page: flags`; typedef names are understood here. */
    const named = /^(\w+): ([\w.]+)$/.exec(site.text);
    if (!site.member && named?.[1] && named[2] && program.records.has(named[1])) {
      site.member = { record: named[1], path: named[2].split('.'), offset: 0 };
    }
    const record = site.member && program.records.get(site.member.record);
    if (site.member && record) site.member.offset = offsetOf(record, site.member.path);
  }
}

function offsetOf(record: RecordType, path: readonly string[]): number {
  const [name, ...rest] = path;
  const found = search(record.members, name ?? '');
  if (!found) throw new Error(`${recordName(record)} has no member ${name}`);
  const { type } = found.member;
  if (rest.length === 0) return found.offset;
  if (type.kind !== 'struct' && type.kind !== 'union') throw new Error(`${name} has no members`);
  return found.offset + offsetOf(type, rest);
}

function search(members: Member[], name: string): { member: Member; offset: number } | null {
  for (const member of members) {
    if (member.name === name) return { member, offset: member.offset };
    if (member.name === null && (member.type.kind === 'struct' || member.type.kind === 'union')) {
      const inner = search(member.type.members, name);
      if (inner) return { ...inner, offset: inner.offset + member.offset };
    }
  }
  return null;
}

export { arrayOf, pointerTo, T };
