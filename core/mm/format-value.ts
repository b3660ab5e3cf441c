/** Values as gdb prints them. */
import type { CType, EnumType, RecordType } from '../c/ctype.ts';
import { typeText, wrapInteger } from '../c/types.ts';
import { hex, toBits, toUint } from './bytes.ts';

/** From here on an unsigned number is more likely an address or a mask than a count. */
const HEX_FROM = 0x10000n;
/** gdb's `print elements` and `print repeats` limits. */
const MAX_ELEMENTS = 200;
const MIN_REPEATS = 10;

/**
 * A value of `type` out of its bytes (little endian, as they lie in memory): `-1`,
 * `(struct page *) 0xffffea0000000000`, `{next = 0x0, prev = 0x0}`, `"text"`. Unlike gdb, unsigned
 * numbers of five hexadecimal digits and more are printed in hexadecimal.
 */
export function formatValue(type: CType, bytes: Uint8Array): string {
  if (type.kind === 'pointer' && type.to.kind !== 'function') {
    return `(${typeText({ ...type, alias: undefined })}) ${hex(toUint(bytes))}`;
  }
  return inner(type, bytes);
}

/** A scalar that is already a number. */
export function formatScalar(type: CType, raw: bigint): string {
  switch (type.kind) {
    case 'int': {
      const value = wrapInteger(type, raw);
      if (type.rank === 0) return value === 0n ? 'false' : 'true';
      if (type.size === 1) return character(value);
      return !type.signed && value >= HEX_FROM ? hex(value) : value.toString();
    }
    case 'enum':
      return enumerator(type, wrapInteger(type, raw));
    default:
      return hex(raw);
  }
}

function inner(type: CType, bytes: Uint8Array): string {
  switch (type.kind) {
    case 'struct':
    case 'union':
      return record(type, bytes);
    case 'array':
      return array(type.of, type.length ?? 0, bytes);
    case 'float':
      return float(type.size, bytes);
    case 'void':
    case 'function':
      return 'void';
    default:
      return formatScalar(type, toUint(bytes.subarray(0, type.size)));
  }
}

function record(type: RecordType, bytes: Uint8Array): string {
  const fields = type.members.flatMap((member) => {
    const part = bytes.subarray(member.offset, member.offset + Math.max(member.type.size, 1));
    if (member.bitWidth !== undefined) {
      if (member.name === null) return [];
      return [
        `${member.name} = ${bitField(member.type, member.bitOffset ?? 0, member.bitWidth, part)}`,
      ];
    }
    const text = inner(member.type, part);
    return [member.name === null ? text : `${member.name} = ${text}`];
  });
  return `{${fields.join(', ')}}`;
}

function bitField(type: CType, offset: number, width: number, bytes: Uint8Array): string {
  const raw = toBits(bytes, offset, width);
  const signed = (type.kind === 'int' || type.kind === 'enum') && type.signed;
  return formatScalar(type, signed ? BigInt.asIntN(width, raw) : raw);
}

function array(of: CType, length: number, bytes: Uint8Array): string {
  if (of.kind === 'int' && of.size === 1 && of.rank === 1) return string(bytes.subarray(0, length));
  const parts: string[] = [];
  let shown = 0;
  for (let index = 0; index < length;) {
    if (shown >= MAX_ELEMENTS) return `{${parts.join(', ')}...}`;
    const text = inner(of, bytes.subarray(index * of.size, (index + 1) * of.size));
    let end = index + 1;
    while (end < length && inner(of, bytes.subarray(end * of.size, (end + 1) * of.size)) === text) {
      end++;
    }
    const count = end - index;
    if (count >= MIN_REPEATS) parts.push(`${text} <repeats ${count} times>`);
    else for (let i = 0; i < count; i++) parts.push(text);
    shown += count >= MIN_REPEATS ? 1 : count;
    index = end;
  }
  return `{${parts.join(', ')}}`;
}

/** Trailing zero bytes of a character array are its terminator, not its text. */
function string(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const text = [...bytes.subarray(0, end)].map((byte) => escape(byte, '"')).join('');
  return `"${text}"`;
}

function character(value: bigint): string {
  return `${value} '${escape(Number(BigInt.asUintN(8, value)), "'")}'`;
}

function escape(byte: number, quote: string): string {
  const named: Record<number, string> = { 0: '\\000', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n' };
  Object.assign(named, { 11: '\\v', 12: '\\f', 13: '\\r', 27: '\\033', 92: '\\\\' });
  const known = named[byte];
  if (known !== undefined) return known;
  if (byte === quote.charCodeAt(0)) return `\\${quote}`;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

/** The enumerator, or as gdb does for flag sets: `(A | B | unknown: 0x8)`. */
function enumerator(type: EnumType, value: bigint): string {
  const exact = type.constants.find((constant) => constant.value === value);
  if (exact) return exact.name;
  const isFlag = (bits: bigint) => bits > 0n && (bits & (bits - 1n)) === 0n;
  const flags = type.constants.filter((constant) => constant.value !== 0n);
  if (value <= 0n || !flags.every((constant) => isFlag(constant.value))) return value.toString();
  let rest = value;
  const names: string[] = [];
  for (const constant of flags) {
    if ((rest & constant.value) === 0n) continue;
    names.push(constant.name);
    rest &= ~constant.value;
  }
  if (rest !== 0n) names.push(`unknown: ${hex(rest)}`);
  return `(${names.join(' | ')})`;
}

function float(size: number, bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 4) return String(Number(view.getFloat32(0, true).toPrecision(9)));
  if (size === 8) return String(view.getFloat64(0, true));
  return `<long double ${hex(toUint(bytes.subarray(0, 10)))}>`;
}
