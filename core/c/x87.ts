/**
 * Arithmetic of x86's 80-bit extended numbers, which `long double` is: exact by big integers, rounded
 * once, to nearest, ties to even. A number is its 80 bits: sign, 15 bits of exponent, 64 of significand
 * with an explicit leading one (Intel SDM volume 1, 4.2.2).
 */
export type X87 = bigint;

const BIAS = 16383;
const MAX_FIELD = 0x7fff;
const LEADING = 1n << 63n;
const MASK64 = (1n << 64n) - 1n;

export const INFINITE: X87 = (BigInt(MAX_FIELD) << 64n) | LEADING;
/** The quiet NaN that x86 makes for an invalid operation: its sign is set. */
export const INVALID: X87 = (0xffffn << 64n) | (3n << 62n);
export const NOT_A_NUMBER: X87 = (BigInt(MAX_FIELD) << 64n) | (3n << 62n);

const bitLength = (n: bigint): number => {
  if (n === 0n) return 0;
  const hex = n.toString(16);
  return hex.length * 4 - Math.clz32(parseInt(hex[0], 16)) + 28;
};

export const isNegative = (x: X87): boolean => x >> 79n === 1n;
export const negate = (x: X87): X87 => x ^ (1n << 79n);
const field = (x: X87): number => Number((x >> 64n) & 0x7fffn);
const significand = (x: X87): bigint => x & MASK64;
export const isNaN = (x: X87): boolean => field(x) === MAX_FIELD && (x & (LEADING - 1n)) !== 0n;
export const isInfinite = (x: X87): boolean => field(x) === MAX_FIELD && !isNaN(x);
export const isZero = (x: X87): boolean => field(x) === 0 && significand(x) === 0n;

/** A finite value as an integer times a power of two, with its sign. */
function exact(x: X87): { mantissa: bigint; exponent: number } {
  const mantissa = significand(x);
  return {
    mantissa: isNegative(x) ? -mantissa : mantissa,
    exponent: Math.max(field(x), 1) - BIAS - 63,
  };
}

/** magnitude × 2^exponent (plus something below its last bit, if `sticky`) cut to `bits` bits, to nearest. */
function rounded(magnitude: bigint, drop: number, sticky: boolean): bigint {
  if (drop <= 0) return magnitude << BigInt(-drop);
  const kept = magnitude >> BigInt(drop);
  const rest = magnitude - (kept << BigInt(drop));
  const half = 1n << BigInt(drop - 1);
  const up = rest > half || (rest === half && (sticky || (kept & 1n) === 1n));
  return up ? kept + 1n : kept;
}

/** The nearest number to ±magnitude × 2^exponent. `sticky`: the true magnitude is a little larger. */
export function round(negative: boolean, magnitude: bigint, exponent: number, sticky = false): X87 {
  const sign = negative ? 1n << 79n : 0n;
  if (magnitude === 0n) return sign;
  if (sticky) {
    // Room for the rounding bit below.
    magnitude <<= 2n;
    exponent -= 2;
  }
  let drop = bitLength(magnitude) - 64;
  // Numbers below the normal range lose precision.
  if (exponent + drop < 1 - BIAS - 63) drop = 1 - BIAS - 63 - exponent;
  let mantissa = rounded(magnitude, drop, sticky);
  let power = exponent + drop;
  if (mantissa >> 64n) {
    mantissa >>= 1n;
    power++;
  }
  if (mantissa === 0n) return sign;
  const biased = mantissa & LEADING ? power + BIAS + 63 : 0;
  if (biased >= MAX_FIELD) return sign | INFINITE;
  return sign | (BigInt(biased) << 64n) | mantissa;
}

const quiet = (x: X87): X87 => x | (1n << 62n);

/** What an operation with a NaN among its operands gives: the one with the larger significand. */
function propagate(a: X87, b: X87): X87 {
  if (!isNaN(a)) return quiet(b);
  if (!isNaN(b)) return quiet(a);
  if (significand(a) === significand(b)) return quiet(isNegative(a) ? b : a);
  return quiet(significand(a) > significand(b) ? a : b);
}

export function add(a: X87, b: X87): X87 {
  if (isNaN(a) || isNaN(b)) return propagate(a, b);
  if (isInfinite(a)) return isInfinite(b) && isNegative(a) !== isNegative(b) ? INVALID : a;
  if (isInfinite(b)) return b;
  const [x, y] = [exact(a), exact(b)];
  const exponent = Math.min(x.exponent, y.exponent);
  const sum =
    (x.mantissa << BigInt(x.exponent - exponent)) + (y.mantissa << BigInt(y.exponent - exponent));
  // A sum of zero is positive unless both were negative.
  if (sum === 0n) return isNegative(a) && isNegative(b) ? 1n << 79n : 0n;
  return round(sum < 0n, sum < 0n ? -sum : sum, exponent);
}

export const subtract = (a: X87, b: X87): X87 => (isNaN(b) ? propagate(a, b) : add(a, negate(b)));

export function multiply(a: X87, b: X87): X87 {
  if (isNaN(a) || isNaN(b)) return propagate(a, b);
  const negative = isNegative(a) !== isNegative(b);
  if (isInfinite(a) || isInfinite(b))
    return isZero(a) || isZero(b) ? INVALID : negative ? negate(INFINITE) : INFINITE;
  const [x, y] = [exact(a), exact(b)];
  return round(negative, significand(a) * significand(b), x.exponent + y.exponent);
}

export function divide(a: X87, b: X87): X87 {
  if (isNaN(a) || isNaN(b)) return propagate(a, b);
  const negative = isNegative(a) !== isNegative(b);
  const infinite = negative ? negate(INFINITE) : INFINITE;
  if (isInfinite(a)) return isInfinite(b) ? INVALID : infinite;
  if (isInfinite(b)) return negative ? 1n << 79n : 0n;
  if (isZero(b)) return isZero(a) ? INVALID : infinite;
  const numerator = significand(a) << 130n;
  const denominator = significand(b);
  const quotient = numerator / denominator;
  const sticky = quotient * denominator !== numerator;
  return round(negative, quotient, exact(a).exponent - exact(b).exponent - 130, sticky);
}

export function squareRoot(x: X87): X87 {
  if (isNaN(x)) return quiet(x);
  if (isZero(x)) return x;
  if (isNegative(x)) return INVALID;
  if (isInfinite(x)) return x;
  let { mantissa, exponent } = exact(x);
  const shift = 140 + (exponent & 1);
  mantissa <<= BigInt(shift);
  exponent -= shift;
  const root = integerRoot(mantissa);
  return round(false, root, exponent / 2, root * root !== mantissa);
}

/** The largest integer whose square is at most `n`. */
function integerRoot(n: bigint): bigint {
  let guess = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** -1, 0 or 1; null when one of them is no number. */
export function compare(a: X87, b: X87): -1 | 0 | 1 | null {
  if (isNaN(a) || isNaN(b)) return null;
  // Finite or not, the bits below the sign order as the magnitudes do.
  const magnitude = (x: X87) => (isNegative(x) ? -(x & ((1n << 79n) - 1n)) : x);
  const [x, y] = [magnitude(a), magnitude(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const scratch = new DataView(new ArrayBuffer(8));

/** Exact: every double is an extended number. */
export function fromNumber(value: number): X87 {
  scratch.setFloat64(0, value);
  return fromDoubleBits(scratch.getBigUint64(0));
}

export function fromDoubleBits(bits: bigint): X87 {
  const sign = (bits >> 63n) << 79n;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  if (exponent === 0x7ff)
    return sign | INFINITE | (fraction === 0n ? 0n : (fraction << 11n) | (1n << 62n));
  if (exponent === 0 && fraction === 0n) return sign;
  return round(
    sign !== 0n,
    exponent === 0 ? fraction : fraction | (1n << 52n),
    Math.max(exponent, 1) - 1075,
  );
}

/** The 64 bits of the nearest double. */
export function toDoubleBits(x: X87): bigint {
  return narrow(x, 52, 11);
}

/** The 32 bits of the nearest float. */
export function toFloatBits(x: X87): bigint {
  return narrow(x, 23, 8);
}

function narrow(x: X87, fractionBits: number, exponentBits: number): bigint {
  const sign = (x >> 79n) << BigInt(fractionBits + exponentBits);
  const maxField = (1 << exponentBits) - 1;
  const bias = maxField >> 1;
  const infinite = BigInt(maxField) << BigInt(fractionBits);
  const shift = BigInt(63 - fractionBits);
  if (isNaN(x))
    return sign | infinite | (1n << BigInt(fractionBits - 1)) | ((x & (LEADING - 1n)) >> shift);
  if (isInfinite(x)) return sign | infinite;
  const { exponent } = exact(x);
  const magnitude = significand(x);
  if (magnitude === 0n) return sign;
  let drop = bitLength(magnitude) - (fractionBits + 1);
  const least = 1 - bias - fractionBits;
  if (exponent + drop < least) drop = least - exponent;
  let mantissa = rounded(magnitude, drop, false);
  let power = exponent + drop;
  if (mantissa >> BigInt(fractionBits + 1)) {
    mantissa >>= 1n;
    power++;
  }
  const leading = 1n << BigInt(fractionBits);
  if (!(mantissa & leading)) return sign | mantissa;
  const biased = power + bias + fractionBits;
  if (biased >= maxField) return sign | infinite;
  return sign | (BigInt(biased) << BigInt(fractionBits)) | (mantissa ^ leading);
}

export function toNumber(x: X87): number {
  scratch.setBigUint64(0, toDoubleBits(x));
  return scratch.getFloat64(0);
}

/** Rounded to the nearest float once. */
export function toSingle(x: X87): number {
  scratch.setUint32(0, Number(toFloatBits(x)));
  return scratch.getFloat32(0);
}

export const fromInteger = (value: bigint): X87 =>
  round(value < 0n, value < 0n ? -value : value, 0);

/** The integer towards zero; null of what is not finite. */
export function toInteger(x: X87): bigint | null {
  if (field(x) === MAX_FIELD) return null;
  const { mantissa, exponent } = exact(x);
  if (exponent >= 0) return mantissa << BigInt(exponent);
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  const whole = magnitude >> BigInt(-exponent);
  return mantissa < 0n ? -whole : whole;
}

const DECIMAL = /^([0-9]*)\.?([0-9]*)(?:e([+-]?[0-9]+))?$/;
const HEXADECIMAL = /^0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?[0-9]+))?$/;
/** Beyond these powers of ten the result is 0 or infinite whatever the digits are. */
const MAX_POWER = 6000;

/** The number nearest to a C floating constant without sign and suffix. */
export function parse(text: string): X87 {
  const lower = text.toLowerCase();
  const hex = HEXADECIMAL.exec(lower);
  if (hex) {
    const digits = BigInt(`0x${hex[1]}${hex[2]}`);
    return round(false, digits, Number(hex[3] ?? 0) - 4 * hex[2].length);
  }
  const match = DECIMAL.exec(lower);
  if (!match) throw new SyntaxError(`'${text}' is no number`);
  const digits = BigInt(`0${match[1]}${match[2]}`);
  const power = Number(match[3] ?? 0) - match[2].length;
  if (digits === 0n) return 0n;
  const size = digits.toString().length + power;
  if (size > MAX_POWER) return INFINITE;
  if (size < -MAX_POWER) return 0n;
  if (power >= 0) return round(false, digits * 10n ** BigInt(power), 0);
  const denominator = 10n ** BigInt(-power);
  const shift = Math.max(bitLength(denominator) - bitLength(digits) + 70, 0);
  const numerator = digits << BigInt(shift);
  const quotient = numerator / denominator;
  return round(false, quotient, -shift, quotient * denominator !== numerator);
}
