/** The members of one object at one moment, each with its value, its meaning, and whether it is the valid one. */
import type { RecordType } from '../c/ctype.ts';
import { recordName, typeText } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { aliasText } from './alias-text.ts';
import { hex, toBits, toUint } from './bytes.ts';
import { formatScalar } from './format-value.ts';
import { leavesOf, pathText, type Leaf } from './leaves.ts';
import { sharesBytes, type Overlay } from './overlay.ts';
import { pageCard } from './page-card.ts';
import { describePointer } from './pointer.ts';
import { judge, LastWrites } from './provenance.ts';
import { vmFlagNames } from './vm-flags.ts';

/** An object as it is when the steps 0 to position - 1 of a run have run. */
export interface ObjectMoment {
  trace: Trace;
  position: number;
  /** Memory at `position`. */
  memory: MemoryView;
  address: bigint;
  /** C name of the record that lies there: `struct page`, `struct dev_pagemap`. */
  record: string;
}

export interface ObjectField {
  /** `struct page`; `struct folio` for a member of a page that only the folio has. */
  record: string;
  /** `lru.next`, `pad[2]`. */
  member: string;
  /** As C writes it; of a bit-field with its width. */
  type: string;
  /** Bytes from the start of the object. */
  offset: number;
  size: number;
  /** Of a bit-field: first bit and width, from `offset`. */
  bits: { offset: number; width: number } | null;
  /** The stored bits, unsigned. */
  value: bigint;
  /** What they say: flags by name, pointers by what they point to, lists by their links. */
  text: string;
  /** False for a member of a union that the bytes were not last written through. */
  valid: boolean;
  /** Why. */
  reason: string;
  /** The step that wrote the bytes last; null if none did. */
  writtenAt: number | null;
}

/**
 * All members of the object in the order of their bytes, unions with every name. A struct page has
 * the names of its folio too, as on the page card. Throws Error when the program has no such record
 * or the address is none of a struct page.
 */
export function objectFields(object: ObjectMoment): ObjectField[] {
  const { trace, position, memory, address } = object;
  const record = trace.program.records.get(object.record);
  if (!record?.complete) throw new Error(`this state's sources define no ${object.record}`);
  const writes = new LastWrites(trace, position, address);
  const writtenAt = (place: { offset: number; size: number }) => writes.of(place)?.step ?? null;
  if (object.record === 'struct page') {
    const { words } = pageCard(trace, position, memory, address);
    const aliases = words.flatMap((word) => word.aliases).filter(isNotPlaceholder);
    return aliases.map(({ type, ...alias }) => ({
      ...alias,
      type: typeText(type),
      bits: null,
      writtenAt: writtenAt(alias),
    }));
  }
  const names = overlaysOf(record);
  const bytes = memory.read(address, record.size);
  return names.map((name, index): ObjectField => {
    const leaf = leavesOf(record)[index] as Leaf;
    const own = bytes.subarray(name.offset, name.offset + name.size);
    const value = name.bits ? toBits(own, name.bits.offset, name.bits.width) : toUint(own);
    const near = names.filter((other) => other === name || sharesBytes(name, other));
    return {
      record: name.record,
      member: name.member,
      type: `${typeText(name.type)}${name.bits ? ` : ${name.bits.width}` : ''}`,
      offset: name.offset,
      size: name.size,
      bits: name.bits,
      value,
      text: fieldText(object, leaf, value),
      ...judge(writes, name, near),
      writtenAt: writtenAt(name),
    };
  });
}

/** `_flags_1` and `_head_1` of a folio only keep the place of the page's own `flags` and `compound_head`. */
function isNotPlaceholder({ member }: { member: string }): boolean {
  return !/^_(flags|head)_[1-3]$/.test(member);
}

const known = new WeakMap<RecordType, Overlay[]>();

function overlaysOf(record: RecordType): Overlay[] {
  let overlays = known.get(record);
  if (!overlays) {
    overlays = leavesOf(record).map((leaf) => ({
      record: recordName(record),
      member: pathText(leaf.path),
      type: leaf.type,
      offset: leaf.offset,
      size: leaf.size,
      bits: leaf.bits,
      views: [{ leaf, base: 0 }],
    }));
    known.set(record, overlays);
  }
  return overlays;
}

function fieldText(object: ObjectMoment, leaf: Leaf, value: bigint): string {
  const { trace, memory } = object;
  const { type } = leaf;
  const link = linkText(object, leaf, value);
  if (link !== null) return link;
  const inner = leaf.within.at(-1)?.path.at(-1) ?? leaf.path.at(-1) ?? '';
  const ofPage = leaf.within.findLast(({ record }) => /^struct (page|folio)$/.test(record));
  if (ofPage) return aliasText(trace, memory, inner, type, value, false);
  if (/^(__)?vm_flags$/.test(inner) && value !== 0n) return vmFlagNames(value).join(', ');
  if (type.kind === 'pointer') {
    return value === 0n ? 'NULL' : `→ ${describePointer(trace, memory, value, type.to)}`;
  }
  const { bits } = leaf;
  const signed = bits && (type.kind === 'int' || type.kind === 'enum') && type.signed;
  return formatScalar(type, signed ? BigInt.asIntN(bits.width, value) : value);
}

/** The links of a list: where they lead, and that a list is empty. Null for everything else. */
function linkText(
  { trace, memory, address }: ObjectMoment,
  leaf: Leaf,
  value: bigint,
): string | null {
  const node = leaf.within.at(-1);
  if (node?.record !== 'struct list_head' || leaf.type.kind !== 'pointer') return null;
  if (value === address + BigInt(node.offset)) return '→ itself: an empty list';
  return value === 0n ? 'NULL' : `→ ${describePointer(trace, memory, value, leaf.type.to)}`;
}

/** `0x…` as wide as the field, so that two of them can be compared digit by digit. */
export function rawText({
  value,
  size,
  bits,
}: Pick<ObjectField, 'value' | 'size' | 'bits'>): string {
  return bits ? hex(value) : `0x${value.toString(16).padStart(size * 2, '0')}`;
}
