/** Arithmetic on numbers of 16 bytes that emitted code leaves to the machine (`WIDE_OPERATIONS`). */
import { EXACT_FIT, WIDE_OPERATIONS, type WideOperation } from '../c/emit/abi.ts';
import * as x87 from '../c/x87.ts';
import { Oops } from './faults.ts';

const unsigned64 = (n: bigint) => BigInt.asUintN(64, n);
const scratch = new DataView(new ArrayBuffer(8));

function doubleOf(bits: bigint): number {
  scratch.setBigUint64(0, unsigned64(bits));
  return scratch.getFloat64(0);
}

/** The nearest float or double to an integer, as its bits: rounded once, by way of extended precision. */
function rounded(value: bigint, single: boolean): bigint {
  // Odd bits below the significand are folded into one, so that the second rounding sees no false tie.
  const magnitude = value < 0n ? -value : value;
  const drop = BigInt(Math.max(magnitude.toString(2).length - 62, 0));
  const rest = magnitude & ((1n << drop) - 1n);
  const kept = (((magnitude >> drop) << 1n) | (rest === 0n ? 0n : 1n)) << drop;
  const exact = x87.round(value < 0n, kept, -1);
  return single ? x87.toFloatBits(exact) : x87.toDoubleBits(exact);
}

/** What the processor stores for what does not fit: the most negative number. */
function storedInteger(x: x87.X87, bits: number): bigint {
  const value = x87.toInteger(x);
  const limit = 1n << BigInt(bits - 1);
  return value === null || value >= limit || value < -limit ? -limit : value;
}

/** As gcc converts to unsigned with an instruction that knows only signed numbers. */
function storedUnsigned(x: x87.X87): bigint {
  const limit = x87.fromInteger(1n << 63n);
  const order = x87.compare(x, limit);
  if (order === null || order < 0) return storedInteger(x, 64);
  return storedInteger(x87.subtract(x, limit), 64) ^ (1n << 63n);
}

const integerOfDouble = (bits: bigint): bigint => {
  const value = doubleOf(bits);
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
};

function divided(dividend: bigint, divisor: bigint, remainder: boolean): bigint {
  if (divisor === 0n) throw new Oops('divide error');
  return remainder ? dividend % divisor : dividend / divisor;
}

const signed = (n: bigint) => BigInt.asIntN(128, n);
const ORDER_UNKNOWN = 2n;

/** On the 128 bits of each pair; the result's 128 bits are what is left. */
const operations: Record<WideOperation, (a: bigint, b: bigint) => bigint> = {
  s128_div: (a, b) => divided(signed(a), signed(b), false),
  u128_div: (a, b) => divided(a, b, false),
  s128_mod: (a, b) => divided(signed(a), signed(b), true),
  u128_mod: (a, b) => divided(a, b, true),
  s128_to_f32: (a) => rounded(signed(a), true),
  u128_to_f32: (a) => rounded(a, true),
  s128_to_f64: (a) => rounded(signed(a), false),
  u128_to_f64: (a) => rounded(a, false),
  f64_to_s128: integerOfDouble,
  f64_to_u128: integerOfDouble,
  x87_add: x87.add,
  x87_sub: x87.subtract,
  x87_mul: x87.multiply,
  x87_div: x87.divide,
  x87_sqrt: x87.squareRoot,
  x87_compare: (a, b) => {
    const order = x87.compare(a, b);
    return order === null ? ORDER_UNKNOWN : BigInt(order);
  },
  x87_from_f64: (a) => x87.fromDoubleBits(unsigned64(a)),
  x87_from_s64: (a) => x87.fromInteger(BigInt.asIntN(64, a)),
  x87_from_u64: (a) => x87.fromInteger(unsigned64(a)),
  x87_from_s128: (a) => x87.fromInteger(signed(a)),
  x87_from_u128: (a) => x87.fromInteger(a),
  x87_to_f32: x87.toFloatBits,
  x87_to_f64: x87.toDoubleBits,
  x87_to_s16: (a) => storedInteger(a, 16),
  x87_to_s32: (a) => storedInteger(a, 32),
  x87_to_s64: (a) => storedInteger(a, 64),
  x87_to_u64: storedUnsigned,
  x87_to_s128: (a) => x87.toInteger(a) ?? 0n,
  x87_to_u128: (a) => x87.toInteger(a) ?? 0n,
};

/** Does the exact sum, difference or product of two numbers fit into a type (`exactFit`)? */
function fits(a: bigint, b: bigint, question: number): boolean {
  const x = question & 4 ? signed(a) : a;
  const y = question & 8 ? signed(b) : b;
  const exact = [x + y, x - y, x * y][question & 3]!;
  const bits = 8 << ((question >> 5) & 7);
  return exact === (question & 16 ? BigInt.asIntN(bits, exact) : BigInt.asUintN(bits, exact));
}

const byNumber = WIDE_OPERATIONS.map((name) => operations[name]);

/** The service `$wide`. */
export function wide(
  aLow: bigint,
  aHigh: bigint,
  bLow: bigint,
  bHigh: bigint,
  operation: number,
): [bigint, bigint] {
  const a = (unsigned64(aHigh) << 64n) | unsigned64(aLow);
  const b = (unsigned64(bHigh) << 64n) | unsigned64(bLow);
  if (operation >= EXACT_FIT) return [fits(a, b, operation) ? 0n : 1n, 0n];
  const result = byNumber[operation](a, b);
  return [BigInt.asIntN(64, result), BigInt.asIntN(64, result >> 64n)];
}
