/** gcc's builtins on floating-point numbers, for `float`, `double` and `long double`. */
import type { Expr } from '../ast.ts';
import { cast, decay, intConstant } from '../check/convert.ts';
import { binary, conditional } from '../check/operators.ts';
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { T, isArithmetic, isFloat, typeText, usualArithmetic } from '../types.ts';
import type { ParseContext } from './context.ts';

const SUFFIX: Record<string, CType> = { f: T.float, l: T.longDouble };
const CONSTANT = /^(inf|huge_val|nan|nans)(f|l)?$/;
const TEST = /^(isnan|isinf|isfinite|finite|signbit|isnormal|isinf_sign)(f|l)?$/;
const PART = /^(fabs|copysign)(f|l)?$/;
const ROUNDING = /^(sqrt|floor|ceil|trunc|rint|nearbyint)(f)?$/;
const COMPARISON = /^(isgreater|isgreaterequal|isless|islessequal|islessgreater|isunordered)$/;

const OPERATOR = {
  isgreater: 'gt',
  isgreaterequal: 'ge',
  isless: 'lt',
  islessequal: 'le',
} as const;

/** Builds the builtin of this name (without `__builtin_`); null for any other; throws CError. */
export function floatBuiltin(
  c: ParseContext,
  at: Token,
  name: string,
  args: readonly Expr[],
): Expr | null {
  const need = (count: number) => {
    if (args.length < count) throw c.error(`too few arguments to '${at.text}'`, at);
  };
  const builtin = (type: CType, values: Expr[], as: string): Expr => ({
    op: 'builtin',
    type,
    at,
    name: as,
    args: values,
  });
  let match;
  if ((match = CONSTANT.exec(name))) {
    const value = match[1].startsWith('nan') ? NaN : Infinity;
    const constant: Expr = { op: 'float', type: T.double, at, value };
    return cast(c, constant, SUFFIX[match[2]] ?? T.double);
  }
  if ((match = TEST.exec(name))) {
    need(1);
    const value = number(c, args[0], at);
    const test = match[1] === 'finite' ? 'isfinite' : match[1];
    return builtin(T.int, [value], test);
  }
  if ((match = PART.exec(name))) {
    const type = SUFFIX[match[2]] ?? T.double;
    need(match[1] === 'copysign' ? 2 : 1);
    const values = args.map((arg) => cast(c, arg, type));
    if (type !== T.float) return builtin(type, values, match[1]);
    const wider = values.map((value) => cast(c, value, T.double));
    return cast(c, builtin(T.double, wider, match[1]), T.float);
  }
  if (name === 'sqrtl') {
    need(1);
    return builtin(T.longDouble, [cast(c, args[0], T.longDouble)], 'sqrt');
  }
  if ((match = ROUNDING.exec(name))) {
    need(1);
    // Exact, or rounded to 53 bits of what 24 suffice for: rounding again changes nothing.
    const value = match[2] ? cast(c, args[0], T.float) : args[0];
    const result = builtin(T.double, [cast(c, value, T.double)], match[1]);
    return match[2] ? cast(c, result, T.float) : result;
  }
  if ((match = COMPARISON.exec(name))) {
    need(2);
    const [a, b] = args.slice(0, 2).map((arg) => number(c, arg, at, true));
    if (Object.hasOwn(OPERATOR, name))
      return binary(c, OPERATOR[name as keyof typeof OPERATOR], a, b, at);
    const type = usualArithmetic(a.type, b.type);
    return builtin(T.int, [cast(c, a, type), cast(c, b, type)], name);
  }
  if (name === 'fpclassify') {
    need(6);
    return classify(c, at, args);
  }
  return null;
}

/** A floating value of its own precision; integers only where the other operand may be a number. */
function number(c: ParseContext, operand: Expr, at: Token, integers = false): Expr {
  const value = decay(operand);
  if (!isArithmetic(value.type))
    throw c.error(`'${at.text}' of a value of type '${typeText(value.type)}'`, at);
  return isFloat(value.type) || integers ? value : cast(c, value, T.double);
}

/** `fpclassify(nan, infinite, normal, subnormal, zero, value)` */
function classify(c: ParseContext, at: Token, args: readonly Expr[]): Expr {
  const [nan, infinite, normal, subnormal, zero, operand] = args;
  const given = number(c, operand, at);
  const { type } = given;
  let value = given;
  let first: Expr | null = null;
  if (c.function && given.op !== 'float') {
    const variable = c.addLocal('', type, at);
    value = { op: 'local', type, at, variable };
    first = { op: 'assign', type, at, target: value, value: given };
  }
  const is = (test: string): Expr => ({
    op: 'builtin',
    type: T.int,
    at,
    name: test,
    args: [value],
  });
  const isZero = binary(c, 'eq', value, intConstant(0, T.int, at), at);
  const small = conditional(c, isZero, zero, subnormal, at);
  const finite = conditional(c, is('isnormal'), normal, small, at);
  const numeric = conditional(c, is('isinf'), infinite, finite, at);
  const second = conditional(c, is('isnan'), nan, numeric, at);
  return first ? { op: 'comma', type: second.type, at, first, second } : second;
}
