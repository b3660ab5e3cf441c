/**
 * The kernel's extensions of `%p`, by the letters that follow (Documentation/core-api/printk-formats).
 * As in the kernel, all letters and digits after the `p` belong to the conversion.
 */
import { formatInteger, formatPrintf, pad, PrintfError } from './printf.ts';
import type { Directive, PrintfArgs } from './printf.ts';
import { errorName } from './errno.ts';

/** Formats the `%p…` whose letters start at `at` of `format`; `end` is where the format goes on. */
export function formatPointer(
  format: string,
  at: number,
  directive: Directive,
  args: PrintfArgs,
): { text: string; end: number } {
  const letters = /[0-9A-Za-z]*/y;
  letters.lastIndex = at;
  const kind = letters.exec(format)?.[0] ?? '';
  const value = BigInt.asUintN(64, args.int());
  return { text: pointerText(kind, value, directive, args, format), end: at + kind.length };
}

/** Conversions that exist in the kernel and look at structures that the lab does not have. */
const UNSUPPORTED = 'EdDgtCON';

function pointerText(
  kind: string,
  value: bigint,
  directive: Directive,
  args: PrintfArgs,
  format: string,
): string {
  const letter = kind[0] ?? '';
  if (UNSUPPORTED.includes(letter) && letter !== '')
    throw new PrintfError(`%p${kind} is not supported`, format);
  if (letter === 'e') return errorPointer(value, directive);
  if ('sSBfF'.includes(letter) && letter !== '') return symbolText(letter, value, directive, args);
  // Whatever looks behind the pointer says so when there is nothing to look at.
  if ('RrabhMmIiUVG'.includes(letter) && letter !== '') {
    if (value === 0n) return pad('(null)', directive);
    if (value < 4096n || value >= 0xffff_ffff_ffff_f001n) return pad('(efault)', directive);
    return dereferenced(kind, value, directive, args, format);
  }
  return plainPointer(value, directive);
}

/** All 16 digits, without a prefix. */
function plainPointer(value: bigint, directive: Directive): string {
  const filled = directive.width === 0 ? { ...directive, width: 16, zero: true } : directive;
  return formatInteger({ ...filled, conversion: 'x' }, value, 'kernel');
}

function errorPointer(value: bigint, directive: Directive): string {
  if (value < 0xffff_ffff_ffff_f001n) return plainPointer(value, directive);
  const number = Number(-BigInt.asIntN(64, value));
  return pad(`-${errorName(number) ?? number}`, directive);
}

function symbolText(letter: string, value: bigint, directive: Directive, args: PrintfArgs): string {
  const symbol = args.symbol?.(value);
  if (!symbol) return pad('0x' + value.toString(16), directive);
  const { name, offset, size } = symbol;
  const place = `+0x${offset.toString(16)}/0x${size.toString(16)}`;
  return pad(letter === 's' || letter === 'f' ? name : name + place, directive);
}

function hex(bytes: Iterable<number>, separator: string): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);
}

function word(args: PrintfArgs, address: bigint): bigint {
  const bytes = args.readBytes(address, 8);
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
}

function dereferenced(
  kind: string,
  address: bigint,
  directive: Directive,
  args: PrintfArgs,
  format: string,
): string {
  switch (kind[0]) {
    case 'R':
    case 'r':
      return pad(resourceText(kind, address, args), directive);
    case 'a':
      return '0x' + word(args, address).toString(16).padStart(16, '0');
    case 'b':
      return bitmapText(kind, address, directive, args);
    case 'h': {
      const separator = { C: ':', D: '-', N: '' }[kind[1] ?? ''] ?? ' ';
      const count = Math.min(directive.width === 0 ? 1 : directive.width, 64);
      return hex(args.readBytes(address, count), separator);
    }
    case 'M':
    case 'm': {
      const bytes = args.readBytes(address, 6);
      const ordered = kind.includes('R') ? bytes.toReversed() : bytes;
      return pad(hex(ordered, kind[0] === 'm' ? '' : kind.includes('F') ? '-' : ':'), directive);
    }
    case 'I':
    case 'i':
      if (kind[1] !== '4') throw new PrintfError(`%p${kind} is not supported`, format);
      return pad(ipv4Text(kind, args.readBytes(address, 4)), directive);
    case 'U':
      return pad(uuidText(kind, args.readBytes(address, 16)), directive);
    case 'V': {
      const nested = args.nested?.(address);
      if (!nested) throw new PrintfError('%pV is not supported here', format);
      return formatPrintf(nested.format, nested.args, 'kernel');
    }
    default: {
      const which = kind[1];
      if (which !== 'p' && which !== 'g' && which !== 'v')
        throw new PrintfError(`%p${kind} is not supported`, format);
      const flags = word(args, address);
      return args.flagNames?.(which, flags) ?? '0x' + flags.toString(16);
    }
  }
}

function ipv4Text(kind: string, bytes: Uint8Array): string {
  const ordered = kind[2] === 'l' || kind[2] === 'h' ? bytes.toReversed() : bytes;
  const width = kind[0] === 'i' ? 3 : 1;
  return Array.from(ordered, (byte) => byte.toString().padStart(width, '0')).join('.');
}

function uuidText(kind: string, bytes: Uint8Array): string {
  const little = kind[1] === 'l' || kind[1] === 'L';
  const order = little
    ? [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
    : bytes.map((_, index) => index);
  const digits = hex(
    Array.from(order, (index) => bytes[index] ?? 0),
    '',
  );
  const text = [8, 12, 16, 20, 32]
    .map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end))
    .join('-');
  return kind[1] === 'L' || kind[1] === 'B' ? text.toUpperCase() : text;
}

/** `%*pb` in words of 32 bits, `%*pbl` as a list of ranges. The width is the number of bits. */
function bitmapText(kind: string, address: bigint, directive: Directive, args: PrintfArgs): string {
  const count = directive.width;
  const bytes = args.readBytes(address, Math.ceil(count / 8));
  const bit = (index: number) => (((bytes[index >> 3] ?? 0) >> (index & 7)) & 1) !== 0;
  if (kind[1] === 'l') {
    const ranges: string[] = [];
    for (let index = 0; index < count; index++) {
      if (!bit(index)) continue;
      const first = index;
      while (index + 1 < count && bit(index + 1)) index++;
      ranges.push(first === index ? `${first}` : `${first}-${index}`);
    }
    return ranges.join(',');
  }
  const groups: string[] = [];
  for (let top = Math.ceil(count / 32) * 32; top > 0; top -= 32) {
    let value = 0n;
    const from = top - 32;
    const length = Math.min(count, top) - from;
    for (let index = length - 1; index >= 0; index--)
      value = value * 2n + (bit(from + index) ? 1n : 0n);
    groups.push(value.toString(16).padStart(Math.ceil(length / 4), '0'));
  }
  return groups.join(',');
}

const IO = 0x100n;
const MEMORY = 0x200n;

/** `struct resource`: start, end, name, flags, 8 bytes each; the kinds are IORESOURCE_*. */
function resourceText(kind: string, address: bigint, args: PrintfArgs): string {
  const [start, end, flags] = [0n, 8n, 24n].map((offset) => word(args, address + offset)) as [
    bigint,
    bigint,
    bigint,
  ];
  const type = flags & 0x1f00n;
  const names: Record<string, string> = {
    256: 'io  ',
    512: 'mem ',
    1024: 'irq ',
    2048: 'dma ',
    4096: 'bus ',
  };
  const known = names[type.toString()];
  const number = (value: bigint) => {
    if (type === IO) return '0x' + value.toString(16).padStart(4, '0');
    if (type === 0x1000n) return value.toString(16).padStart(2, '0');
    if (type === 0x400n || type === 0x800n) return value.toString();
    return '0x' + value.toString(16).padStart(8, '0');
  };
  let text = '[' + (known ?? '??? ');
  if ((flags & 0x2000_0000n) !== 0n) text += 'size ' + number(end - start + 1n);
  else text += number(start) + (start === end ? '' : '-' + number(end));
  if (kind[0] === 'R' && known !== undefined) {
    if (type === MEMORY && (flags & 0x10_0000n) !== 0n) text += ' 64bit';
    if ((flags & 0x2000n) !== 0n) text += ' pref';
    if ((flags & 0x20_0000n) !== 0n) text += ' window';
    if ((flags & 0x1000_0000n) !== 0n) text += ' disabled';
  } else {
    text += ' flags 0x' + flags.toString(16);
  }
  return text + ']';
}
