/** Emits the builtins that test floating-point numbers, or take parts of them. */
import type { Expr } from '../ast.ts';
import { isFloat } from '../types.ts';
import { emitOperator } from './arithmetic.ts';
import type { Builtin } from './builtins.ts';
import { emitValue } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { emitWideService, isExtended } from './wide.ts';

/** Exponent bits and the smallest normal number of `float` and `double`. */
const SMALLEST = { 4: 2 ** -126, 8: 2 ** -1022 } as const;

export function emitFloatBuiltin(f: FunctionEmitter, e: Builtin): void {
  const [a, b] = e.args;
  if (!a || !isFloat(a.type)) throw unknown(f, e);
  if (e.name === 'isunordered' || e.name === 'islessgreater') return emitOrder(f, e);
  emitValue(f, a);
  if (isExtended(a.type) && e.name === 'sqrt') return emitWideService(f, 'x87_sqrt', 2);
  if (isExtended(a.type)) return emitExtended(f, e, b);
  const c = f.code;
  const size = a.type.size as 4 | 8;
  if (size === 4) c.op('f64_promote_f32');
  const value = f.temp('f64');
  const finite = () => c.op('f64_abs').op('f64_const').f64(Infinity);
  switch (e.name) {
    case 'fabs':
      c.op('f64_abs');
      return;
    case 'sqrt':
    case 'floor':
    case 'ceil':
    case 'trunc':
      c.op(`f64_${e.name}`);
      return;
    case 'rint':
    case 'nearbyint':
      c.op('f64_nearest');
      return;
    case 'copysign':
      emitValue(f, b);
      c.op('f64_copysign');
      return;
    case 'isnan':
      c.tee(value).get(value).op('f64_ne');
      return;
    case 'isinf':
      finite().op('f64_eq');
      return;
    case 'isinf_sign':
      c.tee(value).op('f64_const').f64(Infinity).op('f64_eq').get(value);
      c.op('f64_const').f64(-Infinity).op('f64_eq').op('i32_sub');
      return;
    case 'isfinite':
      finite().op('f64_lt');
      return;
    case 'isnormal':
      c.tee(value);
      finite().op('f64_lt').get(value).op('f64_abs');
      c.op('f64_const').f64(SMALLEST[size]).op('f64_ge').op('i32_and');
      return;
    case 'signbit':
      c.op('i64_reinterpret_f64').i64(63n).op('i64_shr_u').op('i32_wrap_i64');
      return;
  }
  throw unknown(f, e);
}

const unknown = (f: FunctionEmitter, e: Builtin) =>
  f.program.error(`builtin '__builtin_${e.name}' is not supported`, e.at);

/** Comparisons that C has no operator for, of two numbers of one type. */
function emitOrder(f: FunctionEmitter, e: Builtin): void {
  const [a, b] = e.args.map((operand) => {
    const value = f.temps(operand.type, operand.at);
    emitValue(f, operand);
    f.keep(value);
    return { value, type: operand.type };
  });
  const compare = (x: typeof a, y: typeof a, operator: 'ne' | 'lt' | 'gt') => {
    f.push(x.value);
    f.push(y.value);
    emitOperator(f, operator, x.type);
  };
  if (e.name === 'isunordered') {
    compare(a, a, 'ne');
    compare(b, b, 'ne');
  } else {
    compare(a, b, 'lt');
    compare(a, b, 'gt');
  }
  f.code.op('i32_or');
}

/** With an x87 number on the stack: its significand, above it its sign and exponent. */
function emitExtended(f: FunctionEmitter, e: Builtin, b: Expr | undefined): void {
  const c = f.code;
  const [significand, top] = [f.temp('i64'), f.temp('i64')];
  f.keep([significand, top]);
  const exponentIs = (op: 'i64_eq' | 'i64_ne', exponent: bigint) =>
    c.get(top).i64(0x7fffn).op('i64_and').i64(exponent).op(op);
  // the bits behind the leading one tell infinity from what is no number
  const infinity = (op: 'i64_eq' | 'i64_ne') =>
    c.get(significand).i64(1n).op('i64_shl').i64(0n).op(op);
  switch (e.name) {
    case 'fabs':
      c.get(significand).get(top).i64(0x7fffn).op('i64_and');
      return;
    case 'copysign':
      c.get(significand).get(top).i64(0x7fffn).op('i64_and');
      emitValue(f, b!);
      c.set(top).op('drop').get(top).i64(0x8000n).op('i64_and').op('i64_or');
      return;
    case 'isnan':
      exponentIs('i64_eq', 0x7fffn);
      infinity('i64_ne').op('i32_and');
      return;
    case 'isinf':
    case 'isinf_sign':
      exponentIs('i64_eq', 0x7fffn);
      infinity('i64_eq').op('i32_and');
      if (e.name === 'isinf') return;
      c.i32(1).get(top).i64(14n).op('i64_shr_u').i64(2n).op('i64_and').op('i32_wrap_i64');
      c.op('i32_sub').op('i32_mul');
      return;
    case 'isfinite':
      exponentIs('i64_ne', 0x7fffn);
      return;
    case 'isnormal':
      exponentIs('i64_ne', 0x7fffn);
      exponentIs('i64_ne', 0n).op('i32_and');
      return;
    case 'signbit':
      c.get(top).i64(15n).op('i64_shr_u').i64(1n).op('i64_and').op('i32_wrap_i64');
      return;
  }
  throw unknown(f, e);
}
