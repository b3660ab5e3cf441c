/** Evaluation of constant expressions (C11 6.6), address constants included. */
import type { BinaryOp, Expr, GlobalSymbol } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isFloat, isSigned, wrapInteger } from '../types.ts';
import type { X87 } from '../x87.ts';
import { foldBitBuiltin } from './fold-builtin.ts';
import {
  convertFloat,
  floatOfInteger,
  foldFloat,
  integerOfFloat,
  isNonZero,
  negateFloat,
  type FloatValue,
} from './fold-float.ts';

/** A number, or the address of a symbol plus a number. */
export interface ConstantValue {
  symbol: GlobalSymbol | null;
  /** The number (floats apart), as a mathematical integer of the expression's type. */
  value: bigint;
  /** Set for floating values; of `long double` also the exact value. */
  float?: number;
  extended?: X87;
}

/** The constant as a floating value, or null if it is none. */
const floating = ({ float, extended }: ConstantValue): FloatValue | null =>
  float === undefined ? null : { float, extended };

const floatConstant = (value: FloatValue): ConstantValue => ({ symbol: null, value: 0n, ...value });

/**
 * Integer arithmetic on two operands of `type` (shift counts may be of any type). Null when C leaves
 * the result undefined (division by zero, shift out of range).
 */
export function foldInteger(operator: BinaryOp, type: CType, a: bigint, b: bigint): bigint | null {
  const wrap = (value: bigint) => wrapInteger(type, value);
  const bits = BigInt(type.size * 8);
  switch (operator) {
    case 'add':
      return wrap(a + b);
    case 'sub':
      return wrap(a - b);
    case 'mul':
      return wrap(a * b);
    case 'div':
      return b === 0n ? null : wrap(a / b);
    case 'mod':
      return b === 0n ? null : wrap(a % b);
    case 'shl':
      return b < 0n || b >= bits ? null : wrap(a << b);
    case 'shr':
      return b < 0n || b >= bits ? null : wrap(a >> b);
    case 'and':
      return wrap(a & b);
    case 'or':
      return wrap(a | b);
    case 'xor':
      return wrap(a ^ b);
    case 'eq':
      return a === b ? 1n : 0n;
    case 'ne':
      return a !== b ? 1n : 0n;
    case 'lt':
      return a < b ? 1n : 0n;
    case 'le':
      return a <= b ? 1n : 0n;
    case 'gt':
      return a > b ? 1n : 0n;
    case 'ge':
      return a >= b ? 1n : 0n;
  }
}

/** Converts a constant to a type as a cast does. Null when that is no constant (address to char …). */
export function castConstant(value: ConstantValue, from: CType, to: CType): ConstantValue | null {
  if (isFloat(to)) {
    if (value.symbol) return null;
    const float = floating(value);
    return floatConstant(float ? convertFloat(float, to) : floatOfInteger(value.value, to));
  }
  const float = floating(value);
  if (float) return { symbol: null, value: wrapInteger(to, integerOfFloat(float, to)) };
  if (value.symbol) return to.size === 8 || from.size === to.size ? value : null;
  return { symbol: null, value: wrapInteger(to, value.value) };
}

/** The constant value of an expression, or null if it has none at compile time. */
export function evaluateConstant(e: Expr): ConstantValue | null {
  switch (e.op) {
    case 'int':
      return { symbol: null, value: e.value };
    case 'float':
      return floatConstant({ float: e.value, extended: e.extended });
    case 'cast': {
      const value = evaluateConstant(e.value);
      return value && castConstant(value, e.value.type, e.type);
    }
    case 'address':
      return evaluateAddress(e.of);
    case 'conditional': {
      const condition = truthOf(e.condition);
      return condition === null ? null : evaluateConstant(condition ? e.then : e.otherwise);
    }
    case 'logical': {
      const left = truthOf(e.left);
      if (left === null) return null;
      const result = left === e.and ? truthOf(e.right) : left;
      return result === null ? null : { symbol: null, value: result ? 1n : 0n };
    }
    case 'negate':
    case 'complement':
    case 'not':
      return evaluateUnary(e.op, e.type, evaluateConstant(e.value));
    case 'binary':
      return evaluateBinary(e.operator, e.left, e.right, e.type);
    case 'global':
      return e.symbol.kind === 'function' ? { symbol: e.symbol, value: 0n } : null;
    case 'builtin':
      return evaluateBuiltin(e.name, e.args);
    default:
      return null;
  }
}

function evaluateBuiltin(name: string, args: readonly Expr[]): ConstantValue | null {
  const argument = args.length === 1 ? evaluateConstant(args[0]) : null;
  if (!argument || argument.symbol || argument.float !== undefined) return null;
  const value = foldBitBuiltin(name, argument.value, args[0].type.size * 8);
  return value === null ? null : { symbol: null, value };
}

/** Does a condition of this value hold? The address of an object always does; a weak one's is not known. */
function isTrue(v: ConstantValue): boolean | null {
  if (v.symbol) return v.symbol.weak ? null : true;
  const float = floating(v);
  return float ? isNonZero(float) : v.value !== 0n;
}

/** Whether a condition holds, as far as that is known at compile time; else null. */
export function truthOf(e: Expr): boolean | null {
  const value = evaluateConstant(e);
  return value && isTrue(value);
}

function evaluateUnary(
  op: 'negate' | 'complement' | 'not',
  type: CType,
  value: ConstantValue | null,
): ConstantValue | null {
  if (!value) return null;
  if (op === 'not') {
    const truth = isTrue(value);
    return truth === null ? null : { symbol: null, value: truth ? 0n : 1n };
  }
  if (value.symbol) return null;
  const float = floating(value);
  if (float) return op === 'negate' ? floatConstant(negateFloat(float)) : null;
  return { symbol: null, value: wrapInteger(type, op === 'negate' ? -value.value : ~value.value) };
}

function evaluateBinary(
  operator: BinaryOp,
  left: Expr,
  right: Expr,
  type: CType,
): ConstantValue | null {
  const a = evaluateConstant(left);
  const b = a && evaluateConstant(right);
  if (!a || !b) return null;
  const [x, y] = [floating(a), floating(b)];
  if (x && y) {
    const folded = foldFloat(operator, left.type, x, y);
    if (folded === null) return null;
    return typeof folded === 'bigint' ? { symbol: null, value: folded } : floatConstant(folded);
  }
  if (a.symbol || b.symbol) return foldAddresses(operator, a, b);
  const folded = foldInteger(
    operator,
    operator === 'shl' || operator === 'shr'
      ? left.type
      : type.size < left.type.size
        ? left.type
        : type,
    a.value,
    b.value,
  );
  return folded === null ? null : { symbol: null, value: folded };
}

function foldAddresses(
  operator: BinaryOp,
  a: ConstantValue,
  b: ConstantValue,
): ConstantValue | null {
  if (operator === 'add' && !(a.symbol && b.symbol)) {
    return { symbol: a.symbol ?? b.symbol, value: a.value + b.value };
  }
  if (operator === 'sub' && !b.symbol) return { symbol: a.symbol, value: a.value - b.value };
  if (a.symbol === b.symbol) {
    if (operator === 'sub') return { symbol: null, value: a.value - b.value };
    const folded = foldInteger(
      operator,
      { kind: 'int', name: 'long', size: 8, align: 8, signed: true, rank: 4 },
      a.value,
      b.value,
    );
    return folded === null ? null : { symbol: null, value: folded };
  }
  // The address of an object is never null, unless it is weak.
  if (
    !a.symbol?.weak &&
    !b.symbol?.weak &&
    (operator === 'eq' || operator === 'ne') &&
    ((!a.symbol && a.value === 0n) || (!b.symbol && b.value === 0n))
  ) {
    return { symbol: null, value: operator === 'ne' ? 1n : 0n };
  }
  return null;
}

/** Address of an lvalue with static storage (or at a constant address), or null. */
function evaluateAddress(e: Expr): ConstantValue | null {
  switch (e.op) {
    case 'global':
      return { symbol: e.symbol, value: 0n };
    case 'deref':
      return evaluateConstant(e.pointer);
    case 'member': {
      const base = evaluateAddress(e.record);
      return base && { symbol: base.symbol, value: base.value + BigInt(e.offset) };
    }
    default:
      return null;
  }
}

/** Signedness-aware reading of an integer constant for switch ranges and array sizes. */
export const signedValue = (type: CType, value: bigint): bigint =>
  isSigned(type) ? BigInt.asIntN(type.size * 8, value) : BigInt.asUintN(type.size * 8, value);
