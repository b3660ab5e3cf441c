/** Conversions and operators on values that are on the WebAssembly stack. */
import type { BinaryOp } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { T, isBool, isFloat, isSigned } from '../types.ts';
import type { Code } from './code.ts';
import type { FunctionEmitter } from './function.ts';
import { emitWideConversion, emitWideOperator, isExtended, isWide } from './wide.ts';
import type { OP, ValueType } from './wasm.ts';

type Op = keyof typeof OP;

/** The WebAssembly types that hold a scalar: one, or two for numbers of 16 bytes. */
export const scalarValueTypes = (t: CType): ValueType[] =>
  isWide(t) ? ['i64', 'i64'] : [scalarValueType(t)];

/**
 * The WebAssembly type of a scalar C type of at most 8 bytes; integers narrower than 32 bits are kept
 * extended.
 */
export function scalarValueType(t: CType): ValueType {
  if (isFloat(t)) return t.size === 4 ? 'f32' : 'f64';
  return t.size === 8 ? 'i64' : 'i32';
}

/** Converts the value on the stack from one scalar type to another. */
export function emitConversion(f: FunctionEmitter, from: CType, to: CType): void {
  const c = f.code;
  if (isBool(to)) return emitTruth(c, from);
  if (isWide(from) || isWide(to)) {
    const narrow = (a: CType, b: CType) => emitConversion(f, a, b);
    return emitWideConversion(f, from, to, narrow, T);
  }
  if (isFloat(from))
    return isFloat(to) ? convertFloats(c, from, to) : convertFromFloat(f, from, to);
  if (isFloat(to)) return convertToFloat(c, from, to);
  if (from.size === 8 && to.size < 8) c.op('i32_wrap_i64');
  if (from.size < 8 && to.size === 8)
    c.op(isSigned(from) ? 'i64_extend_i32_s' : 'i64_extend_i32_u');
  if (to.size < 4 && !keepsValue(from, to)) narrow(c, to);
  const bits = bitsOf(to);
  if (bits !== undefined && bits < (bitsOf(from) ?? from.size * 8))
    narrowBits(c, bits, isSigned(to));
}

/** The precision of the type of a bit-field wider than `int`; undefined for ordinary types. */
export const bitsOf = (t: CType): number | undefined => (t.kind === 'int' ? t.bits : undefined);

/** Cuts an i64 to the precision of a bit-field's type. */
export function narrowBits(c: Code, bits: number, signed: boolean): void {
  const rest = BigInt(64 - bits);
  c.i64(rest)
    .op('i64_shl')
    .i64(rest)
    .op(signed ? 'i64_shr_s' : 'i64_shr_u');
}

/** Is every value of `from` already in the extended form of `to`? */
function keepsValue(from: CType, to: CType): boolean {
  if (isBool(from)) return true;
  if (from.size > to.size) return false;
  if (isSigned(from) === isSigned(to)) return true;
  return !isSigned(from) && from.size < to.size;
}

/** Brings an i32 into the extended form of an 8- or 16-bit type. */
function narrow(c: Code, to: CType): void {
  if (isSigned(to)) c.op(to.size === 1 ? 'i32_extend8_s' : 'i32_extend16_s');
  else c.i32(to.size === 1 ? 0xff : 0xffff).op('i32_and');
}

function convertFloats(c: Code, from: CType, to: CType): void {
  if (from.size > to.size) c.op('f32_demote_f64');
  else if (from.size < to.size) c.op('f64_promote_f32');
}

function convertToFloat(c: Code, from: CType, to: CType): void {
  const source = from.size === 8 ? 'i64' : 'i32';
  const target = to.size === 4 ? 'f32' : 'f64';
  c.op(`${target}_convert_${source}_${isSigned(from) ? 's' : 'u'}` as Op);
}

/**
 * As x86 code does it, so that values out of range come out as there: its instruction stores the most
 * negative number for them, of 64 bits for unsigned types of 32 and more, else of 32.
 */
function convertFromFloat(f: FunctionEmitter, from: CType, to: CType): void {
  const c = f.code;
  if (from.size === 4) c.op('f64_promote_f32');
  if (to.size === 8 && !isSigned(to)) {
    // beyond the signed numbers, their distance from there is converted
    const value = f.temp('f64');
    const beyond = () => c.get(value).op('f64_const').f64(TWO_63).op('f64_ge');
    c.tee(value).op('f64_const').f64(TWO_63).op('f64_const').f64(0);
    beyond();
    c.op('select').op('f64_sub');
    truncate(f, 64);
    beyond();
    c.op('i64_extend_i32_u').i64(63n).op('i64_shl').op('i64_xor');
    return;
  }
  if (to.size === 8 || (to.size === 4 && !isSigned(to))) {
    truncate(f, 64);
    if (to.size === 4) c.op('i32_wrap_i64');
    return;
  }
  truncate(f, 32);
  if (to.size < 4) narrow(c, to);
}

const TWO_63 = 2 ** 63;

/** The f64 on the stack as a signed integer, the most negative one if it does not fit or is no number. */
function truncate(f: FunctionEmitter, bits: 32 | 64): void {
  const c = f.code;
  const value = f.temp('f64');
  c.tee(value).truncate(bits === 64 ? 'i64_f64_s' : 'i32_f64_s');
  if (bits === 64) c.i64(-(1n << 63n));
  else c.i32(-0x8000_0000);
  c.get(value)
    .op('f64_const')
    .f64(bits === 64 ? TWO_63 : 2 ** 31)
    .op('f64_lt')
    .op('select');
}

/** Replaces the scalar on the stack by 1 if it is not zero, else 0 (an i32). */
export function emitTruth(c: Code, type: CType): void {
  if (isWide(type)) {
    // the significand of an extended number is zero only if the number is
    c.op(isExtended(type) ? 'drop' : 'i64_or')
      .i64(0n)
      .op('i64_ne');
  } else if (isFloat(type)) {
    if (type.size === 4) c.op('f32_const').f32(0).op('f32_ne');
    else c.op('f64_const').f64(0).op('f64_ne');
  } else if (type.size === 8) c.i64(0n).op('i64_ne');
  else if (!isBool(type)) c.i32(0).op('i32_ne');
}

/** Replaces the scalar on the stack by 1 if it is zero, else 0 (an i32). */
export function emitIsZero(c: Code, type: CType): void {
  if (isFloat(type) || isWide(type)) {
    emitTruth(c, type);
    c.op('i32_eqz');
  } else c.op(type.size === 8 ? 'i64_eqz' : 'i32_eqz');
}

const FLOAT_OPS: Partial<Record<BinaryOp, string>> = {
  add: 'add', sub: 'sub', mul: 'mul', div: 'div', eq: 'eq', ne: 'ne', lt: 'lt', le: 'le', gt: 'gt', ge: 'ge',
}; // prettier-ignore

/** Applies an operator to two values of `type` on the stack; the result is of `type`, or an i32 truth. */
export function emitOperator(f: FunctionEmitter, operator: BinaryOp, type: CType): void {
  const c = f.code;
  if (isWide(type)) return emitWideOperator(f, operator, type);
  const vt = scalarValueType(type);
  if (isFloat(type)) {
    c.op(`${vt}_${FLOAT_OPS[operator]!}` as Op);
    return;
  }
  const sign = isSigned(type) ? 's' : 'u';
  switch (operator) {
    case 'div':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'shr':
      c.op(`${vt}_${operator}_${sign}` as Op);
      break;
    case 'mod':
      c.op(`${vt}_rem_${sign}` as Op);
      break;
    default:
      c.op(`${vt}_${operator}` as Op);
  }
  const bits = bitsOf(type);
  if (bits !== undefined && WIDENING.has(operator)) narrowBits(c, bits, isSigned(type));
}

/** Operators whose result may have more bits than the operands. */
const WIDENING = new Set<BinaryOp>(['add', 'sub', 'mul', 'shl']);
