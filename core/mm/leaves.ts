/** The members of a record that hold bytes themselves, each with every name it can be reached by. */
import type { CType, Member, RecordType } from '../c/ctype.ts';
import { recordName } from '../c/types.ts';

export interface Leaf {
  /** Names from the outermost record on, anonymous levels left out: `['lru', 'next']`. */
  path: string[];
  type: CType;
  /** Bytes from the start of the outermost record. */
  offset: number;
  size: number;
  bits: { offset: number; width: number } | null;
  /**
   * The records around the leaf, outermost first: code that got `&page->lru` writes `next` of a
   * `struct list_head`, and that is a write of `lru.next` all the same.
   */
  within: { record: string; offset: number; path: string[] }[];
}

const cache = new WeakMap<RecordType, Leaf[]>();

/** All leaves in the order of declaration. Arrays are taken apart into their elements. */
export function leavesOf(record: RecordType): Leaf[] {
  let leaves = cache.get(record);
  if (!leaves) {
    leaves = [];
    const outermost = { record: recordName(record), offset: 0, path: [] };
    for (const member of record.members) collect(member, 0, [outermost], leaves);
    cache.set(record, leaves);
  }
  return leaves;
}

const byPath = new WeakMap<RecordType, Map<string, Leaf>>();

/** The leaf reached by exactly `path`, null if the record has none. */
export function leafAt(record: RecordType, ...path: string[]): Leaf | null {
  let leaves = byPath.get(record);
  if (!leaves) {
    leaves = new Map(leavesOf(record).map((leaf) => [leaf.path.join('.'), leaf]));
    byPath.set(record, leaves);
  }
  return leaves.get(path.join('.')) ?? null;
}

/** A path as C writes it: `lru.next`, `pad[2]`. */
export function pathText(path: readonly string[]): string {
  return path.join('.').replaceAll('.[', '[');
}

function collect(member: Member, base: number, outer: Leaf['within'], into: Leaf[]): void {
  const offset = base + member.offset;
  const name = member.name === null ? [] : [member.name];
  const within = outer.map((level) => ({ ...level, path: [...level.path, ...name] }));
  if (member.bitWidth !== undefined) {
    if (member.name === null) return;
    const bits = { offset: member.bitOffset ?? 0, width: member.bitWidth };
    const size = Math.ceil((bits.offset + bits.width) / 8);
    push({ type: member.type, offset, size, bits }, within, into);
  } else {
    descend(member.type, offset, within, into);
  }
}

function descend(type: CType, offset: number, within: Leaf['within'], into: Leaf[]): void {
  if (type.kind === 'struct' || type.kind === 'union') {
    const named = type.tag !== null || type.typedefName !== undefined;
    const levels = named ? [...within, { record: recordName(type), offset, path: [] }] : within;
    for (const member of type.members) collect(member, offset, levels, into);
  } else if (type.kind === 'array') {
    for (let index = 0; index < (type.length ?? 0); index++) {
      const levels = within.map((level) => ({ ...level, path: [...level.path, `[${index}]`] }));
      descend(type.of, offset + index * type.of.size, levels, into);
    }
  } else {
    push({ type, offset, size: type.size, bits: null }, within, into);
  }
}

function push(leaf: Omit<Leaf, 'path' | 'within'>, within: Leaf['within'], into: Leaf[]): void {
  into.push({ ...leaf, path: within[0]?.path ?? [], within });
}
