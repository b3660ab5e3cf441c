/** Conversions and operators on values that are on the WebAssembly stack. */
import type { BinaryOp } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isBool, isFloat, isSigned } from '../types.ts';
import type { Code } from './code.ts';
import type { OP, ValueType } from './wasm.ts';

type Op = keyof typeof OP;

/** The WebAssembly type of a scalar C type; integers narrower than 32 bits are kept extended. */
export function scalarValueType(t: CType): ValueType {
  if (isFloat(t)) return t.size === 4 ? 'f32' : 'f64';
  return t.size === 8 ? 'i64' : 'i32';
}

/** Converts the value on the stack from one scalar type to another. */
export function emitConversion(c: Code, from: CType, to: CType): void {
  if (isBool(to)) return emitTruth(c, from);
  if (isFloat(from))
    return isFloat(to) ? convertFloats(c, from, to) : convertFromFloat(c, from, to);
  if (isFloat(to)) return convertToFloat(c, from, to);
  if (from.size === 8 && to.size < 8) c.op('i32_wrap_i64');
  if (from.size < 8 && to.size === 8)
    c.op(isSigned(from) ? 'i64_extend_i32_s' : 'i64_extend_i32_u');
  if (to.size < 4 && !keepsValue(from, to)) narrow(c, to);
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

/** Through 64 bits, as x86 code does, so that out-of-range values behave as there. */
function convertFromFloat(c: Code, from: CType, to: CType): void {
  const source = from.size === 4 ? 'f32' : 'f64';
  if (to.size === 8) {
    c.truncate(`i64_${source}_${isSigned(to) ? 's' : 'u'}`);
    return;
  }
  c.truncate(`i64_${source}_s`);
  c.op('i32_wrap_i64');
  if (to.size < 4) narrow(c, to);
}

/** Replaces the scalar on the stack by 1 if it is not zero, else 0 (an i32). */
export function emitTruth(c: Code, type: CType): void {
  if (isFloat(type)) {
    if (type.size === 4) c.op('f32_const').f32(0).op('f32_ne');
    else c.op('f64_const').f64(0).op('f64_ne');
  } else if (type.size === 8) c.i64(0n).op('i64_ne');
  else if (!isBool(type)) c.i32(0).op('i32_ne');
}

/** Replaces the scalar on the stack by 1 if it is zero, else 0 (an i32). */
export function emitIsZero(c: Code, type: CType): void {
  if (isFloat(type)) {
    emitTruth(c, type);
    c.op('i32_eqz');
  } else c.op(type.size === 8 ? 'i64_eqz' : 'i32_eqz');
}

const FLOAT_OPS: Partial<Record<BinaryOp, string>> = {
  add: 'add', sub: 'sub', mul: 'mul', div: 'div', eq: 'eq', ne: 'ne', lt: 'lt', le: 'le', gt: 'gt', ge: 'ge',
}; // prettier-ignore

/** Applies an operator to two values of `type` on the stack; the result is of `type`, or an i32 truth. */
export function emitOperator(c: Code, operator: BinaryOp, type: CType): void {
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
}
