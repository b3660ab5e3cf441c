/** Expressions by precedence (C11 6.5), built through `core/c/check`. */
import type { BinaryOp, Expr } from '../ast.ts';
import { cast, decay, intConstant } from '../check/convert.ts';
import { complexPart } from '../check/complex.ts';
import { isVector } from '../check/elements.ts';
import { subscript } from '../check/vectors.ts';
import {
  addressOf,
  assign,
  binary,
  conditional,
  dereference,
  logical,
  memberAccess,
  unary,
  update,
} from '../check/operators.ts';
import { call } from '../check/call.ts';
import { TokenKind, type Token } from '../token.ts';
import type { CType } from '../ctype.ts';
import { T, compatible, isComplete, typeText } from '../types.ts';
import { variableSize } from '../variable-types.ts';
import { hasEffects } from '../walk.ts';
import type { ParseContext } from './context.ts';
import { parseTypeName } from './declarators.ts';
import { parsePrimary, parseCompoundLiteral, unionLiteral } from './primary.ts';
import { startsType } from './specifiers.ts';
import { parseLabelAddress } from './statements.ts';

/** An expression with commas. */
export function parseExpression(c: ParseContext): Expr {
  let e = parseAssignment(c);
  while (c.is(',')) {
    const at = c.next();
    const second = decay(parseAssignment(c));
    e = { op: 'comma', type: second.type, at, first: e, second };
  }
  return e;
}

const ASSIGN_OPS: Record<string, BinaryOp> = {
  '+=': 'add', '-=': 'sub', '*=': 'mul', '/=': 'div', '%=': 'mod', '<<=': 'shl', '>>=': 'shr', '&=': 'and',
  '|=': 'or', '^=': 'xor',
}; // prettier-ignore

/** An assignment expression: no commas. */
export function parseAssignment(c: ParseContext): Expr {
  const target = parseConditional(c);
  if (c.token.kind !== TokenKind.punctuator) return target;
  if (c.is('=')) {
    const at = c.next();
    return assign(c, target, parseAssignment(c), at);
  }
  const operator = Object.hasOwn(ASSIGN_OPS, c.token.text) ? ASSIGN_OPS[c.token.text] : undefined;
  if (operator === undefined) return target;
  const at = c.next();
  return update(c, operator, target, parseAssignment(c), false, at);
}

/** A conditional expression: what a constant expression may be. */
export function parseConditional(c: ParseContext): Expr {
  const test = parseBinary(c, 1);
  if (!c.is('?')) return test;
  const at = c.next();
  if (c.accept(':')) {
    // GNU `a ?: b`: `a` is evaluated once, kept in a temporary.
    const otherwise = parseConditional(c);
    return shortConditional(c, test, otherwise, at);
  }
  const then = parseExpression(c);
  c.expect(':');
  return conditional(c, test, then, parseConditional(c), at);
}

function shortConditional(c: ParseContext, test: Expr, otherwise: Expr, at: Token): Expr {
  const value = decay(test);
  if (value.op === 'int' || c.function === null) return conditional(c, value, value, otherwise, at);
  const variable = c.addLocal('', value.type, at);
  const local: Expr = { op: 'local', type: value.type, at, variable };
  const kept: Expr = { op: 'assign', type: value.type, at, target: local, value };
  return conditional(c, kept, local, otherwise, at);
}

const PRECEDENCE: Record<string, number> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8,
  '>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10,
}; // prettier-ignore

const BINARY_OPS: Record<string, BinaryOp> = {
  '|': 'or', '^': 'xor', '&': 'and', '==': 'eq', '!=': 'ne', '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge',
  '<<': 'shl', '>>': 'shr', '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%': 'mod',
}; // prettier-ignore

function precedence(token: Token): number {
  return token.kind === TokenKind.punctuator ? (PRECEDENCE[token.text] ?? 0) : 0;
}

function parseBinary(c: ParseContext, minimum: number): Expr {
  let left = parseCast(c);
  for (;;) {
    const at = c.token;
    const level = precedence(at);
    if (level < minimum || level === 0) return left;
    c.next();
    const right = parseBinary(c, level + 1);
    if (at.text === '&&' || at.text === '||') left = logical(c, at.text === '&&', left, right, at);
    else left = binary(c, BINARY_OPS[at.text], left, right, at);
  }
}

/** A cast or unary expression. */
export function parseCast(c: ParseContext): Expr {
  const first = c.peek(1).text === '__extension__' ? c.peek(2) : c.peek(1);
  if (!c.is('(') || !startsType(c, first)) return parseUnary(c);
  const at = c.next();
  return withSizes(c, () => {
    const type = parseTypeName(c);
    c.expect(')');
    if (c.is('{')) return parsePostfix(c, parseCompoundLiteral(c, type, at));
    return castTo(c, parseCast(c), type, at);
  });
}

/** GNU C: a cast to a union gives one with the member of the value's type set. */
function castTo(c: ParseContext, operand: Expr, type: CType, at: Token): Expr {
  if (type.kind !== 'union' || operand.type === type) return cast(c, operand, type, at);
  const value = decay(operand);
  const member = type.members.find(
    (m) => m.bitWidth === undefined && compatible(m.type, value.type),
  );
  if (!member)
    throw c.error(`'${typeText(type)}' has no member of type '${typeText(value.type)}'`, at);
  return unionLiteral(c, type, member, value, at);
}

/** What a type that was read needs computed comes before the expression it was read for. */
export function withSizes(c: ParseContext, parse: () => Expr): Expr {
  const before = c.pendingSizes;
  c.pendingSizes = [];
  let e = parse();
  for (const size of c.pendingSizes.reverse())
    e = { op: 'comma', type: e.type, at: e.at, first: size, second: e };
  c.pendingSizes = before;
  return e;
}

function parseUnary(c: ParseContext): Expr {
  const at = c.token;
  if (at.kind === TokenKind.punctuator) {
    switch (at.text) {
      case '++':
      case '--': {
        c.next();
        const target = parseUnary(c);
        return update(
          c,
          at.text === '++' ? 'add' : 'sub',
          target,
          intConstant(1, T.int, at),
          false,
          at,
        );
      }
      case '&':
        c.next();
        return addressOf(c, parseCast(c), at);
      case '*':
        c.next();
        return dereference(c, parseCast(c), at);
      case '+':
        c.next();
        return unary(c, 'plus', parseCast(c), at);
      case '-':
        c.next();
        return unary(c, 'negate', parseCast(c), at);
      case '~':
        c.next();
        return unary(c, 'complement', parseCast(c), at);
      case '!':
        c.next();
        return unary(c, 'not', parseCast(c), at);
      case '&&':
        c.next();
        return parseLabelAddress(c, at);
    }
  } else if (at.kind === TokenKind.identifier) {
    switch (at.text) {
      case 'sizeof':
        return parseSizeof(c);
      case '_Alignof':
      case '__alignof__':
      case '__alignof':
        return parseAlignof(c);
      case '__extension__':
        c.next();
        return parseCast(c);
      case '__real__':
      case '__real':
      case '__imag__':
      case '__imag':
        return parsePart(c);
    }
  }
  return parsePostfix(c, parsePrimary(c));
}

/** GNU `__real__ value`, `__imag__ value`. */
function parsePart(c: ParseContext): Expr {
  const at = c.next();
  return complexPart(c, parseCast(c), at.text.startsWith('__imag'), at);
}

const parseSizeof = (c: ParseContext): Expr => withSizes(c, () => parseSizeofOperand(c));

function parseSizeofOperand(c: ParseContext): Expr {
  const at = c.next();
  let type;
  if (c.is('(') && startsType(c, c.peek(1))) {
    c.next();
    type = parseTypeName(c);
    c.expect(')');
    if (c.is('{')) type = parsePostfix(c, parseCompoundLiteral(c, type, at)).type;
  } else {
    const operand = parseUnary(c);
    if (operand.op === 'member' && operand.member.bitWidth !== undefined) {
      throw c.error('sizeof applied to a bit-field', at);
    }
    type = operand.type;
    const size = variableSize(type, at);
    // the only operand of sizeof that is evaluated
    if (size && hasEffects(operand))
      return { op: 'comma', type: size.type, at, first: decay(operand), second: size };
  }
  const size = variableSize(type, at);
  if (size) return size;
  const counted = type.kind === 'void' || type.kind === 'function' || isComplete(type);
  if (!counted) throw c.error(`sizeof applied to incomplete type '${typeText(type)}'`, at);
  return intConstant(type.size, T.ulong, at);
}

function parseAlignof(c: ParseContext): Expr {
  const at = c.next();
  if (c.is('(') && startsType(c, c.peek(1))) {
    c.next();
    return withSizes(c, () => {
      const type = parseTypeName(c);
      c.expect(')');
      return intConstant(type.align, T.ulong, at);
    });
  }
  const operand = parseUnary(c);
  const declared =
    operand.op === 'local'
      ? operand.variable.align
      : operand.op === 'global'
        ? operand.symbol.align
        : 0;
  return intConstant(Math.max(declared, operand.type.align), T.ulong, at);
}

/** Subscripts, calls, members and postfix increments after `e`. */
export function parsePostfix(c: ParseContext, e: Expr): Expr {
  for (;;) {
    const at = c.token;
    if (at.kind !== TokenKind.punctuator) return e;
    switch (at.text) {
      case '[': {
        c.next();
        const index = parseExpression(c);
        c.expect(']');
        e = isVector(e.type)
          ? subscript(c, e, index, at)
          : dereference(c, binary(c, 'add', e, index, at), at);
        break;
      }
      case '(':
        c.next();
        e = call(c, e, parseArguments(c), at);
        break;
      case '.':
        c.next();
        e = parseMemberName(c, e, at);
        break;
      case '->':
        c.next();
        e = parseMemberName(c, dereference(c, e, at));
        break;
      case '++':
      case '--':
        c.next();
        e = update(c, at.text === '++' ? 'add' : 'sub', e, intConstant(1, T.int, at), true, at);
        break;
      default:
        return e;
    }
  }
}

/** The member of `record` that is named at the cursor; `at`: the place of the result, else the name's. */
export function parseMemberName(c: ParseContext, record: Expr, at?: Token): Expr {
  const name = c.expectIdentifier('member name');
  const e = memberAccess(c, record, name.text, at ?? name);
  if (e.op === 'member') c.listener?.member(name, e.member, 'use', e);
  return e;
}

/** Arguments after `(`, up to and including `)`. */
export function parseArguments(c: ParseContext): Expr[] {
  const args: Expr[] = [];
  if (c.accept(')')) return args;
  do {
    args.push(parseAssignment(c));
  } while (c.accept(','));
  c.expect(')', 'at the end of the arguments');
  return args;
}
