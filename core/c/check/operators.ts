/** Typed construction of operators (C11 6.5). Throws CError where operands do not fit. */
import type { BinaryOp, Expr } from '../ast.ts';
import type { CType, Member, PointerType } from '../ctype.ts';
import { findMember } from '../layout.ts';
import type { ParseContext } from '../parse/context.ts';
import { exprText } from '../text.ts';
import type { Token } from '../token.ts';
import {
  T,
  compatible,
  isArithmetic,
  isComplete,
  isFloat,
  isInteger,
  isPointer,
  isRecord,
  isScalar,
  pointerTo,
  typeText,
  usualArithmetic,
} from '../types.ts';
import { variableSize } from '../variable-types.ts';
import { hasEffects } from '../walk.ts';
import { foldInteger, truthOf } from './constant.ts';
import { foldFloat, negateFloat, type FloatValue } from './fold-float.ts';
import {
  cast,
  condition,
  decay,
  floatConstant,
  intConstant,
  isConstObject,
  isLvalue,
  isNullPointer,
  promoted,
  takeAddress,
  assignConvert,
} from './convert.ts';
import { complexBinary, complexUnary } from './complex.ts';
import { Operands, complexOf, elementType, hasElements, isComplex, isVector } from './elements.ts';
import { vectorBinary, vectorConditional, vectorUnary } from './vectors.ts';

const SYMBOL: Record<BinaryOp, string> = {
  add: '+', sub: '-', mul: '*', div: '/', mod: '%', shl: '<<', shr: '>>', and: '&', or: '|', xor: '^',
  eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=',
}; // prettier-ignore

const COMPARISONS = new Set<BinaryOp>(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** `left operator right` with the conversions and scaling that C prescribes. */
export function binary(c: ParseContext, operator: BinaryOp, l: Expr, r: Expr, at: Token): Expr {
  const left = decay(l);
  const right = decay(r);
  const refuse = () =>
    c.error(
      `invalid operands to '${SYMBOL[operator]}': '${typeText(left.type)}' and '${typeText(right.type)}'`,
      at,
    );
  if (!isScalar(left.type) || !isScalar(right.type)) {
    if (isVector(left.type) || isVector(right.type))
      return vectorBinary(c, operator, left, right, at, refuse);
    if (isComplex(left.type) || isComplex(right.type))
      return complexBinary(c, operator, left, right, at, refuse);
    throw refuse();
  }
  if (isPointer(left.type) || isPointer(right.type))
    return pointerBinary(c, operator, left, right, at, refuse);
  if (operator === 'shl' || operator === 'shr') {
    if (!isInteger(left.type) || !isInteger(right.type)) throw refuse();
    const value = promoted(c, left);
    return fold(operator, value.type, value, promoted(c, right), at);
  }
  const type = usualArithmetic(promoted(c, left).type, promoted(c, right).type);
  if (isFloat(type) && ['mod', 'and', 'or', 'xor'].includes(operator)) throw refuse();
  const result = COMPARISONS.has(operator) ? T.int : type;
  return fold(
    operator,
    result,
    cast(c, promoted(c, left), type),
    cast(c, promoted(c, right), type),
    at,
  );
}

const floatValue = (e: Expr & { op: 'float' }): FloatValue => ({
  float: e.value,
  extended: e.extended,
});

function fold(operator: BinaryOp, type: CType, left: Expr, right: Expr, at: Token): Expr {
  if (left.op === 'int' && right.op === 'int') {
    const value = foldInteger(operator, left.type, left.value, right.value);
    if (value !== null) return intConstant(value, type, at);
  }
  // a division by zero is left to the run, as in gcc: what its result converts to differs
  if (left.op === 'float' && right.op === 'float' && !(operator === 'div' && right.value === 0)) {
    const value = foldFloat(operator, left.type, floatValue(left), floatValue(right));
    if (typeof value === 'bigint') return intConstant(value, type, at);
    if (value !== null) return floatConstant(value, type, at);
  }
  return { op: 'binary', type, at, operator, left, right };
}

function pointerBinary(
  c: ParseContext,
  operator: BinaryOp,
  left: Expr,
  right: Expr,
  at: Token,
  refuse: () => Error,
): Expr {
  if (COMPARISONS.has(operator)) {
    if (isFloat(left.type) || isFloat(right.type)) throw refuse();
    // Comparing a pointer with an integer: gcc warns and compares the address.
    const type = isPointer(left.type) ? left.type : right.type;
    return fold(operator, T.int, cast(c, left, type), cast(c, right, type), at);
  }
  if (operator === 'add' && isInteger(left.type))
    return pointerBinary(c, operator, right, left, at, refuse);
  if (!isPointer(left.type)) throw refuse();
  if (operator === 'sub' && isPointer(right.type)) {
    if (!compatible(left.type.to, right.type.to)) throw refuse();
    const size = elementSize(c, left.type, at);
    const bytes = fold('sub', T.long, cast(c, left, T.long), cast(c, right, T.long), at);
    return isOne(size) ? bytes : fold('div', T.long, bytes, size, at);
  }
  if ((operator !== 'add' && operator !== 'sub') || !isInteger(right.type)) throw refuse();
  return pointerOffset(c, operator, left, right, at);
}

/** `pointer ± index`, scaled by the element size. */
function pointerOffset(
  c: ParseContext,
  operator: 'add' | 'sub',
  pointer: Expr,
  index: Expr,
  at: Token,
): Expr {
  const offset = scaled(c, pointer.type as PointerType, index, at);
  if (offset.op === 'int' && offset.value === 0n) return pointer;
  return fold(operator, pointer.type, pointer, offset, at);
}

/** An index in bytes, as a 64-bit integer. */
function scaled(c: ParseContext, pointer: PointerType, index: Expr, at: Token): Expr {
  const size = elementSize(c, pointer, at);
  const wide = cast(c, promoted(c, index), T.long);
  return isOne(size) ? wide : fold('mul', T.long, wide, size, at);
}

const isOne = (e: Expr) => e.op === 'int' && e.value === 1n;

/** Size in bytes of what a pointer points to. GNU C counts in bytes on pointers to void and to functions. */
function elementSize(c: ParseContext, pointer: PointerType, at: Token): Expr {
  if (pointer.to.kind === 'void' || pointer.to.kind === 'function')
    return intConstant(1, T.long, at);
  if (!isComplete(pointer.to)) {
    throw c.error(`arithmetic on a pointer to incomplete type '${typeText(pointer.to)}'`, at);
  }
  const size = variableSize(pointer.to, at);
  return size ? cast(c, size, T.long) : intConstant(pointer.to.size, T.long, at);
}

export function unary(
  c: ParseContext,
  op: 'negate' | 'complement' | 'not' | 'plus',
  operand: Expr,
  at: Token,
): Expr {
  if (op === 'not' && !isVector(operand.type)) {
    const value = condition(c, operand);
    const truth = value.op === 'int' || value.op === 'float' ? truthOf(value) : null;
    if (truth !== null) return intConstant(truth ? 0 : 1, T.int, at);
    return { op: 'not', type: T.int, at, value };
  }
  const value = promoted(c, operand);
  if (isVector(value.type)) return vectorUnary(c, op, value, at);
  if (op === 'not') throw c.error('a scalar is expected', at);
  if (isComplex(value.type)) return complexUnary(c, op, value, at);
  if (!isArithmetic(value.type) || (op === 'complement' && !isInteger(value.type))) {
    throw c.error(`wrong type '${typeText(value.type)}' for this unary operator`, at);
  }
  if (op === 'plus') return cast(c, value, value.type);
  if (value.op === 'int') {
    const folded =
      op === 'negate'
        ? foldInteger('sub', value.type, 0n, value.value)
        : foldInteger('xor', value.type, value.value, -1n);
    return intConstant(folded!, value.type, at);
  }
  if (value.op === 'float') return floatConstant(negateFloat(floatValue(value)), value.type, at);
  return { op, type: value.type, at, value };
}

export function logical(c: ParseContext, and: boolean, left: Expr, right: Expr, at: Token): Expr {
  const l = condition(c, left);
  const r = condition(c, right);
  if (l.op === 'int') {
    if ((l.value !== 0n) !== and) return intConstant(and ? 0 : 1, T.int, at);
    if (r.op === 'int') return intConstant(r.value !== 0n ? 1 : 0, T.int, at);
  }
  return { op: 'logical', type: T.int, at, and, left: l, right: r };
}

/** `test ? then : otherwise` (6.5.15). */
export function conditional(
  c: ParseContext,
  test: Expr,
  then: Expr,
  otherwise: Expr,
  at: Token,
): Expr {
  if (isVector(test.type)) return vectorConditional(c, test, decay(then), decay(otherwise), at);
  const t = condition(c, test);
  let a = decay(then);
  let b = decay(otherwise);
  let type: CType;
  if (isComplex(a.type) !== isComplex(b.type) || (isComplex(a.type) && a.type !== b.type)) {
    const common = [a.type, b.type].map(elementType);
    if (common.every(isArithmetic)) {
      const complex = complexOf(usualArithmetic(common[0], common[1]));
      [a, b] = [cast(c, a, complex), cast(c, b, complex)];
    }
  }
  if (isArithmetic(a.type) && isArithmetic(b.type)) {
    a = promoted(c, a);
    b = promoted(c, b);
    type = usualArithmetic(a.type, b.type);
  } else if (a.type.kind === 'void' || b.type.kind === 'void') {
    type = T.void;
  } else if (isRecord(a.type) && a.type === b.type) {
    type = a.type;
  } else if (isPointer(a.type) || isPointer(b.type)) {
    type = pointerComposite(a, b);
  } else {
    throw c.error(
      `type mismatch in conditional: '${typeText(a.type)}' and '${typeText(b.type)}'`,
      at,
    );
  }
  if (!isRecord(type)) {
    a = cast(c, a, type);
    b = cast(c, b, type);
  }
  if (t.op === 'int') return t.value !== 0n ? a : b;
  return { op: 'conditional', type, at, condition: t, then: a, otherwise: b };
}

function pointerComposite(a: Expr, b: Expr): CType {
  if (!isPointer(a.type)) return b.type;
  if (!isPointer(b.type)) return a.type;
  if (isNullPointer(a)) return b.type;
  if (isNullPointer(b)) return a.type;
  const constTarget = a.type.constTarget === true || b.type.constTarget === true;
  const volatileTarget = a.type.volatileTarget === true || b.type.volatileTarget === true;
  const to =
    a.type.to.kind === 'void' ? a.type.to : b.type.to.kind === 'void' ? b.type.to : a.type.to;
  return pointerTo(to, constTarget, volatileTarget);
}

export function dereference(c: ParseContext, operand: Expr, at: Token): Expr {
  const pointer = decay(operand);
  if (!isPointer(pointer.type)) {
    throw c.error(`cannot dereference a value of type '${typeText(pointer.type)}'`, at);
  }
  if (pointer.op === 'address' && compatible(pointer.of.type, pointer.type.to)) return pointer.of;
  return { op: 'deref', type: pointer.type.to, at, pointer };
}

export function addressOf(c: ParseContext, e: Expr, at: Token): Expr {
  if (e.type.kind === 'function') return decay(e);
  if (!isLvalue(e) && !isRecord(e.type)) throw c.error('lvalue required as operand of unary &', at);
  if (e.op === 'member' && e.member.bitWidth !== undefined) {
    throw c.error(`cannot take the address of bit-field '${e.member.name ?? ''}'`, at);
  }
  takeAddress(e);
  if (e.op === 'deref') return cast(c, e.pointer, pointerTo(e.type, isConstObject(e)), at);
  return { op: 'address', type: pointerTo(e.type, isConstObject(e)), at, of: e };
}

/** `record.name`, through anonymous members; one `member` node per step so that the path is known. */
export function memberAccess(c: ParseContext, record: Expr, name: string, at: Token): Expr {
  if (!isRecord(record.type)) {
    throw c.error(`request for member '${name}' in something that is no struct or union`, at);
  }
  if (!record.type.complete) throw c.error(`'${typeText(record.type)}' is incomplete here`, at);
  const found = findMember(record.type, name);
  if (!found) throw c.error(`'${typeText(record.type)}' has no member named '${name}'`, at);
  return found.path.reduce<Expr>((e, member) => memberNode(e, member, at), record);
}

export const memberNode = (record: Expr, member: Member, at: Token): Expr => ({
  op: 'member',
  type: member.type,
  at,
  record,
  member,
  offset: member.offset,
});

/** `target = value`. */
export function assign(c: ParseContext, target: Expr, value: Expr, at: Token): Expr {
  requireModifiable(c, target, at);
  return {
    op: 'assign',
    type: target.type,
    at,
    target,
    value: assignConvert(c, value, target.type, 'in assignment'),
  };
}

/** `target op= value`, `++target`, `target++` … */
export function update(
  c: ParseContext,
  operator: BinaryOp,
  target: Expr,
  operand: Expr,
  post: boolean,
  at: Token,
): Expr {
  requireModifiable(c, target, at);
  const right = decay(operand);
  const refuse = () =>
    c.error(
      `invalid operands to '${SYMBOL[operator]}=': '${typeText(target.type)}' and '${typeText(right.type)}'`,
      at,
    );
  if (isPointer(target.type)) {
    if ((operator !== 'add' && operator !== 'sub') || !isInteger(right.type)) throw refuse();
    const value = scaled(c, target.type, right, at);
    return {
      op: 'update',
      type: target.type,
      at,
      target,
      operator,
      value,
      computeType: target.type,
      post,
    };
  }
  if (hasElements(target.type) || hasElements(right.type))
    return updateElements(c, operator, target, right, post, at);
  if (!isArithmetic(target.type) || !isArithmetic(right.type)) throw refuse();
  const isShift = operator === 'shl' || operator === 'shr';
  const left = promoted(c, target).type;
  const computeType = isShift ? left : usualArithmetic(left, promoted(c, right).type);
  if (isFloat(computeType) && (isShift || ['mod', 'and', 'or', 'xor'].includes(operator)))
    throw refuse();
  const value = isShift ? promoted(c, right) : cast(c, promoted(c, right), computeType);
  return { op: 'update', type: target.type, at, target, operator, value, computeType, post };
}

/** As `update`, where one is a vector or a complex number: an assignment to what is looked up once. */
function updateElements(
  c: ParseContext,
  operator: BinaryOp,
  target: Expr,
  operand: Expr,
  post: boolean,
  at: Token,
): Expr {
  const operands = new Operands(c);
  const object = hasEffects(target)
    ? dereference(c, operands.keep(addressOf(c, target, at)), at)
    : target;
  if (!post)
    return operands.before(assign(c, object, binary(c, operator, object, operand, at), at));
  const { type } = object;
  const variable = c.addLocal('', type, at);
  variable.addressTaken = true;
  const old: Expr = { op: 'local', type, at, variable };
  const kept: Expr = { op: 'assign', type, at, target: old, value: object };
  const store = assign(c, object, binary(c, operator, kept, operand, at), at);
  return operands.before({ op: 'comma', type, at, first: store, second: old });
}

function requireModifiable(c: ParseContext, target: Expr, at: Token): void {
  if (!isLvalue(target) || target.type.kind === 'array' || target.type.kind === 'function') {
    throw c.error('lvalue required as left operand of assignment', at);
  }
  if (isConstObject(target)) throw c.error(`assignment of read-only '${exprText(target)}'`, at);
  if (!isComplete(target.type))
    throw c.error(`assignment to incomplete type '${typeText(target.type)}'`, at);
}
