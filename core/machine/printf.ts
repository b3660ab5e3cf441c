/**
 * The formatting engine behind printf and printk. Pure: arguments and memory come through
 * `PrintfArgs`. Formats and results are latin1 strings: one character per byte.
 */
import {
  doubleParts,
  doublePartsOfBits,
  exponential,
  fixed,
  general,
  hexadecimal,
} from './printf-float.ts';
import type { FloatParts } from './printf-float.ts';
import { formatPointer } from './printf-kernel.ts';

export interface PrintfArgs {
  /** The next 8-byte slot, raw. */
  int(): bigint;
  /** The next slot as a double. */
  double(): number;
  /** The next slot as the bits of a double; where given, NaNs keep their sign. */
  doubleBits?(): bigint;
  /** The next long double. Without it `%Lf` reads a double. */
  longDouble?(): FloatParts;
  /** The bytes from `address` up to a NUL, at most `max`. */
  readString(address: bigint, max?: number): string;
  readBytes(address: bigint, length: number): Uint8Array;
  /** `%n`: stores an integer of `size` bytes. Without it `%n` is refused. */
  store?(address: bigint, value: number, size: number): void;
  /** `%ps`: which symbol contains the address. */
  symbol?(address: bigint): { name: string; offset: bigint; size: bigint } | null;
  /** `%pGp`, `%pGg`, `%pGv`: the names of page, allocation or area flags. */
  flagNames?(kind: 'p' | 'g' | 'v', flags: bigint): string | null;
  /** `%pV`: the format and arguments that a `struct va_format` holds. */
  nested?(address: bigint): { format: string; args: PrintfArgs };
}

/** A format that cannot be carried out; `format` is the whole format string. */
export class PrintfError extends Error {
  constructor(
    message: string,
    readonly format: string,
  ) {
    super(message);
    this.name = 'PrintfError';
  }
}

/** One conversion, as parsed. */
export interface Directive {
  left: boolean;
  plus: boolean;
  space: boolean;
  alternate: boolean;
  zero: boolean;
  width: number;
  /** -1 when not given. */
  precision: number;
  /** `hh`, `h`, ``, `l` … */
  length: string;
  conversion: string;
}

/**
 * Formats as glibc's printf in mode 'libc', as the kernel's vsnprintf in mode 'kernel' (except that
 * `%p` prints the address itself: in the lab nothing is hashed).
 * @throws PrintfError for `%n` in the kernel, positional arguments, and conversions that do not exist in the mode.
 */
export function formatPrintf(format: string, args: PrintfArgs, mode: 'libc' | 'kernel'): string {
  let out = '';
  let at = 0;
  for (;;) {
    const percent = format.indexOf('%', at);
    if (percent < 0) return out + format.slice(at);
    out += format.slice(at, percent);
    const { directive, end } = parseDirective(format, percent + 1, args);
    at = end;
    if (directive.conversion === 'p' && mode === 'kernel') {
      const pointer = formatPointer(format, at, directive, args);
      out += pointer.text;
      at = pointer.end;
    } else if (directive.conversion === 'n' && mode === 'libc' && args.store) {
      args.store(BigInt.asUintN(64, args.int()), out.length, integerBits(directive) / 8);
    } else {
      out += convert(format, directive, args, mode);
    }
  }
}

function parseDirective(format: string, start: number, args: PrintfArgs) {
  const directive: Directive = {
    left: false,
    plus: false,
    space: false,
    alternate: false,
    zero: false,
    width: 0,
    precision: -1,
    length: '',
    conversion: '',
  };
  let at = start;
  for (; ; at++) {
    const flag = format[at];
    if (flag === '-') directive.left = true;
    else if (flag === '+') directive.plus = true;
    else if (flag === ' ') directive.space = true;
    else if (flag === '#') directive.alternate = true;
    else if (flag === '0') directive.zero = true;
    // Grouping and locale digits change nothing in the "C" locale.
    else if (flag !== "'" && flag !== 'I') break;
  }
  const number = (): number | null => {
    if (format[at] === '*') {
      at++;
      return Number(BigInt.asIntN(32, args.int()));
    }
    const digits = /\d*/y;
    digits.lastIndex = at;
    const text = digits.exec(format)?.[0] ?? '';
    at += text.length;
    if (format[at] === '$')
      throw new PrintfError('positional arguments (%1$d) are not supported', format);
    return text === '' ? null : Number(text);
  };
  const width = number() ?? 0;
  directive.width = Math.abs(width);
  if (width < 0) directive.left = true;
  if (format[at] === '.') {
    at++;
    const precision = number() ?? 0;
    directive.precision = precision < 0 ? -1 : precision;
  }
  const length = /hh|h|ll|l|[jztLqZ]|/y;
  length.lastIndex = at;
  directive.length = length.exec(format)?.[0] ?? '';
  at += directive.length.length;
  const conversion = format[at];
  if (conversion === undefined)
    throw new PrintfError(`the format ends inside a conversion: "%${format.slice(start)}"`, format);
  directive.conversion = conversion;
  return { directive, end: at + 1 };
}

function convert(
  format: string,
  directive: Directive,
  args: PrintfArgs,
  mode: 'libc' | 'kernel',
): string {
  switch (directive.conversion) {
    case '%':
      return '%';
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return formatInteger(directive, integerArgument(directive, args), mode);
    case 'c':
      return formatCharacter(directive, args, format);
    case 's':
      return formatString(directive, args, mode, format);
    case 'n':
      throw new PrintfError('%n is not supported: it writes through an argument', format);
    case 'p': {
      const address = BigInt.asUintN(64, args.int());
      if (address === 0n) return pad('(nil)', directive);
      // glibc takes the flags for a sign seriously here.
      return formatInteger({ ...directive, alternate: true }, address, mode);
    }
  }
  if (mode === 'libc') {
    if ('eEfFgGaA'.includes(directive.conversion)) return formatFloat(directive, args);
    if (directive.conversion === 'm') return pad('Success', directive);
  }
  const what = mode === 'kernel' ? 'in the kernel ' : '';
  throw new PrintfError(`there is ${what}no conversion %${directive.conversion}`, format);
}

const integerBits = ({ length }: Directive) =>
  length === '' ? 32 : length === 'h' ? 16 : length === 'hh' ? 8 : 64;

function integerArgument(directive: Directive, args: PrintfArgs): bigint {
  const { conversion } = directive;
  const bits = integerBits(directive);
  const raw = args.int();
  return conversion === 'd' || conversion === 'i'
    ? BigInt.asIntN(bits, raw)
    : BigInt.asUintN(bits, raw);
}

/** Pads `text` with spaces to the directive's width. */
export function pad(text: string, directive: Directive): string {
  return directive.left ? text.padEnd(directive.width) : text.padStart(directive.width);
}

/** Puts sign or prefix and digits together: the zeros of the `0` flag go between them. */
function assemble(prefix: string, digits: string, directive: Directive, zeros: boolean): string {
  if (zeros && !directive.left)
    return prefix + digits.padStart(directive.width - prefix.length, '0');
  return pad(prefix + digits, directive);
}

/** An integer in the base that the conversion names. */
export function formatInteger(
  directive: Directive,
  value: bigint,
  mode: 'libc' | 'kernel',
): string {
  const { conversion, precision, alternate } = directive;
  const signed = conversion === 'd' || conversion === 'i';
  const base = conversion === 'o' ? 8 : 'xXp'.includes(conversion) ? 16 : 10;
  let prefix = '';
  if (signed || conversion === 'p')
    prefix = value < 0n ? '-' : directive.plus ? '+' : directive.space ? ' ' : '';
  let digits = (value < 0n ? -value : value).toString(base);
  // The kernel always prints the digit of zero; C leaves it out at precision 0.
  if (value === 0n && precision === 0 && mode === 'libc') digits = '';
  digits = digits.padStart(precision, '0');
  if (alternate && base === 8 && !digits.startsWith('0')) digits = '0' + digits;
  // The kernel prefixes zero too.
  if (alternate && base === 16 && (value !== 0n || mode === 'kernel')) prefix += '0x';
  if (conversion === 'X') {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  const zeros = directive.zero && (precision < 0 || mode === 'kernel');
  return assemble(prefix, digits, directive, zeros);
}

function formatCharacter(directive: Directive, args: PrintfArgs, format: string): string {
  const code = args.int();
  if (directive.length === 'l' && BigInt.asUintN(32, code) > 127n)
    throw new PrintfError('%lc can only print ASCII in the "C" locale', format);
  return pad(String.fromCharCode(Number(BigInt.asUintN(8, code))), directive);
}

function formatString(
  directive: Directive,
  args: PrintfArgs,
  mode: 'libc' | 'kernel',
  format: string,
): string {
  const address = BigInt.asUintN(64, args.int());
  const limit = directive.precision < 0 ? undefined : directive.precision;
  if (address === 0n) {
    // glibc prints all of "(null)" or nothing of it; the kernel cuts it.
    const text = mode === 'kernel' || limit === undefined || limit >= 6 ? '(null)' : '';
    return pad(mode === 'kernel' ? text.slice(0, limit) : text, directive);
  }
  if (mode === 'kernel' && (address < 4096n || address >= 0xffff_ffff_ffff_f001n))
    return pad('(efault)'.slice(0, limit), directive);
  if (directive.length === 'l') return pad(wideString(address, limit, args, format), directive);
  return pad(args.readString(address, limit), directive);
}

function wideString(
  address: bigint,
  limit: number | undefined,
  args: PrintfArgs,
  format: string,
): string {
  let text = '';
  while (limit === undefined || text.length < limit) {
    const bytes = args.readBytes(address + BigInt(4 * text.length), 4);
    const code = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
    if (code === 0) break;
    if (code > 127) throw new PrintfError('%ls can only print ASCII in the "C" locale', format);
    text += String.fromCharCode(code);
  }
  return text;
}

function floatArgument(directive: Directive, args: PrintfArgs): FloatParts {
  if (directive.length === 'L' && args.longDouble) return args.longDouble();
  if (args.doubleBits) return doublePartsOfBits(args.doubleBits());
  return doubleParts(args.double());
}

function formatFloat(directive: Directive, args: PrintfArgs): string {
  const parts = floatArgument(directive, args);
  const { alternate, conversion } = directive;
  let prefix = parts.negative ? '-' : directive.plus ? '+' : directive.space ? ' ' : '';
  const style = conversion.toLowerCase();
  const precision = directive.precision < 0 && style !== 'a' ? 6 : directive.precision;
  let digits: string;
  if (parts.kind === 'nan') digits = 'nan';
  else if (parts.kind === 'infinite') digits = 'inf';
  else if (style === 'f') digits = fixed(parts, precision, alternate);
  else if (style === 'e') digits = exponential(parts, precision, alternate);
  else if (style === 'g') digits = general(parts, precision, alternate);
  else {
    digits = hexadecimal(parts, precision, alternate).slice(2);
    prefix += '0x';
  }
  if (conversion !== style) {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return assemble(prefix, digits, directive, directive.zero && parts.kind === 'finite');
}
