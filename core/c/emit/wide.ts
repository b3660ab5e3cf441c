/**
 * Numbers of 16 bytes: `__int128` and `long double`. Each is two 64-bit values on the WebAssembly stack:
 * the low and the high half, or the significand and the 16 bits of sign and exponent. What is short is
 * done by helper functions that are put into the module when first wanted, the rest by the machine.
 */
import type { BinaryOp } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isFloat, isSigned } from '../types.ts';
import type { WideOperation } from './abi.ts';
import { Code } from './code.ts';
import type { FunctionEmitter } from './function.ts';
import type { ModuleBuilder, ValueType } from './wasm.ts';

/** Is a scalar type held as two values? */
export const isWide = (t: CType): boolean =>
  t.size === 16 && (t.kind === 'int' || t.kind === 'float');

export const isExtended = (t: CType): boolean => t.size === 16 && isFloat(t);

const PAIR: ValueType[] = ['i64', 'i64'];
const TWO: ValueType[] = [...PAIR, ...PAIR];

type Helper = BinaryOp | 'shr_s' | 'lt_s' | 'le_s' | 'gt_s' | 'ge_s';

/** The helper functions of one module. */
export class WideHelpers {
  private readonly known = new Map<Helper, number>();

  constructor(private readonly m: ModuleBuilder) {}

  index(name: Helper): number {
    let index = this.known.get(name);
    if (index === undefined) {
      index = this.build(name);
      this.known.set(name, index);
    }
    return index;
  }

  private build(name: Helper): number {
    const c = new Code();
    const [aLow, aHigh, bLow, bHigh] = [0, 1, 2, 3];
    const define = (result: ValueType[], locals: ValueType[] = []) =>
      this.m.addFunction(`int128_${name}`, { params: TWO, result }, locals, c);
    switch (name) {
      case 'add':
        c.get(aLow).get(bLow).op('i64_add').tee(4);
        c.get(aHigh).get(bHigh).op('i64_add');
        c.get(4).get(aLow).op('i64_lt_u').op('i64_extend_i32_u').op('i64_add');
        return define(PAIR, ['i64']);
      case 'sub':
        c.get(aLow).get(bLow).op('i64_sub');
        c.get(aHigh).get(bHigh).op('i64_sub');
        c.get(aLow).get(bLow).op('i64_lt_u').op('i64_extend_i32_u').op('i64_sub');
        return define(PAIR);
      case 'and':
      case 'or':
      case 'xor':
        c.get(aLow).get(bLow).op(`i64_${name}`);
        c.get(aHigh).get(bHigh).op(`i64_${name}`);
        return define(PAIR);
      case 'mul':
        multiply(c);
        return define(PAIR, ['i64', 'i64', 'i64', 'i64', 'i64']);
      case 'shl':
      case 'shr':
      case 'shr_s':
        shift(c, name);
        return define(PAIR);
      case 'eq':
      case 'ne':
        c.get(aLow).get(bLow).op('i64_xor').get(aHigh).get(bHigh).op('i64_xor').op('i64_or');
        c.op('i64_eqz');
        if (name === 'ne') c.op('i32_eqz');
        return define(['i32']);
      default: {
        const strict = name.startsWith('l') ? 'lt' : 'gt';
        const sign = name.endsWith('_s') ? 's' : 'u';
        c.get(aHigh).get(bHigh).op(`i64_${strict}_${sign}`);
        c.get(aLow)
          .get(bLow)
          .op(`i64_${name.slice(0, 2) as 'lt' | 'le' | 'gt' | 'ge'}_u`);
        c.get(aHigh).get(bHigh).op('i64_eq').op('i32_and').op('i32_or');
        return define(['i32']);
      }
    }
  }
}

/** The 128 low bits of a product, from products of 32 bits. */
function multiply(c: Code): void {
  const [aLow, aHigh, bLow, bHigh, a0, a1, b0, b1, middle] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const low = (from: number, to: number) => c.get(from).i64(0xffff_ffffn).op('i64_and').set(to);
  const high = (from: number, to: number) => c.get(from).i64(32n).op('i64_shr_u').set(to);
  low(aLow, a0);
  high(aLow, a1);
  low(bLow, b0);
  high(bLow, b1);
  c.get(aLow).get(bLow).op('i64_mul');
  // middle = a1*b0 + (a0*b0 >> 32), which cannot overflow
  c.get(a1).get(b0).op('i64_mul');
  c.get(a0).get(b0).op('i64_mul').i64(32n).op('i64_shr_u').op('i64_add').set(middle);
  c.get(a1).get(b1).op('i64_mul').get(middle).i64(32n).op('i64_shr_u').op('i64_add');
  c.get(middle).i64(0xffff_ffffn).op('i64_and').get(a0).get(b1).op('i64_mul').op('i64_add');
  c.i64(32n).op('i64_shr_u').op('i64_add');
  c.get(aLow).get(bHigh).op('i64_mul').op('i64_add');
  c.get(aHigh).get(bLow).op('i64_mul').op('i64_add');
}

/** The count is the low half of the second operand; beyond 127 it wraps, as the processor's does. */
function shift(c: Code, name: 'shl' | 'shr' | 'shr_s'): void {
  const [low, high, count] = [0, 1, 2];
  const left = name === 'shl';
  const op = left ? 'i64_shl' : name === 'shr' ? 'i64_shr_u' : 'i64_shr_s';
  const fill = () => {
    if (name === 'shr_s') c.get(high).i64(63n).op('i64_shr_s');
    else c.i64(0n);
  };
  c.get(count).i64(127n).op('i64_and').set(count);
  c.get(count).op('i64_eqz').open('if');
  c.get(low).get(high).op('return').close();
  c.get(count).i64(64n).op('i64_ge_u').open('if');
  if (left) c.i64(0n).get(low).get(count).op('i64_shl');
  else {
    c.get(high).get(count).op(op);
    fill();
  }
  c.op('return').close();
  // the bits that cross from one half to the other
  if (left) {
    c.get(low).get(count).op('i64_shl');
    c.get(high).get(count).op('i64_shl');
    c.get(low).i64(64n).get(count).op('i64_sub').op('i64_shr_u').op('i64_or');
  } else {
    c.get(low).get(count).op('i64_shr_u');
    c.get(high).i64(64n).get(count).op('i64_sub').op('i64_shl').op('i64_or');
    c.get(high).get(count).op(op);
  }
}

/** Calls the machine for an operation on two pairs; missing operands are zero. */
export function emitWideService(
  f: FunctionEmitter,
  operation: WideOperation,
  given: 1 | 2 | 4,
): void {
  for (let i: number = given; i < 4; i++) f.code.i64(0n);
  f.code.i32(f.program.wideOperation(operation)).call(f.service('$wide'));
}

const EXTENDED: Partial<Record<BinaryOp, WideOperation>> = {
  add: 'x87_add',
  sub: 'x87_sub',
  mul: 'x87_mul',
  div: 'x87_div',
};

/** Applies an operator to two pairs on the stack; leaves a pair, or an i32 truth. */
export function emitWideOperator(f: FunctionEmitter, operator: BinaryOp, type: CType): void {
  const c = f.code;
  if (isExtended(type)) {
    const arithmetic = EXTENDED[operator];
    if (arithmetic) return emitWideService(f, arithmetic, 4);
    // -1, 0, 1, or 2 where a NaN is involved: then only != holds
    emitWideService(f, 'x87_compare', 4);
    c.op('drop').op('i32_wrap_i64');
    const test = {
      eq: () => c.op('i32_eqz'),
      ne: () => c.i32(0).op('i32_ne'),
      lt: () => c.i32(-1).op('i32_eq'),
      le: () => c.i32(0).op('i32_le_s'),
      gt: () => c.i32(1).op('i32_eq'),
      ge: () => c.i32(2).op('i32_lt_u'),
    }[operator as 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'];
    test();
    return;
  }
  const signed = isSigned(type);
  if (operator === 'div' || operator === 'mod')
    return emitWideService(f, `${signed ? 's' : 'u'}128_${operator}`, 4);
  const hasSign = signed && ['shr', 'lt', 'le', 'gt', 'ge'].includes(operator);
  c.call(f.program.wide.index((hasSign ? `${operator}_s` : operator) as Helper));
}

/** Converts the value on the stack where at least one of the types is wide; neither is `_Bool`. */
export function emitWideConversion(
  f: FunctionEmitter,
  from: CType,
  to: CType,
  narrow: (from: CType, to: CType) => void,
  as: { long: CType; ulong: CType; double: CType },
): void {
  const c = f.code;
  const [fromFloat, toFloat] = [isFloat(from), isFloat(to)];
  const sign = (t: CType) => (isSigned(t) ? 's' : 'u');
  if (isWide(from) && isWide(to)) {
    if (fromFloat === toFloat) return;
    if (toFloat) emitWideService(f, `x87_from_${sign(from)}128`, 2);
    else emitWideService(f, `x87_to_${sign(to)}128`, 2);
    return;
  }
  if (isWide(to)) {
    if (fromFloat) {
      narrow(from, as.double);
      c.op('i64_reinterpret_f64');
      emitWideService(f, toFloat ? 'x87_from_f64' : `f64_to_${sign(to)}128`, 1);
      return;
    }
    const signed = isSigned(from);
    narrow(from, signed ? as.long : as.ulong);
    if (toFloat) return emitWideService(f, `x87_from_${signed ? 's' : 'u'}64`, 1);
    const low = f.temp('i64');
    c.tee(low);
    if (signed) c.get(low).i64(63n).op('i64_shr_s');
    else c.i64(0n);
    return;
  }
  if (!fromFloat && !toFloat) {
    c.op('drop');
    return narrow(as.ulong, to);
  }
  if (toFloat) {
    const width = to.size === 4 ? 'f32' : 'f64';
    emitWideService(f, fromFloat ? `x87_to_${width}` : `${sign(from)}128_to_${width}`, 2);
    c.op('drop');
    if (to.size === 4) c.op('i32_wrap_i64').op('f32_reinterpret_i32');
    else c.op('f64_reinterpret_i64');
    return;
  }
  const name =
    to.size === 8
      ? isSigned(to)
        ? 'x87_to_s64'
        : 'x87_to_u64'
      : isSigned(to)
        ? to.size === 4
          ? 'x87_to_s32'
          : 'x87_to_s16'
        : to.size === 4
          ? 'x87_to_s64'
          : 'x87_to_s32';
  emitWideService(f, name, 2);
  c.op('drop');
  narrow(as.long, to);
}
