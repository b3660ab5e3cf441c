/** A record laid over memory, as a tree: every member with its place and its value. */
import type { CType, Member } from '../c/ctype.ts';
import { typeText } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import { formatScalar, formatValue } from './format-value.ts';
import { toBits } from './bytes.ts';

export interface TreeNode {
  /** Unique within the tree: the members on the way, as C writes them. */
  path: string;
  /** `lru`, `[3]`; of an anonymous record `struct` or `union`. */
  name: string;
  type: string;
  /** Bytes from the start of the outermost record. */
  offset: number;
  size: number;
  /** Of a scalar; empty for what has children. */
  value: string;
  /** Where a pointer points, for following it; null for everything else, and for NULL. */
  target: bigint | null;
  children: TreeNode[];
}

/** Arrays longer than this show their first elements only. */
const MOST_ELEMENTS = 64;

/** The tree of what lies at `address`, read as `type`. */
export function structTree(memory: MemoryView, address: bigint, type: CType): TreeNode {
  return node(memory, address, { name: typeText(type), type }, 0, '');
}

interface Named {
  name: string;
  type: CType;
}

function node(
  memory: MemoryView,
  base: bigint,
  { name, type }: Named,
  offset: number,
  outer: string,
): TreeNode {
  const path = joined(outer, name);
  const own = { path, name, type: typeText(type), offset, size: type.size, target: null };
  if (type.kind === 'struct' || type.kind === 'union') {
    const inner = outer === '' && path === typeText(type) ? '' : path;
    const children = type.members.map((member) => memberNode(memory, base, member, offset, inner));
    return { ...own, value: '', children };
  }
  if (type.kind === 'array' && !isText(type.of)) {
    const length = Math.min(type.length ?? 0, MOST_ELEMENTS);
    const children = Array.from({ length }, (_, index) => {
      const element = { name: `[${index}]`, type: type.of };
      return node(memory, base, element, offset + index * type.of.size, path);
    });
    return { ...own, value: '', children };
  }
  const bytes = memory.read(base + BigInt(offset), type.size);
  const pointer = type.kind === 'pointer' ? memory.readUint(base + BigInt(offset), 8) : 0n;
  const target = pointer === 0n ? null : pointer;
  return { ...own, value: formatValue(type, bytes), target, children: [] };
}

function memberNode(
  memory: MemoryView,
  base: bigint,
  member: Member,
  outerOffset: number,
  outer: string,
): TreeNode {
  const offset = outerOffset + member.offset;
  const { type } = member;
  if (member.bitWidth !== undefined) {
    const name = member.name ?? '(padding)';
    const first = member.bitOffset ?? 0;
    const size = Math.ceil((first + member.bitWidth) / 8);
    const raw = toBits(memory.read(base + BigInt(offset), size), first, member.bitWidth);
    const signed = (type.kind === 'int' || type.kind === 'enum') && type.signed;
    const value = formatScalar(type, signed ? BigInt.asIntN(member.bitWidth, raw) : raw);
    const place = { path: joined(outer, name), name, offset, size };
    return {
      ...place,
      type: `${typeText(type)} : ${member.bitWidth}`,
      value,
      target: null,
      children: [],
    };
  }
  const name = member.name ?? `${type.kind} at ${member.offset}`;
  const found = node(memory, base, { name, type }, offset, outer);
  return member.name === null ? { ...found, name: type.kind, type: '' } : found;
}

const joined = (outer: string, name: string) =>
  outer === '' ? name : name.startsWith('[') ? `${outer}${name}` : `${outer}.${name}`;

const isText = (type: CType) => type.kind === 'int' && type.size === 1 && type.rank === 1;
