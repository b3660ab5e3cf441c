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
    const packed = record.packed || member.packed === true;
    if (record.kind === 'union') bits = 0;
    if (member.bitWidth !== undefined) {
      const own = bitFieldAlignment(member, bits, packed, pack);
      bits = placeBitField(member, roundUp(bits, own), !packed && pack === 0, placed);
      // Only a field with a name aligns the record, and then by its whole type.
      if (member.name !== null)
        align = Math.max(align, own / 8, typeAlignment(member, packed, pack));
    } else {
      const own = memberAlignment(member, packed, pack);
      const offset = roundUp(Math.ceil(bits / 8), own);
      placed.push({ name: member.name, type: member.type, offset });
      bits = (offset + member.type.size) * 8;
      align = Math.max(align, own);
    }
    size = Math.max(size, Math.ceil(bits / 8));
  }
  align = Math.max(align, aligned);
  record.members = placed;
  record.align = align;
  record.size = roundUp(record.kind === 'union' ? size : Math.ceil(bits / 8), align);
  record.complete = true;
}

/** `#pragma pack` caps every alignment, one asked for with `aligned` too. */
const cap = (align: number, limit: number) => (limit > 0 ? Math.min(align, limit) : align);

/** Alignment in bytes of a member that is no bit-field. */
function memberAlignment(member: MemberDeclaration, packed: boolean, pack: number): number {
  const natural = packed ? 1 : member.type.align;
  return cap(Math.max(natural, member.aligned ?? 1), pack);
}

/** What a named bit-field does to its record, in bytes: gcc looks at `packed` only without a pack pragma. */
function typeAlignment(member: MemberDeclaration, packed: boolean, pack: number): number {
  if (pack > 0) return cap(member.type.align, pack);
  return packed ? 1 : member.type.align;
}

/**
 * Alignment in bits of a bit-field itself: one bit, unless it asks for more, has no width, or happens
 * to lie like an integer of its width (then it counts as one).
 */
function bitFieldAlignment(
  member: MemberDeclaration,
  bits: number,
  packed: boolean,
  pack: number,
): number {
  const width = member.bitWidth ?? 0;
  const asked = member.aligned === undefined ? 1 : member.aligned * 8;
  // Packing does not concern a field of no width.
  if (width === 0) return Math.max(asked, member.type.align * 8);
  const isInteger = [8, 16, 32, 64].includes(width) && bits % width === 0;
  const natural = isInteger && !(packed && width > 8) ? width : 1;
  return cap(Math.max(asked, natural), pack * 8);
}

/**
 * Places one bit-field at or after `bits` and returns the next free bit. If `inUnits`, it must not
 * touch more units of its type's alignment than its type does.
 */
function placeBitField(
  member: MemberDeclaration,
  bits: number,
  inUnits: boolean,
  placed: Member[],
): number {
  const width = member.bitWidth ?? 0;
  if (width === 0) return bits;
  const unit = member.type.size * 8;
  const step = member.type.align * 8;
  const touched = Math.ceil((bits + width) / step) - Math.floor(bits / step);
  if (inUnits && touched > unit / step) bits = roundUp(bits, step);
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
