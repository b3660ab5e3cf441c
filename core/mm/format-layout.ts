/** Layouts as pahole prints them. */
import type { Member, RecordType } from '../c/ctype.ts';
import { recordName, typeText } from '../c/types.ts';

const CACHE_LINE = 64;
/** The column at which the offset and size of each member stand. */
const COMMENT_COLUMN = 52;
const INDENT = '    ';

/**
 * The layout of a record, one member per line with its offset and size in bytes. Offsets inside
 * unnamed records count from the start of the outermost one, as pahole counts them. Holes, padding
 * and cache line boundaries (64 bytes) are said where they are.
 */
export function formatLayout(record: RecordType): string {
  if (!record.complete) return `${recordName(record)}; /* incomplete */\n`;
  const lines = [`${title(record)} {`];
  members(record, 0, 1, lines);
  lines.push('', ...summary(record).map((text) => `${INDENT}/* ${text} */`));
  lines.push(`}${record.packed ? ' __attribute__((packed))' : ''};`);
  return `${lines.join('\n')}\n`;
}

function title(record: RecordType): string {
  if (record.tag === null && record.typedefName !== undefined) {
    return `typedef ${record.kind} /* ${record.typedefName} */`;
  }
  return record.tag === null ? record.kind : recordName(record);
}

function members(record: RecordType, base: number, depth: number, lines: string[]): void {
  const pad = INDENT.repeat(depth);
  let end = 0;
  let line = 0;
  for (const member of record.members) {
    const start = startBit(member);
    if (record.kind === 'struct') {
      if (start > end) lines.push('', `${pad}/* XXX ${amount(start - end)} hole */`, '');
      const boundary = Math.floor(start / 8 / CACHE_LINE);
      if (depth === 1 && boundary > line && end <= start) {
        line = boundary;
        const inside = start / 8 - boundary * CACHE_LINE;
        const ago = inside > 0 ? ` was ${Math.floor(inside)} bytes ago` : '';
        lines.push(
          `${pad}/* --- cacheline ${line} boundary (${line * CACHE_LINE} bytes)${ago} --- */`,
        );
      }
      end = Math.max(end, endBit(member));
    }
    one(member, base, depth, lines);
  }
}

function one(member: Member, base: number, depth: number, lines: string[]): void {
  const pad = INDENT.repeat(depth);
  const offset = base + member.offset;
  const place = (text: string, what: string) =>
    lines.push(`${text.padEnd(COMMENT_COLUMN - 1)} /* ${what} */`);
  const { type } = member;
  const untagged =
    (type.kind === 'struct' || type.kind === 'union') &&
    type.tag === null &&
    type.typedefName === undefined;
  if (untagged) {
    lines.push(`${pad}${type.kind} {`);
    members(type, offset, depth + 1, lines);
    const name = member.name === null ? '' : ` ${member.name}`;
    place(`${pad}}${name};`, numbers(offset, type.size));
  } else if (member.bitWidth !== undefined) {
    const name = `${member.name ?? ''}:${member.bitWidth}`;
    const bit = String(member.bitOffset ?? 0).padStart(2);
    const size = String(type.size).padStart(2);
    place(`${pad}${declaration(member, name)};`, `${String(offset).padStart(5)}:${bit} ${size}`);
  } else {
    place(`${pad}${declaration(member, member.name ?? '')};`, numbers(offset, type.size));
  }
}

/** `unsigned long          flags`: types in one column, names in another. */
function declaration(member: Member, name: string): string {
  const text = typeText(member.type, name);
  const base = typeText(member.type, '');
  if (text !== `${base} ${name}`) {
    const at = /^(.*?[\w>])(\s+[(*].*|\s+\w.*)$/.exec(text);
    return at?.[1] && at[2] ? `${at[1].padEnd(22)} ${at[2].trim()}` : text;
  }
  return `${base.padEnd(22)} ${name}`;
}

function numbers(offset: number, size: number): string {
  return `${String(offset).padStart(5)} ${String(size).padStart(5)}`;
}

const startBit = (member: Member) => member.offset * 8 + (member.bitOffset ?? 0);
const endBit = (member: Member) =>
  member.bitWidth === undefined
    ? (member.offset + member.type.size) * 8
    : startBit(member) + member.bitWidth;

function amount(bits: number): string {
  const unit = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
  return bits % 8 === 0 ? unit(bits / 8, 'byte') : unit(bits, 'bit');
}

function summary(record: RecordType): string[] {
  const lines = Math.ceil(record.size / CACHE_LINE);
  const text = [
    `size: ${record.size}, cachelines: ${lines}, members: ${record.members.length}`,
    `align: ${record.align}`,
  ];
  if (record.kind === 'struct') {
    let end = 0;
    let holes = 0;
    let lost = 0;
    for (const member of record.members) {
      const start = startBit(member);
      if (start > end) {
        holes++;
        lost += start - end;
      }
      end = Math.max(end, endBit(member));
    }
    if (holes > 0) text.push(`holes: ${holes}, sum holes: ${amount(lost)}`);
    if (record.size * 8 > end) text.push(`padding: ${amount(record.size * 8 - end)}`);
  }
  const last = record.size % CACHE_LINE;
  if (last > 0) text.push(`last cacheline: ${last} bytes`);
  return text;
}
