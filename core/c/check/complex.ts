/** Complex numbers (C11 6.2.5p13, Annex G without its infinities), of integers too as in GNU C. */
import type { BinaryOp, Expr } from '../ast.ts';
import type { CType, RecordType } from '../ctype.ts';
import type { ParseContext } from '../parse/context.ts';
import type { Token } from '../token.ts';
import { T, isArithmetic, isFloat, usualArithmetic } from '../types.ts';
import { cast, intConstant, promoted } from './convert.ts';
import { Operands, complexOf, element, elementType, fromElements, isComplex } from './elements.ts';
import { binary, conditional, logical, unary } from './operators.ts';

const zero = (c: ParseContext, type: CType, at: Token) => cast(c, intConstant(0, T.int, at), type);

/** A number's real part, and its imaginary one: null for a number that has none. */
interface Parts {
  re: Expr;
  im: Expr | null;
}

/** Both operands in their common type, each of them evaluated once. */
function partsOf(c: ParseContext, operands: Operands, e: Expr, of: CType): Parts {
  const kept = operands.keep(e);
  if (!isComplex(kept.type)) return { re: cast(c, kept, of), im: null };
  return { re: cast(c, element(kept, 0), of), im: cast(c, element(kept, 1), of) };
}

/** The type of the parts of the result of an operator; throws what `refuse` makes for other types. */
function common(c: ParseContext, left: Expr, right: Expr, refuse: () => Error): CType {
  const [a, b] = [left, right].map((e) => {
    const type = isComplex(e.type) ? elementType(e.type) : e.type;
    if (!isArithmetic(type)) throw refuse();
    return isComplex(e.type) ? type : promoted(c, e).type;
  });
  return usualArithmetic(a, b);
}

/** `left operator right`, one of them complex. */
export function complexBinary(
  c: ParseContext,
  operator: BinaryOp,
  left: Expr,
  right: Expr,
  at: Token,
  refuse: () => Error,
): Expr {
  const of = common(c, left, right, refuse);
  const operands = new Operands(c);
  const a = partsOf(c, operands, left, of);
  const b = partsOf(c, operands, right, of);
  const op = (name: BinaryOp, x: Expr, y: Expr) => binary(c, name, x, y, at);
  const done = (re: Expr, im: Expr) =>
    operands.before(
      fromElements(
        c,
        complexOf(of),
        [re, im].map((e) => cast(c, e, of)),
        at,
      ),
    );
  switch (operator) {
    case 'eq':
    case 'ne': {
      const none = zero(c, of, at);
      const im = op(operator, a.im ?? none, b.im ?? none);
      return operands.before(logical(c, operator === 'eq', op(operator, a.re, b.re), im, at));
    }
    case 'add':
      return done(op('add', a.re, b.re), a.im && b.im ? op('add', a.im, b.im) : (a.im ?? b.im)!);
    case 'sub': {
      const im = a.im ? (b.im ? op('sub', a.im, b.im) : a.im) : unary(c, 'negate', b.im!, at);
      return done(op('sub', a.re, b.re), im);
    }
    case 'mul':
      if (!b.im) return done(op('mul', a.re, b.re), op('mul', a.im!, b.re));
      if (!a.im) return done(op('mul', a.re, b.re), op('mul', a.re, b.im));
      return done(
        op('sub', op('mul', a.re, b.re), op('mul', a.im, b.im)),
        op('add', op('mul', a.re, b.im), op('mul', a.im, b.re)),
      );
    case 'div': {
      if (!b.im) return done(op('div', a.re, b.re), op('div', a.im!, b.re));
      const [re, im] = quotient(c, operands, a, { re: b.re, im: b.im }, of, at);
      return done(re, im);
    }
    default:
      throw refuse();
  }
}

/** The parts of a / b as gcc's library computes them: floats in double, others by Smith's way. */
function quotient(
  c: ParseContext,
  operands: Operands,
  a: Parts,
  b: { re: Expr; im: Expr },
  of: CType,
  at: Token,
): [Expr, Expr] {
  const op = (name: BinaryOp, x: Expr, y: Expr) => binary(c, name, x, y, at);
  const numerator = { re: a.re, im: a.im ?? zero(c, of, at) };
  if (isFloat(of) && of.size === 4) {
    const double = (e: Expr) => cast(c, e, T.double);
    const [ar, ai, br, bi] = [numerator.re, numerator.im, b.re, b.im].map(double);
    const below = operands.keep(op('add', op('mul', br, br), op('mul', bi, bi)));
    return [
      op('div', op('add', op('mul', ar, br), op('mul', ai, bi)), below),
      op('div', op('sub', op('mul', ai, br), op('mul', ar, bi)), below),
    ];
  }
  const size = (e: Expr) =>
    conditional(c, op('lt', e, zero(c, of, at)), unary(c, 'negate', e, at), e, at);
  const steep = operands.keep(op('lt', size(b.re), size(b.im)));
  const pick = (x: Expr, y: Expr) => conditional(c, steep, x, y, at);
  const ratio = operands.keep(pick(op('div', b.re, b.im), op('div', b.im, b.re)));
  const below = operands.keep(
    pick(op('add', op('mul', b.re, ratio), b.im), op('add', op('mul', b.im, ratio), b.re)),
  );
  const { re, im } = numerator;
  const top = pick(op('add', op('mul', re, ratio), im), op('add', op('mul', im, ratio), re));
  const side = pick(op('sub', op('mul', im, ratio), re), op('sub', im, op('mul', re, ratio)));
  return [op('div', top, below), op('div', side, below)];
}

/** `-z`, `+z`, and GNU C's `~z`: the conjugate. */
export function complexUnary(
  c: ParseContext,
  op: 'negate' | 'complement' | 'plus',
  operand: Expr,
  at: Token,
): Expr {
  if (op === 'plus') return operand;
  const operands = new Operands(c);
  const kept = operands.keep(operand);
  const type = operand.type as RecordType;
  const re = element(kept, 0);
  const values = [op === 'negate' ? unary(c, 'negate', re, at) : re];
  values.push(unary(c, 'negate', element(kept, 1), at));
  const of = elementType(type);
  return operands.before(
    fromElements(
      c,
      type,
      values.map((e) => cast(c, e, of)),
      at,
    ),
  );
}

/** Is the number not zero? */
export function complexTruth(c: ParseContext, operand: Expr): Expr {
  return complexBinary(c, 'ne', operand, intConstant(0, T.int, operand.at), operand.at, () =>
    c.error('a complex number is expected', operand.at),
  );
}

/** To a complex type, or from one. */
export function complexCast(c: ParseContext, operand: Expr, type: CType, at: Token): Expr {
  if (!isComplex(type)) {
    if (type.kind === 'int' && type.rank === 0) return cast(c, complexTruth(c, operand), type);
    const operands = new Operands(c);
    return operands.before(cast(c, element(operands.keep(operand), 0), type));
  }
  const of = elementType(type);
  if (!isComplex(operand.type))
    return fromElements(c, type, [cast(c, operand, of), zero(c, of, at)], at);
  const operands = new Operands(c);
  const kept = operands.keep(operand);
  const values = [0, 1].map((i) => cast(c, element(kept, i), of));
  return operands.before(fromElements(c, type, values, at));
}

/** GNU `__real__ value`, `__imag__ value`: an lvalue of one. */
export function complexPart(c: ParseContext, operand: Expr, imaginary: boolean, at: Token): Expr {
  if (isComplex(operand.type)) return element(operand, imaginary ? 1 : 0);
  if (!isArithmetic(operand.type)) throw c.error('a number is expected', at);
  return imaginary ? zero(c, operand.type, at) : operand;
}
