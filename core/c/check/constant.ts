/** Evaluation of constant expressions (C11 6.6), address constants included. */
import type { BinaryOp, Expr, GlobalSymbol } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isFloat, isSigned, wrapInteger } from '../types.ts';
import { foldBitBuiltin } from './fold-builtin.ts';

/** A number, or the address of a symbol plus a number. */
export interface ConstantValue {
  symbol: GlobalSymbol | null;
  /** The number (floats apart), as a mathematical integer of the expression's type. */
  value: bigint;
  /** Set for floating values. */
  float?: number;
}

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

/** Floating arithmetic; comparisons give 0 or 1. Null for operators that floats do not have. */
export function foldFloat(operator: BinaryOp, a: number, b: number): number | null {
  switch (operator) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return a / b;
    case 'eq':
      return a === b ? 1 : 0;
    case 'ne':
      return a !== b ? 1 : 0;
    case 'lt':
      return a < b ? 1 : 0;
    case 'le':
      return a <= b ? 1 : 0;
    case 'gt':
      return a > b ? 1 : 0;
    case 'ge':
      return a >= b ? 1 : 0;
    default:
      return null;
  }
}

/** Converts a constant to a type as a cast does. Null when that is no constant (address to char …). */
export function castConstant(value: ConstantValue, from: CType, to: CType): ConstantValue | null {
  if (isFloat(to)) {
    if (value.symbol) return null;
    const single = to.size === 4;
    const float = value.float ?? Number(single ? forSingle(value.value) : value.value);
    return { symbol: null, value: 0n, float: single ? Math.fround(float) : float };
  }
  if (value.float !== undefined) {
    if (!Number.isFinite(value.float)) return null;
    if (to.kind === 'int' && to.rank === 0)
      return { symbol: null, value: value.float !== 0 ? 1n : 0n };
    return { symbol: null, value: wrapInteger(to, BigInt(Math.trunc(value.float))) };
  }
  if (value.symbol) return to.size === 8 || from.size === to.size ? value : null;
  return { symbol: null, value: wrapInteger(to, value.value) };
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

/** The constant value of an expression, or null if it has none at compile time. */
export function evaluateConstant(e: Expr): ConstantValue | null {
  switch (e.op) {
    case 'int':
      return { symbol: null, value: e.value };
    case 'float':
      return { symbol: null, value: 0n, float: e.value };
    case 'cast': {
      const value = evaluateConstant(e.value);
      return value && castConstant(value, e.value.type, e.type);
    }
    case 'address':
      return evaluateAddress(e.of);
    case 'conditional': {
      const condition = evaluateConstant(e.condition);
      if (!condition) return null;
      return evaluateConstant(isTrue(condition) ? e.then : e.otherwise);
    }
    case 'logical': {
      const left = evaluateConstant(e.left);
      if (!left) return null;
      if (isTrue(left) !== e.and) return { symbol: null, value: e.and ? 0n : 1n };
      const right = evaluateConstant(e.right);
      return right && { symbol: null, value: isTrue(right) ? 1n : 0n };
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

/** Does a condition of this value hold? The address of an object always does. */
export const isTrue = (v: ConstantValue): boolean =>
  v.symbol !== null || (v.float === undefined ? v.value !== 0n : v.float !== 0);

function evaluateUnary(
  op: 'negate' | 'complement' | 'not',
  type: CType,
  value: ConstantValue | null,
): ConstantValue | null {
  if (!value) return null;
  if (op === 'not') return { symbol: null, value: isTrue(value) ? 0n : 1n };
  if (value.symbol) return null;
  if (value.float !== undefined) return op === 'negate' ? { ...value, float: -value.float } : null;
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
  if (a.float !== undefined || b.float !== undefined) {
    const float = foldFloat(operator, a.float ?? Number(a.value), b.float ?? Number(b.value));
    if (float === null) return null;
    return isFloat(type)
      ? { symbol: null, value: 0n, float: type.size === 4 ? Math.fround(float) : float }
      : { symbol: null, value: BigInt(float) };
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
  // The address of an object is never null.
  if (
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
