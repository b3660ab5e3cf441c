/** Integer and character constants as `#if` reads them. */
import type { IntegerValue } from './arithmetic.ts';

const SUFFIX = /^(u?(l|ll|L|LL)?|(l|ll|L|LL)u)$/i;

/** The value of a preprocessing number, or what is wrong with it. */
export function integerValue(text: string): IntegerValue | string {
  const parts = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/.exec(text);
  if (parts === null) {
    const floating = /^(0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*[pP]|[0-9]*\.?[0-9]*([eE.]|[fF]$))/;
    return floating.test(text)
      ? `floating constant "${text}" in a preprocessor expression`
      : `"${text}" is not an integer constant`;
  }
  const digits = parts[1];
  if (!SUFFIX.test(parts[2])) return `invalid suffix "${parts[2]}" on an integer constant`;
  const octal = /^0[0-9]+$/.test(digits);
  if (octal && /[89]/.test(digits)) return `invalid digit in the octal constant "${text}"`;
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  if (value >= 1n << 64n) return `integer constant "${text}" is too large`;
  return { value, unsigned: /u/i.test(parts[2]) || value >= 1n << 63n };
}

const SIMPLE_ESCAPES: Record<string, number> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
  E: 27,
};

/** The value of a character constant, or what is wrong with it. Several characters pack as in GCC. */
export function characterValue(text: string): IntegerValue | string {
  const quote = text.indexOf("'");
  const wide = quote > 0;
  const codes = codesOf(text.slice(quote + 1, -1), wide);
  if (typeof codes === 'string') return codes;
  if (codes.length === 0) return 'empty character constant';
  if (wide) {
    const value = BigInt(codes[codes.length - 1]);
    if (text.startsWith('L')) return { value: BigInt.asIntN(32, value), unsigned: false };
    return { value, unsigned: true };
  }
  if (codes.length === 1) return { value: BigInt.asIntN(8, BigInt(codes[0])), unsigned: false };
  let value = 0n;
  for (const code of codes) value = (value << 8n) | BigInt(code & 255);
  return { value: BigInt.asIntN(32, value), unsigned: false };
}

/** Character codes: bytes of UTF-8, or code points when `wide`. */
function codesOf(body: string, wide: boolean): number[] | string {
  const codes: number[] = [];
  const pattern = /\\([0-7]{1,3}|x[0-9a-fA-F]*|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|[^]/gu;
  for (const [whole, escape] of body.matchAll(pattern)) {
    if (escape === undefined) pushCharacter(codes, whole.codePointAt(0)!, wide);
    else if (/^[0-7]/.test(escape)) codes.push(parseInt(escape, 8));
    else if (escape === 'x') return '\\x used with no following hex digits';
    else if (/^[xuU]./.test(escape)) {
      const code = parseInt(escape.slice(1), 16);
      if (escape.startsWith('x')) codes.push(Number(BigInt.asUintN(32, BigInt(`0${escape}`))));
      else pushCharacter(codes, code, wide);
    } else codes.push(SIMPLE_ESCAPES[escape] ?? escape.codePointAt(0)!);
  }
  return codes;
}

function pushCharacter(codes: number[], code: number, wide: boolean): void {
  if (wide || code < 0x80) codes.push(code);
  else if (code < 0x800) codes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else {
    if (code < 0x10000) codes.push(0xe0 | (code >> 12));
    else codes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
    codes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
}
