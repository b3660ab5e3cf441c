/** Floating-point arithmetic at compile time, in the precision of its type. */
import type { BinaryOp } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isBool, isSigned } from '../types.ts';
import * as x87 from '../x87.ts';

/** A floating constant; a `long double` also has its exact value. */
export interface FloatValue {
  float: number;
  extended?: x87.X87;
}

export const extendedValue = (extended: x87.X87): FloatValue => ({
  float: x87.toNumber(extended),
  extended,
});

const exact = (value: FloatValue): x87.X87 => value.extended ?? x87.fromNumber(value.float);

export const isNonZero = (value: FloatValue): boolean =>
  value.extended === undefined ? value.float !== 0 : !x87.isZero(value.extended);

/** A floating value under another floating type. */
export function convertFloat(value: FloatValue, to: CType): FloatValue {
  if (to.size === 16) return extendedValue(exact(value));
  if (to.size === 4)
    return {
      float: value.extended === undefined ? Math.fround(value.float) : x87.toSingle(value.extended),
    };
  return { float: value.float };
}

/** An integer under a floating type, rounded once. */
export function floatOfInteger(value: bigint, to: CType): FloatValue {
  if (to.size === 16) return extendedValue(x87.fromInteger(value));
  return { float: to.size === 4 ? Math.fround(Number(forSingle(value))) : Number(value) };
}

/**
 * The integer with its bits beyond the highest 50 folded into one: then a double holds it exactly, and
 * rounding to `float` happens once.
 */
function forSingle(value: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const drop = BigInt(Math.max(magnitude.toString(2).length - 50, 0));
  const sticky = magnitude & ((1n << drop) - 1n) ? 1n : 0n;
  const kept = ((magnitude >> drop) | sticky) << drop;
  return value < 0n ? -kept : kept;
}

/** As gcc folds a conversion: what does not fit becomes the nearest value of the type, a NaN zero. */
export function integerOfFloat(value: FloatValue, to: CType): bigint {
  if (isBool(to)) return isNonZero(value) ? 1n : 0n;
  const bits = BigInt(to.size * 8);
  const max = isSigned(to) ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  const min = isSigned(to) ? -max - 1n : 0n;
  const extended = exact(value);
  if (x87.isNaN(extended)) return 0n;
  const whole = x87.toInteger(extended);
  if (whole === null) return x87.isNegative(extended) ? min : max;
  return whole < min ? min : whole > max ? max : whole;
}

export const negateFloat = (value: FloatValue): FloatValue =>
  value.extended === undefined
    ? { float: -value.float }
    : { float: -value.float, extended: x87.negate(value.extended) };

const EXTENDED: Partial<Record<BinaryOp, (a: x87.X87, b: x87.X87) => x87.X87>> = {
  add: x87.add,
  sub: x87.subtract,
  mul: x87.multiply,
  div: x87.divide,
};

const PLAIN: Partial<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

/**
 * An operator on two values of one floating type: a value of that type, or for comparisons 0 or 1. Null
 * for operators that floats do not have.
 */
export function foldFloat(
  operator: BinaryOp,
  type: CType,
  a: FloatValue,
  b: FloatValue,
): FloatValue | bigint | null {
  if (type.size === 16) {
    const arithmetic = EXTENDED[operator];
    if (arithmetic) return extendedValue(arithmetic(exact(a), exact(b)));
    return compare(operator, x87.compare(exact(a), exact(b)));
  }
  const arithmetic = PLAIN[operator];
  if (arithmetic) return convertFloat({ float: arithmetic(a.float, b.float) }, type);
  return compare(operator, order(a.float, b.float));
}

const order = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : a === b ? 0 : null);

/** `order` is null when one of the values is no number: then only `!=` holds. */
function compare(operator: BinaryOp, order: -1 | 0 | 1 | null): bigint | null {
  switch (operator) {
    case 'eq':
      return order === 0 ? 1n : 0n;
    case 'ne':
      return order !== 0 ? 1n : 0n;
    case 'lt':
      return order === -1 ? 1n : 0n;
    case 'le':
      return order !== null && order <= 0 ? 1n : 0n;
    case 'gt':
      return order === 1 ? 1n : 0n;
    case 'ge':
      return order !== null && order >= 0 ? 1n : 0n;
    default:
      return null;
  }
}
