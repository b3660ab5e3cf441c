/** Layouts of the front end's types in the form that `pahole.mjs` makes of pahole's. */
import type { CType, Member, RecordType } from '../../core/c/ctype.ts';

/** `name offset size` in bytes, or for a bit-field `name bit-offset:width`, in order, inner ones first. */
export interface Layout {
  size: number;
  members: string[];
}

const isRecord = (type: CType): type is RecordType =>
  type.kind === 'struct' || type.kind === 'union';

const elementOf = (type: CType): CType => (type.kind === 'array' ? elementOf(type.of) : type);

/** Members at any depth, records without a name of their own opened, offsets from the outermost. */
export function flatten(record: RecordType): Layout {
  return { size: record.size, members: record.members.flatMap((member) => open(member, 0)) };
}

function open(member: Member, base: number): string[] {
  const offset = base + member.offset;
  const element = elementOf(member.type);
  const nameless = isRecord(element) && element.tag === null && element.typedefName === undefined;
  const inside = nameless ? element.members.flatMap((inner) => open(inner, offset)) : [];
  if (member.name === null) return inside;
  if (member.bitWidth !== undefined) {
    return [`${member.name} ${offset * 8 + member.bitOffset!}:${member.bitWidth}`];
  }
  return [...inside, `${member.name} ${offset} ${member.type.size}`];
}
