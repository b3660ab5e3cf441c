/** Conversions (C11 6.3): decay, casts, assignment, conditions. Every builder folds constants. */
import type { Expr } from '../ast.ts';
import type { CType } from '../ctype.ts';
import type { ParseContext } from '../parse/context.ts';
import type { Token } from '../token.ts';
import {
  T,
  isArithmetic,
  isBool,
  isFloat,
  isInteger,
  isPointer,
  isRecord,
  isScalar,
  pointerTo,
  promote,
  typeText,
} from '../types.ts';
import { castConstant, evaluateConstant } from './constant.ts';
import type { FloatValue } from './fold-float.ts';
import { complexCast, complexTruth } from './complex.ts';
import { elementType, isComplex, isVector } from './elements.ts';
import { reinterpret } from './vectors.ts';

export const intConstant = (value: bigint | number, type: CType, at: Token): Expr => ({
  op: 'int',
  type,
  at,
  value: BigInt(value),
});

/** A floating constant of the precision that its type has. */
export const floatConstant = (value: FloatValue, type: CType, at: Token): Expr => ({
  op: 'float',
  type,
  at,
  value: value.float,
  ...(value.extended !== undefined && { extended: value.extended }),
});

/** Something that has an address (or is a bit-field of something that has one). */
export function isLvalue(e: Expr): boolean {
  switch (e.op) {
    case 'local':
    case 'deref':
    case 'literal':
    case 'unsupported':
      return true;
    case 'global':
      return e.symbol.kind === 'variable';
    case 'member':
      return isLvalue(e.record);
    default:
      return false;
  }
}

/** Is the object that an lvalue names `const`, by its declaration or by the pointer to it? */
export function isConstObject(e: Expr): boolean {
  switch (e.op) {
    case 'local':
      return e.variable.isConst === true;
    case 'global':
      return e.symbol.isConst === true;
    case 'deref':
      return e.pointer.type.kind === 'pointer' && e.pointer.type.constTarget === true;
    case 'member':
      return isConstObject(e.record);
    default:
      return false;
  }
}

/** Marks the local object below an lvalue as living in memory. */
export function takeAddress(e: Expr): void {
  let inner = e;
  while (inner.op === 'member') inner = inner.record;
  if (inner.op === 'local' || inner.op === 'literal') inner.variable.addressTaken = true;
}

/** Arrays become pointers to their first element, functions pointers to themselves (6.3.2.1). */
export function decay(e: Expr): Expr {
  if (e.type.kind === 'array') {
    takeAddress(e);
    return { op: 'address', type: pointerTo(e.type.of, isConstObject(e)), at: e.at, of: e };
  }
  if (e.type.kind === 'function')
    return { op: 'address', type: pointerTo(e.type), at: e.at, of: e };
  return e;
}

/** Converts explicitly; the operand is decayed first. Throws CError if C has no such cast. */
export function cast(c: ParseContext, operand: Expr, type: CType, at: Token = operand.at): Expr {
  const e = decay(operand);
  if (type.kind === 'void') return { op: 'cast', type, at, value: e };
  if (isRecord(type) || isRecord(e.type)) {
    if (type === e.type) return e;
    if (e.op === 'unsupported') return { ...e, type };
    if (
      isComplex(type) ? isArithmetic(elementType(e.type)) : isComplex(e.type) && isArithmetic(type)
    )
      return complexCast(c, e, type, at);
    if (isVector(type) || (isVector(e.type) && isScalar(type))) return reinterpret(c, e, type, at);
    throw c.error(`cannot convert '${typeText(e.type)}' to '${typeText(type)}'`, at);
  }
  if (!isScalar(type) || !isScalar(e.type)) {
    throw c.error(`cannot convert '${typeText(e.type)}' to '${typeText(type)}'`, at);
  }
  if ((isFloat(type) && isPointer(e.type)) || (isPointer(type) && isFloat(e.type))) {
    throw c.error(`cannot convert '${typeText(e.type)}' to '${typeText(type)}'`, at);
  }
  if (e.op === 'int' || e.op === 'float') {
    const value = castConstant(evaluateConstant(e)!, e.type, type);
    if (value?.float !== undefined)
      return floatConstant({ float: value.float, extended: value.extended }, type, at);
    if (value) return { op: 'int', type, at, value: value.value };
  }
  return sameRepresentation(e.type, type) && !isBool(type)
    ? retyped(e, type, at)
    : { op: 'cast', type, at, value: e };
}

const sameRepresentation = (a: CType, b: CType) =>
  a.kind === b.kind && a.kind === 'int' && a.name === (b as typeof a).name;

/** The same value under an equal type (differing in spelling only). Lvalues stay reads. */
function retyped(e: Expr, type: CType, at: Token): Expr {
  return e.type === type && bitWidthOf(e) === undefined ? e : { op: 'cast', type, at, value: e };
}

/** The width of the bit-field whose value an expression is, which promotion looks at (6.3.1.1). */
function bitWidthOf(e: Expr): number | undefined {
  switch (e.op) {
    case 'member':
      return e.member.bitWidth;
    case 'assign':
    case 'update':
      return bitWidthOf(e.target);
    case 'comma':
      return bitWidthOf(e.second);
    default:
      return undefined;
  }
}

/** A null pointer constant: integer constant 0, or that cast to `void *`. */
export function isNullPointer(e: Expr): boolean {
  if (e.op !== 'int' || e.value !== 0n) return false;
  return isInteger(e.type) || (e.type.kind === 'pointer' && e.type.to.kind === 'void');
}

/** Converts as by assignment (6.5.16.1). `what` completes the message: "in initialisation". */
export function assignConvert(c: ParseContext, operand: Expr, type: CType, what: string): Expr {
  const e = decay(operand);
  const refuse = () =>
    c.error(
      `incompatible types ${what}: '${typeText(e.type)}' given, '${typeText(type)}' expected`,
      e.at,
    );
  const isNumber = (t: CType) => isArithmetic(t) || isComplex(t);
  if (isComplex(type) || isComplex(e.type)) {
    if (isNumber(type) && isNumber(e.type)) return cast(c, e, type);
    throw refuse();
  }
  if (isRecord(type)) {
    if (e.type !== type) throw refuse();
    return e;
  }
  if (isBool(type) && isScalar(e.type)) return cast(c, e, type);
  if (isArithmetic(type)) {
    if (isArithmetic(e.type)) return cast(c, e, type);
    // gcc accepts a pointer for an integer with a warning; real programs rely on it.
    if (isInteger(type) && isPointer(e.type)) return cast(c, e, type);
    throw refuse();
  }
  if (isPointer(type)) {
    if (isPointer(e.type) || isInteger(e.type)) return cast(c, e, type);
    throw refuse();
  }
  throw refuse();
}

/** A scalar to be compared with zero. */
export function condition(c: ParseContext, operand: Expr): Expr {
  const e = decay(operand);
  if (isComplex(e.type)) return complexTruth(c, e);
  if (!isScalar(e.type))
    throw c.error(`used '${typeText(e.type)}' where a scalar is required`, e.at);
  return e;
}

/** Integer promotion of a value, or the value itself. */
export function promoted(c: ParseContext, operand: Expr): Expr {
  const e = decay(operand);
  if (!isInteger(e.type)) return e;
  const type = promote(e.type, bitWidthOf(e));
  return type === e.type ? e : cast(c, e, type);
}

/** Default argument promotions (6.5.2.2p6). */
export function promotedArgument(c: ParseContext, operand: Expr): Expr {
  const e = promoted(c, operand);
  return isFloat(e.type) && e.type.size === 4 ? cast(c, e, T.double) : e;
}

/** The integer value of a constant expression; throws CError with `what` if it has none. */
export function requireInteger(c: ParseContext, e: Expr, what: string): bigint {
  const value = isInteger(e.type) || isPointer(e.type) ? evaluateConstant(e) : null;
  if (!value || value.symbol || value.float !== undefined) {
    throw c.error(`${what} is not an integer constant`, e.at);
  }
  return value.value;
}
