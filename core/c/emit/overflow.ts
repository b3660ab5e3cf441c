/** Emits `__builtin_add_overflow` and its like. */
import type { Expr } from '../ast.ts';
import type { CType, PointerType } from '../ctype.ts';
import { T, isSigned } from '../types.ts';
import { exactFit } from './abi.ts';
import { emitConversion, emitOperator } from './arithmetic.ts';
import type { Builtin } from './builtins.ts';
import { emitValue } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { endStore } from './places.ts';
import type { OP } from './wasm.ts';

/** The exact result is computed in 64 bits (or checked by parts), stored, and compared. */
export function emitOverflow(f: FunctionEmitter, e: Builtin): void {
  const c = f.code;
  const [a, b, target] = e.args;
  const type = (target.type as PointerType).to;
  if ([type, a.type, b.type].some((t) => t.size === 16)) return emitPairOverflow(f, e, type);
  if (type.size === 8 || a.type.size === 8 || b.type.size === 8)
    return emitWideOverflow(f, e, type);
  const exact = f.temp('i64');
  const stored = f.temp('i32');
  for (const operand of [a, b]) {
    emitValue(f, operand);
    emitConversion(f, operand.type, T.long);
  }
  c.op(`i64_${e.name.slice(0, 3)}` as keyof typeof OP).set(exact);
  emitValue(f, target);
  c.get(exact);
  emitConversion(f, T.long, type);
  c.tee(stored);
  endStore(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: target });
  c.get(stored);
  emitConversion(f, type, T.long);
  c.get(exact).op('i64_ne');
}

/** Numbers of 128 bits: the machine says whether the exact result differs from what is stored. */
function emitPairOverflow(f: FunctionEmitter, e: Builtin, type: CType): void {
  const c = f.code;
  const [a, b, target] = e.args;
  const pair = (t: CType) => (isSigned(t) ? T.int128 : T.uint128);
  const [x, y] = [a, b].map((operand) => {
    const value = f.temps(pair(operand.type), e.at);
    emitValue(f, operand);
    emitConversion(f, operand.type, pair(operand.type));
    f.keep(value);
    return value;
  });
  emitValue(f, target);
  f.push(x);
  f.push(y);
  emitOperator(f, e.name.slice(0, 3) as 'add' | 'sub' | 'mul', T.int128);
  emitConversion(f, T.int128, type);
  endStore(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: target });
  f.push(x);
  f.push(y);
  c.i32(exactFit(e.name, isSigned(a.type), isSigned(b.type), isSigned(type), type.size));
  c.call(f.service('$wide')).op('drop').op('i32_wrap_i64');
}

/** Operands and result all of one 64-bit type, or fitting into it. */
function emitWideOverflow(f: FunctionEmitter, e: Builtin, type: CType): void {
  const c = f.code;
  const [a, b, target] = e.args;
  const signed = isSigned(type);
  const fits = (t: CType) => (t.size === 8 ? isSigned(t) === signed : !isSigned(t) || signed);
  const isConstant = (x: Expr) => x.op === 'int' && (signed || x.value >= 0n);
  if (type.size !== 8 || ![a, b].every((x) => fits(x.type) || isConstant(x)))
    return emitMixedOverflow(f, e, type);
  const [x, y, r] = [f.temp('i64'), f.temp('i64'), f.temp('i64')];
  for (const [operand, local] of [
    [a, x],
    [b, y],
  ] as const) {
    emitValue(f, operand);
    emitConversion(f, operand.type, type);
    c.set(local);
  }
  c.get(x)
    .get(y)
    .op(`i64_${e.name.slice(0, 3)}` as keyof typeof OP)
    .set(r);
  emitValue(f, target);
  c.get(r);
  endStore(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: target });
  if (e.name === 'mul_overflow') return wideMultiplyOverflow(f, x, y, r, signed);
  const add = e.name === 'add_overflow';
  if (!signed) {
    c.get(add ? r : x)
      .get(add ? x : y)
      .op('i64_lt_u');
    return;
  }
  // signed: the operands' signs (equal for +, different for −) differ from the result's
  c.get(x).get(r).op('i64_xor');
  c.get(add ? y : x)
    .get(add ? r : y)
    .op('i64_xor')
    .op('i64_and')
    .i64(0n)
    .op('i64_lt_s');
}

/**
 * Any integer types: the exact result in 128 bits (`high` and `low`), compared with what was stored.
 * Only the product of two unsigned numbers may exceed that, and then its high half is never -1.
 */
function emitMixedOverflow(f: FunctionEmitter, e: Builtin, type: CType): void {
  const c = f.code;
  const [a, b, target] = e.args;
  const temps = () => f.temp('i64');
  const [x, y, highX, highY, low, high, stored] = Array.from({ length: 7 }, temps);
  for (const [operand, value, sign] of [
    [a, x, highX],
    [b, y, highY],
  ] as const) {
    emitValue(f, operand);
    emitConversion(f, operand.type, isSigned(operand.type) ? T.long : T.ulong);
    c.tee(value).i64(63n).op('i64_shr_s');
    if (!isSigned(operand.type)) c.i64(0n).op('i64_and');
    c.set(sign);
  }
  if (e.name === 'mul_overflow') {
    c.get(x).get(y).op('i64_mul').set(low);
    emitHighProduct(f, x, y);
    c.get(highX).get(y).op('i64_mul').op('i64_add');
    c.get(x).get(highY).op('i64_mul').op('i64_add').set(high);
  } else {
    const op = e.name === 'add_overflow' ? 'i64_add' : 'i64_sub';
    c.get(x).get(y).op(op).set(low);
    c.get(highX).get(highY).op(op);
    // the carry out of, or the borrow into, the low half
    if (op === 'i64_add') c.get(low).get(x).op('i64_lt_u');
    else c.get(x).get(y).op('i64_lt_u');
    c.op('i64_extend_i32_u').op(op).set(high);
  }
  const wideType = isSigned(type) ? T.long : T.ulong;
  c.get(low);
  emitConversion(f, T.long, type);
  emitConversion(f, type, wideType);
  c.set(stored);
  emitValue(f, target);
  c.get(stored);
  emitConversion(f, wideType, type);
  endStore(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: target });
  c.get(stored).get(low).op('i64_ne');
  c.get(high);
  if (isSigned(type)) c.get(stored).i64(63n).op('i64_shr_s');
  else c.i64(0n);
  c.op('i64_ne').op('i32_or');
}

/** The high 64 bits of the unsigned product, from four products of halves. */
function emitHighProduct(f: FunctionEmitter, x: number, y: number): void {
  const c = f.code;
  const [middle, cross] = [f.temp('i64'), f.temp('i64')];
  const half = (value: number, upper: boolean) =>
    upper ? c.get(value).i64(32n).op('i64_shr_u') : c.get(value).i64(0xffff_ffffn).op('i64_and');
  const product = (upperX: boolean, upperY: boolean) => {
    half(x, upperX);
    half(y, upperY);
    return c.op('i64_mul');
  };
  product(false, false).i64(32n).op('i64_shr_u');
  product(true, false).op('i64_add').set(middle);
  product(false, true).set(cross);
  product(true, true);
  half(middle, true);
  c.op('i64_add');
  half(middle, false);
  c.get(cross).op('i64_add').i64(32n).op('i64_shr_u').op('i64_add');
}

function wideMultiplyOverflow(
  f: FunctionEmitter,
  x: number,
  y: number,
  r: number,
  signed: boolean,
): void {
  const c = f.code;
  c.get(y).op('i64_eqz').open('if', 'i32');
  c.i32(0).otherwise();
  if (signed) {
    // −1 apart: dividing the smallest number by it traps
    c.get(y).i64(-1n).op('i64_eq').open('if', 'i32');
    c.get(x)
      .i64(-(1n << 63n))
      .op('i64_eq')
      .otherwise();
    c.get(r).get(y).op('i64_div_s').get(x).op('i64_ne').close();
  } else c.get(r).get(y).op('i64_div_u').get(x).op('i64_ne');
  c.close();
}
