/** Values of numbers, character constants and string literals (C11 6.4.4, 6.4.5). */
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { T, wrapInteger } from '../types.ts';
import { parse as parseExtended, toNumber, type X87 } from '../x87.ts';
import type { ParseContext } from './context.ts';

export type NumberValue =
  | { kind: 'int'; type: CType; value: bigint }
  | { kind: 'float'; type: CType; value: number; extended?: X87 };

const INTEGER = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/;
const FLOATING =
  /^(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)([fFlL]?)$/;

/** Throws CError for a malformed number. */
export function parseNumber(c: ParseContext, token: Token): NumberValue {
  let value = c.numbers.get(token.text);
  if (value === undefined) {
    value = readNumber(c, token);
    c.numbers.set(token.text, value);
  }
  return value;
}

function readNumber(c: ParseContext, token: Token): NumberValue {
  const integer = INTEGER.exec(token.text);
  if (integer) return integerValue(c, token, integer[1], integer[2].toLowerCase());
  const floating = FLOATING.exec(token.text);
  if (floating) {
    const suffix = floating[1].toLowerCase();
    const digits = suffix ? token.text.slice(0, -1) : token.text;
    if (suffix === 'l') {
      const extended = parseExtended(digits);
      return { kind: 'float', type: T.longDouble, value: toNumber(extended), extended };
    }
    const value = /^0[xX]/.test(digits) ? hexFloat(digits) : Number(digits);
    if (suffix === 'f') return { kind: 'float', type: T.float, value: Math.fround(value) };
    return { kind: 'float', type: T.double, value };
  }
  throw c.error(`invalid number '${token.text}'`, token);
}

function integerValue(c: ParseContext, token: Token, digits: string, suffix: string): NumberValue {
  if (!['', 'u', 'l', 'ul', 'lu', 'll', 'ull', 'llu'].includes(suffix)) {
    throw c.error(`invalid suffix '${suffix}' on integer constant`, token);
  }
  const decimal = !/^0/.test(digits) || digits === '0';
  let text = digits;
  if (/^0[0-9]+$/.test(digits)) {
    if (/[89]/.test(digits)) throw c.error(`invalid digit in octal constant '${digits}'`, token);
    text = `0o${digits.slice(1)}`;
  }
  const value = BigInt(text);
  const unsigned = suffix.includes('u');
  const longs = suffix.split('l').length - 1;
  const candidates = [T.int, T.uint, T.long, T.ulong, T.llong, T.ullong].filter((t) => {
    if (unsigned && t.signed) return false;
    if (!unsigned && decimal && !t.signed) return false;
    return t.rank >= (longs === 2 ? 5 : longs === 1 ? 4 : 3);
  });
  for (const type of candidates) {
    const bits = BigInt(type.size * 8 - (type.signed ? 1 : 0));
    if (value >> bits === 0n) return { kind: 'int', type, value };
  }
  if (value >> 64n === 0n) return { kind: 'int', type: T.ullong, value };
  throw c.error(`integer constant '${token.text}' is too large for any type`, token);
}

/** Exact for constants of up to 53 significant bits; correctly rounded by BigInt beyond. */
function hexFloat(text: string): number {
  const [mantissa, exponent] = text.slice(2).toLowerCase().split('p');
  const [whole, fraction = ''] = mantissa.split('.');
  return (
    Number(BigInt(`0x${whole}${fraction || ''}` || '0x0')) *
    2 ** (Number(exponent) - 4 * fraction.length)
  );
}

const SIMPLE_ESCAPES: Record<string, number> = {
  n: 10, t: 9, r: 13, 0: 0, a: 7, b: 8, f: 12, v: 11, e: 27, '\\': 92, "'": 39, '"': 34, '?': 63,
}; // prettier-ignore

/** Code units (code points for wide literals, bytes for plain ones) between the quotes. */
function unescape(c: ParseContext, token: Token, body: string, wide: boolean): number[] {
  const units: number[] = [];
  const push = (codePoint: number) => {
    if (wide) units.push(codePoint);
    else pushUtf8(units, codePoint);
  };
  for (let i = 0; i < body.length;) {
    const code = body.codePointAt(i)!;
    if (code !== 92) {
      push(code);
      i += code > 0xffff ? 2 : 1;
      continue;
    }
    const rest = body.slice(i + 1);
    let match;
    if ((match = /^x([0-9a-fA-F]+)/.exec(rest))) units.push(parseInt(match[1], 16));
    else if ((match = /^[0-7]{1,3}/.exec(rest))) units.push(parseInt(match[0], 8));
    else if ((match = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest)))
      push(parseInt(match[1] ?? match[2], 16));
    else if (rest[0] in SIMPLE_ESCAPES) {
      match = [rest[0]];
      units.push(SIMPLE_ESCAPES[rest[0]]);
    } else throw c.error(`unknown escape sequence '\\${rest[0] ?? ''}'`, token);
    i += 1 + match[0].length;
  }
  return units;
}

function pushUtf8(units: number[], code: number): void {
  if (code < 0x80) units.push(code);
  // a byte of the source that was no UTF-8
  else if (code >= 0xdc80 && code <= 0xdcff) units.push(code & 0xff);
  else if (code < 0x800) units.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000)
    units.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else
    units.push(
      0xf0 | (code >> 18),
      0x80 | ((code >> 12) & 63),
      0x80 | ((code >> 6) & 63),
      0x80 | (code & 63),
    );
}

/** One code point as one or two units of UTF-16. */
function utf16(code: number): number[] {
  if (code < 0x10000) return [code];
  return [0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff)];
}

/** Splits a literal's spelling into its prefix (`L`, `u8` …) and the text between the quotes. */
function splitLiteral(text: string, quote: string): { prefix: string; body: string } {
  const start = text.indexOf(quote);
  return { prefix: text.slice(0, start), body: text.slice(start + 1, -1) };
}

const WIDE: Record<string, CType> = { L: T.int, u: T.ushort, U: T.uint };

/** A character constant; several characters pack like gcc does ('ab' is 'a' << 8 | 'b'). */
export function parseCharacter(c: ParseContext, token: Token): { type: CType; value: bigint } {
  const { prefix, body } = splitLiteral(token.text, "'");
  const wide = prefix in WIDE;
  const units = unescape(c, token, body, wide);
  if (units.length === 0) throw c.error('empty character constant', token);
  if (wide) return { type: WIDE[prefix], value: BigInt(units[units.length - 1]) };
  let value = 0n;
  for (const unit of units) value = (value << 8n) | BigInt(unit & 0xff);
  return {
    type: T.int,
    value: units.length === 1 ? wrapInteger(c.char, value) : BigInt.asIntN(32, value),
  };
}

/** Adjacent string literals, concatenated, terminator included. */
export function parseStrings(
  c: ParseContext,
  tokens: readonly Token[],
): { element: CType; bytes: Uint8Array } {
  const parts = tokens.map((token) => ({ token, ...splitLiteral(token.text, '"') }));
  const prefix = parts.map((p) => p.prefix).find((p) => p in WIDE);
  const element = prefix === undefined ? c.char : WIDE[prefix];
  let units = parts.flatMap((p) => unescape(c, p.token, p.body, prefix !== undefined));
  if (prefix === 'u') units = units.flatMap(utf16);
  units.push(0);
  const bytes = new Uint8Array(units.length * element.size);
  units.forEach((unit, i) => {
    for (let b = 0; b < element.size; b++) bytes[i * element.size + b] = (unit >>> (8 * b)) & 0xff;
  });
  return { element, bytes };
}
