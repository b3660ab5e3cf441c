/**
 * Floating-point numbers to text, exactly: the binary value is a fraction of two big integers, and
 * every rounding is to nearest, ties to even, of that fraction. As glibc prints them.
 */
export interface FloatParts {
  kind: 'finite' | 'infinite' | 'nan';
  negative: boolean;
  /** The value is mantissa × 2^exponent. Both 0 unless finite. */
  mantissa: bigint;
  exponent: number;
  /** Fraction bits after the leading hexadecimal digit that %a prints: 52 for double, 60 for extended. */
  fractionBits: 52 | 60;
}

const scratch = new DataView(new ArrayBuffer(8));

/** Takes a double apart. */
export function doubleParts(value: number): FloatParts {
  scratch.setFloat64(0, value);
  return doublePartsOfBits(scratch.getBigUint64(0));
}

/** Takes the 64 bits of a double apart. */
export function doublePartsOfBits(bits: bigint): FloatParts {
  const negative = bits >> 63n === 1n;
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  if (field === 0x7ff) return special(negative, fraction !== 0n, 52);
  return {
    kind: 'finite',
    negative,
    mantissa: field === 0 ? fraction : fraction | 0x10000000000000n,
    exponent: (field === 0 ? 1 : field) - 1075,
    fractionBits: 52,
  };
}

/** Takes an x87 extended number apart: its 64-bit significand, and the 16 bits of sign and exponent. */
export function extendedParts(significand: bigint, signAndExponent: number): FloatParts {
  const negative = (signAndExponent & 0x8000) !== 0;
  const field = signAndExponent & 0x7fff;
  if (field === 0x7fff) return special(negative, BigInt.asUintN(63, significand) !== 0n, 60);
  return {
    kind: 'finite',
    negative,
    mantissa: significand,
    exponent: (field === 0 ? 1 : field) - 16446,
    fractionBits: 60,
  };
}

function special(negative: boolean, nan: boolean, fractionBits: 52 | 60): FloatParts {
  const kind = nan ? 'nan' : 'infinite';
  return { kind, negative, mantissa: 0n, exponent: 0, fractionBits };
}

/** numerator / denominator to the nearest integer, ties to even. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

/** mantissa × 2^exponent × 10^power to the nearest integer, ties to even. */
function scaled(parts: FloatParts, power: number): bigint {
  let numerator = parts.mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator = 10n ** BigInt(-power);
  if (parts.exponent >= 0) numerator <<= BigInt(parts.exponent);
  else denominator <<= BigInt(-parts.exponent);
  return divideRounded(numerator, denominator);
}

/** `precision` digits after the point; the point itself only if digits follow or `alternate`. */
export function fixed(parts: FloatParts, precision: number, alternate: boolean): string {
  const digits = scaled(parts, precision)
    .toString()
    .padStart(precision + 1, '0');
  const whole = digits.slice(0, digits.length - precision);
  return withPoint(whole, digits.slice(digits.length - precision), alternate);
}

function withPoint(whole: string, fraction: string, alternate: boolean): string {
  return fraction === '' && !alternate ? whole : `${whole}.${fraction}`;
}

/** The first precision + 1 significant digits, rounded, and the decimal exponent of the first. */
function significant(parts: FloatParts, precision: number): { digits: string; exponent: number } {
  if (parts.mantissa === 0n) return { digits: '0'.repeat(precision + 1), exponent: 0 };
  const bits = parts.mantissa.toString(2).length + parts.exponent;
  // floor(log10(2^(bits - 1))): the exponent, or one less; rounding up may add one more.
  let exponent = Math.floor((bits - 1) * Math.LOG10E * Math.LN2);
  let digits = scaled(parts, precision - exponent).toString();
  while (digits.length > precision + 1) {
    // Not cut but rounded anew from the exact value: rounding twice would be wrong.
    exponent++;
    digits = scaled(parts, precision - exponent).toString();
  }
  return { digits, exponent };
}

/** `d.ddde±dd` */
export function exponential(parts: FloatParts, precision: number, alternate: boolean): string {
  const { digits, exponent } = significant(parts, precision);
  return withPoint(digits[0] ?? '', digits.slice(1), alternate) + exponentText('e', exponent, 2);
}

function exponentText(letter: string, exponent: number, width: number): string {
  const sign = exponent < 0 ? '-' : '+';
  return letter + sign + Math.abs(exponent).toString().padStart(width, '0');
}

function withoutTrailingZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `%g`: `precision` significant digits, in whichever style suits the magnitude. */
export function general(parts: FloatParts, precision: number, alternate: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const { exponent } = significant(parts, count - 1);
  if (exponent >= -4 && exponent < count) {
    const text = fixed(parts, count - 1 - exponent, alternate);
    return alternate ? text : withoutTrailingZeros(text);
  }
  const text = exponential(parts, count - 1, alternate);
  if (alternate) return text;
  const mark = text.indexOf('e');
  return withoutTrailingZeros(text.slice(0, mark)) + text.slice(mark);
}

/** `%a` without its sign: `0x1.8p+1`; precision -1 means as many digits as the value has. */
export function hexadecimal(parts: FloatParts, precision: number, alternate: boolean): string {
  const all = parts.fractionBits / 4;
  let mantissa = parts.mantissa;
  let digits = all;
  if (precision >= 0 && precision < all) {
    const dropped = 1n << BigInt(4 * (all - precision));
    mantissa = divideRounded(mantissa, dropped);
    digits = precision;
  }
  let exponent = parts.mantissa === 0n ? 0 : parts.exponent + parts.fractionBits;
  if (mantissa >> BigInt(4 * digits) === 16n) {
    // Rounded up beyond the leading digit: f.f became 10.0.
    mantissa >>= 4n;
    exponent += 4;
  }
  const lead = mantissa >> BigInt(4 * digits);
  let fraction = (mantissa - (lead << BigInt(4 * digits))).toString(16).padStart(digits, '0');
  if (digits === 0) fraction = '';
  fraction = precision < 0 ? fraction.replace(/0+$/, '') : fraction.padEnd(precision, '0');
  return withPoint('0x' + lead.toString(16), fraction, alternate) + exponentText('p', exponent, 1);
}
