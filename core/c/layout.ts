/**
 * Layout of structs and unions by the x86-64 System V ABI as gcc implements it, bit-fields and the
 * `packed` and `aligned` attributes included.
 */
import type { CType, Member, RecordType } from './ctype.ts';

/** A member as declared, before it has a place. */
export interface MemberDeclaration {
  name: string | null;
  type: CType;
  bitWidth?: number;
  /** `__attribute__((packed))` on the member itself. */
  packed?: boolean;
  /** `__attribute__((aligned(n)))` on the member, in bytes. */
  aligned?: number;
}

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/**
 * Completes `record` in place: places the members and sets size and alignment.
 *
 * @param aligned the record's own `aligned` attribute in bytes, 0 for none
 * @param pack limit of member alignment by `#pragma pack`, 0 for none
 */
export function layoutRecord(
  record: RecordType,
  members: readonly MemberDeclaration[],
  aligned = 0,
  pack = 0,
): void {
  let bits = 0; // next free bit of a struct
  let size = 0; // bytes so far of a union
  let align = 1;
  const placed: Member[] = [];
  for (const member of members) {
    const { type, bitWidth } = member;
    const packed = record.packed || member.packed === true;
    let memberAlign = packed ? 1 : type.align;
    if (pack > 0) memberAlign = Math.min(memberAlign, pack);
    if (member.aligned !== undefined) memberAlign = Math.max(memberAlign, member.aligned);
    if (record.kind === 'union') bits = 0;
    if (bitWidth !== undefined) {
      bits = placeBitField(member, bits, bitWidth, memberAlign, packed || pack > 0, placed);
      if (member.name !== null) align = Math.max(align, memberAlign);
    } else {
      const offset = roundUp(Math.ceil(bits / 8), memberAlign);
      placed.push({ name: member.name, type, offset });
      bits = (offset + type.size) * 8;
      align = Math.max(align, memberAlign);
    }
    size = Math.max(size, Math.ceil(bits / 8));
  }
  align = Math.max(align, aligned);
  record.members = placed;
  record.align = align;
  record.size = roundUp(record.kind === 'union' ? size : Math.ceil(bits / 8), align);
  record.complete = true;
}

/** Places one bit-field and returns the next free bit. Zero width closes the current unit. */
function placeBitField(
  member: MemberDeclaration,
  bits: number,
  width: number,
  align: number,
  packed: boolean,
  placed: Member[],
): number {
  const unit = member.type.size * 8;
  if (width === 0) return roundUp(bits, Math.max(unit, (member.aligned ?? 1) * 8));
  if (member.aligned !== undefined) bits = roundUp(bits, member.aligned * 8);
  const straddles = Math.floor(bits / unit) !== Math.floor((bits + width - 1) / unit);
  if (!packed && straddles) bits = roundUp(bits, align * 8);
  if (member.name !== null) {
    const fits = Math.floor(bits / unit) === Math.floor((bits + width - 1) / unit);
    const offset = fits ? Math.floor(bits / unit) * member.type.size : Math.floor(bits / 8);
    placed.push({
      name: member.name,
      type: member.type,
      offset,
      bitOffset: bits - offset * 8,
      bitWidth: width,
    });
  }
  return bits + width;
}

/** Where a member is found by name, looking through anonymous members. */
export interface FoundMember {
  /** The members to go through, the named one last. */
  path: Member[];
  /** Bytes from the start of the record. */
  offset: number;
}

/** Finds a member by name (C11 6.7.2.1p13), or null. */
export function findMember(record: RecordType, name: string): FoundMember | null {
  for (const member of record.members) {
    if (member.name === name) return { path: [member], offset: member.offset };
  }
  for (const member of record.members) {
    if (member.name !== null || (member.type.kind !== 'struct' && member.type.kind !== 'union'))
      continue;
    const found = findMember(member.type, name);
    if (found) return { path: [member, ...found.path], offset: member.offset + found.offset };
  }
  return null;
}
