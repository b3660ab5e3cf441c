/** GNU C's vectors: every operator element by element, comparisons giving 0 and -1. */
import type { BinaryOp, Expr } from '../ast.ts';
import type { CType, RecordType } from '../ctype.ts';
import type { ParseContext } from '../parse/context.ts';
import type { Token } from '../token.ts';
import { T, isInteger, isScalar, pointerTo, typeText } from '../types.ts';
import { cast, decay, intConstant, isLvalue, takeAddress } from './convert.ts';
import {
  Operands,
  element,
  elementCount,
  elementType,
  fromElements,
  isVector,
  vectorOf,
} from './elements.ts';
import { binary, conditional, dereference, unary } from './operators.ts';

const COMPARISONS = new Set<BinaryOp>(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);
const SIGNED: Record<number, CType> = { 1: T.schar, 2: T.short, 4: T.int, 8: T.long, 16: T.int128 };

/** What a comparison of vectors gives: integers of the elements' size. */
const maskOf = (type: RecordType): RecordType =>
  vectorOf(SIGNED[elementType(type).size], type.size);

const indexes = (type: RecordType) => Array.from({ length: elementCount(type) }, (_, i) => i);

/** `left operator right`, one of them a vector; throws CError where they do not fit. */
export function vectorBinary(
  c: ParseContext,
  operator: BinaryOp,
  left: Expr,
  right: Expr,
  at: Token,
  refuse: () => Error,
): Expr {
  const type = (isVector(left.type) ? left.type : right.type) as RecordType;
  const of = elementType(type);
  const isShift = operator === 'shl' || operator === 'shr';
  for (const { type: other } of [left, right]) {
    const fits = isVector(other)
      ? other === type ||
        (elementCount(other) === elementCount(type) &&
          elementType(other).size === of.size &&
          isInteger(elementType(other)) &&
          isInteger(of))
      : isScalar(other) && other.kind !== 'pointer';
    if (!fits) throw refuse();
  }
  const operands = new Operands(c);
  const [a, b] = [left, right].map((operand) => {
    const kept = operands.keep(isVector(operand.type) ? operand : cast(c, operand, of));
    return (i: number) => (isVector(kept.type) ? element(kept, i) : kept);
  });
  const isComparison = COMPARISONS.has(operator);
  const result = isComparison ? maskOf(type) : isVector(left.type) ? left.type : type;
  const values = indexes(type).map((i) => {
    const right = isShift || !isComparison ? b(i) : cast(c, b(i), of);
    const value = binary(c, operator, a(i), right, at);
    return cast(c, isComparison ? unary(c, 'negate', value, at) : value, elementType(result));
  });
  return operands.before(fromElements(c, result, values, at));
}

export function vectorUnary(
  c: ParseContext,
  op: 'negate' | 'complement' | 'plus' | 'not',
  operand: Expr,
  at: Token,
): Expr {
  const type = operand.type as RecordType;
  if (op === 'plus') return operand;
  if (op === 'not') return binary(c, 'eq', operand, intConstant(0, T.int, at), at);
  const operands = new Operands(c);
  const kept = operands.keep(operand);
  const values = indexes(type).map((i) =>
    cast(c, unary(c, op, element(kept, i), at), elementType(type)),
  );
  return operands.before(fromElements(c, type, values, at));
}

/** `test ? then : otherwise`, chosen for each element by a vector of integers. */
export function vectorConditional(
  c: ParseContext,
  test: Expr,
  then: Expr,
  otherwise: Expr,
  at: Token,
): Expr {
  const type = [then.type, otherwise.type].find(isVector) ?? (test.type as RecordType);
  if (elementCount(type) !== elementCount(test.type))
    throw c.error(`'${typeText(test.type)}' cannot choose among '${typeText(type)}'`, at);
  const operands = new Operands(c);
  const mask = operands.keep(test);
  const [a, b] = [then, otherwise].map((operand) => {
    const kept = operands.keep(
      isVector(operand.type) ? operand : cast(c, operand, elementType(type)),
    );
    return (i: number) => (isVector(kept.type) ? element(kept, i) : kept);
  });
  const values = indexes(type).map((i) =>
    cast(c, conditional(c, element(mask, i), a(i), b(i), at), elementType(type)),
  );
  return operands.before(fromElements(c, type, values, at));
}

/** `vector[index]` */
export function subscript(c: ParseContext, vector: Expr, index: Expr, at: Token): Expr {
  const type = vector.type as RecordType;
  const i = decay(index);
  if (i.op === 'int' && i.value >= 0n && i.value < elementCount(type))
    return element(vector, Number(i.value));
  const operands = new Operands(c);
  const object = isLvalue(vector) ? vector : operands.keep(vector);
  takeAddress(object);
  const first = element(object, 0);
  const pointer: Expr = { op: 'address', type: pointerTo(elementType(type)), at, of: first };
  return operands.before(dereference(c, binary(c, 'add', pointer, i, at), at));
}

/** The bytes of a value as those of a vector, or of a vector as those of another type of its size. */
export function reinterpret(c: ParseContext, operand: Expr, type: CType, at: Token): Expr {
  if (operand.type.size !== type.size || !(isScalar(operand.type) || isVector(operand.type)))
    throw c.error(`cannot convert '${typeText(operand.type)}' to '${typeText(type)}'`, at);
  if (!c.function) throw c.error('initialiser element is not constant', at);
  const variable = c.addLocal('', operand.type, at);
  variable.addressTaken = true;
  const object: Expr = { op: 'local', type: operand.type, at, variable };
  const first: Expr = { op: 'assign', type: operand.type, at, target: object, value: operand };
  const address: Expr = { op: 'address', type: pointerTo(operand.type), at, of: object };
  const second: Expr = {
    op: 'deref',
    type,
    at,
    pointer: { op: 'cast', type: pointerTo(type), at, value: address },
  };
  return { op: 'comma', type, at, first, second };
}

/** `__builtin_shuffle(vector, mask)` and `__builtin_shuffle(one, other, mask)`; throws CError. */
export function shuffle(c: ParseContext, args: readonly Expr[], at: Token): Expr {
  const mask = args.at(-1);
  const sources = args.slice(0, -1);
  const type = sources[0]?.type;
  if (!mask || !type || sources.length > 2 || ![...args].every((arg) => isVector(arg.type)))
    throw c.error(`wrong arguments for '${at.text}'`, at);
  const operands = new Operands(c);
  const count = elementCount(type);
  const kept = sources.map((source) => operands.keep(source));
  const chosen = operands.keep(mask);
  const values = indexes(type as RecordType).map((i) => {
    const last = intConstant(count * kept.length - 1, T.int, at);
    const index = binary(c, 'and', cast(c, element(chosen, i), T.int), last, at);
    const own = binary(c, 'and', index, intConstant(count - 1, T.int, at), at);
    const picked = kept.map((source) => subscript(c, source, own, at));
    if (picked.length === 1) return picked[0];
    const isFirst = binary(c, 'lt', index, intConstant(count, T.int, at), at);
    return conditional(c, isFirst, picked[0], picked[1], at);
  });
  const result = values.map((value) => cast(c, value, elementType(type)));
  return operands.before(fromElements(c, type as RecordType, result, at));
}

/** `__builtin_convertvector(vector, type)` */
export function convertVector(c: ParseContext, operand: Expr, type: CType, at: Token): Expr {
  const vector = decay(operand);
  const fits = isVector(vector.type) && isVector(type);
  if (!fits || elementCount(vector.type) !== elementCount(type))
    throw c.error(`cannot convert '${typeText(vector.type)}' to '${typeText(type)}'`, at);
  const operands = new Operands(c);
  const kept = operands.keep(vector);
  const values = indexes(type).map((i) => cast(c, element(kept, i), elementType(type)));
  return operands.before(fromElements(c, type, values, at));
}
