/** Layouts as pahole prints them. */
import type { CType, Member, RecordType } from '../c/ctype.ts';
import { recordName, typeText } from '../c/types.ts';

const CACHE_LINE = 64;
/** Width of the types at the outermost level; deeper levels have less, so that names line up. */
const TYPE_WIDTH = 22;
const INDENT = '    ';

/**
 * The layout of a record, one member per line with its offset and size in bytes. Offsets inside
 * unnamed records count from the start of the outermost one, as pahole counts them. Holes, padding
 * and cache line boundaries (64 bytes) are said where they are.
 */
export function formatLayout(record: RecordType): string {
  if (!record.complete) return `${recordName(record)}; /* incomplete */\n`;
  const rows: Row[] = [];
  members(record, 0, 1, rows);
  const width = Math.max(0, ...rows.map((row) => (row.numbers === '' ? 0 : row.text.length)));
  const lines = [`${title(record)} {`];
  for (const { text, numbers } of rows) {
    lines.push(numbers === '' ? text : `${text.padEnd(width)}  /* ${numbers} */`);
  }
  lines.push('', ...summary(record).map((text) => `${INDENT}/* ${text} */`));
  lines.push(`}${record.packed ? ' __attribute__((packed))' : ''};`);
  return `${lines.join('\n')}\n`;
}

/** A line; `numbers` (offset and size) stand in a column of their own, empty for remarks. */
interface Row {
  text: string;
  numbers: string;
}

function title(record: RecordType): string {
  if (record.tag === null && record.typedefName !== undefined) {
    return `typedef ${record.kind} /* ${record.typedefName} */`;
  }
  return record.tag === null ? record.kind : recordName(record);
}

function members(record: RecordType, base: number, depth: number, rows: Row[]): void {
  const pad = INDENT.repeat(depth);
  const remark = (...texts: string[]) => rows.push(...texts.map((text) => ({ text, numbers: '' })));
  let end = 0;
  let line = 0;
  for (const member of record.members) {
    const start = startBit(member);
    if (record.kind === 'struct') {
      if (start > end) remark('', `${pad}/* XXX ${amount(start - end)} hole */`, '');
      const boundary = Math.floor(start / 8 / CACHE_LINE);
      if (depth === 1 && boundary > line && end <= start) {
        line = boundary;
        const inside = start / 8 - boundary * CACHE_LINE;
        const ago = inside > 0 ? ` was ${Math.floor(inside)} bytes ago` : '';
        remark(`${pad}/* --- cacheline ${line} boundary (${line * CACHE_LINE} bytes)${ago} --- */`);
      }
      end = Math.max(end, endBit(member));
    }
    one(member, base, depth, rows);
  }
}

function one(member: Member, base: number, depth: number, rows: Row[]): void {
  const pad = INDENT.repeat(depth);
  const offset = base + member.offset;
  const place = (text: string, what: string) => rows.push({ text, numbers: what });
  const { type } = member;
  const untagged =
    (type.kind === 'struct' || type.kind === 'union') &&
    type.tag === null &&
    type.typedefName === undefined;
  if (untagged) {
    rows.push({ text: `${pad}${type.kind} {`, numbers: '' });
    members(type, offset, depth + 1, rows);
    const name = member.name === null ? '' : ` ${member.name}`;
    place(`${pad}}${name};`, numbers(offset, type.size));
  } else if (member.bitWidth !== undefined) {
    const name = `${member.name ?? ''}:${member.bitWidth}`;
    const bit = String(member.bitOffset ?? 0).padStart(2);
    const size = String(type.size).padStart(2);
    place(
      `${pad}${declaration(member, name, depth)};`,
      `${String(offset).padStart(5)}:${bit} ${size}`,
    );
  } else {
    place(`${pad}${declaration(member, member.name ?? '', depth)};`, numbers(offset, type.size));
  }
}

/** `unsigned long          flags`: types in one column, declarators in another. */
function declaration(member: Member, name: string, depth: number): string {
  const text = typeText(member.type, name);
  const base = typeText(baseOf(member.type));
  const end = text.indexOf(base) + base.length;
  const width = Math.max(TYPE_WIDTH - INDENT.length * (depth - 1), 0);
  return `${text.slice(0, end).padEnd(width)} ${text.slice(end).trim()}`;
}

/** The type in front of the declarator: `struct page` in `struct page *pages[4]`. */
function baseOf(type: CType): CType {
  if (type.alias !== undefined) return type;
  if (type.kind === 'pointer') return baseOf(type.to);
  if (type.kind === 'array') return baseOf(type.of);
  return type.kind === 'function' ? baseOf(type.returns) : type;
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
