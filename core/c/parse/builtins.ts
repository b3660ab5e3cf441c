/** gcc's `__builtin_*` and atomic builtins, as far as the kernel and ordinary programs use them. */
import type { BinaryOp, Expr } from '../ast.ts';
import { call } from '../check/call.ts';
import { complexPart, complexUnary } from '../check/complex.ts';
import { evaluateConstant } from '../check/constant.ts';
import { complexOf, fromElements } from '../check/elements.ts';
import { convertVector, shuffle } from '../check/vectors.ts';
import { cast, decay, intConstant, requireInteger, takeAddress } from '../check/convert.ts';
import { assign, dereference, update, binary } from '../check/operators.ts';
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import {
  T,
  compatible,
  isInteger,
  isPointer,
  isRecord,
  pointerTo,
  typeText,
  usualArithmetic,
} from '../types.ts';
import { hasEffects } from '../walk.ts';
import { hasAttribute, skipParentheses } from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseTypeName } from './declarators.ts';
import {
  parseArguments,
  parseAssignment,
  parseExpression,
  parseMemberName,
  withSizes,
} from './expressions.ts';
import { floatBuiltin } from './float-builtins.ts';
import { isJump, jumpBuiltin } from './jumps.ts';
import { knownFunction } from './known-functions.ts';
import { literalBytes } from './primary.ts';
import { startsType } from './specifiers.ts';

/** Reads a builtin at the cursor; null when the name there is none (nothing is consumed then). */
export function parseBuiltin(c: ParseContext): Expr | null {
  const at = c.token;
  const name = at.text.startsWith('__builtin_') ? at.text.slice(10) : at.text;
  if (c.peek(1).text === '(' && isJump(at.text)) {
    c.next();
    c.next();
    return jumpBuiltin(c, at, parseArguments(c));
  }
  if (name === at.text && name !== 'alloca' && !/^__(sync|atomic)_/.test(name)) return null;
  if (c.peek(1).text !== '(') return null;
  const special = SPECIAL[name];
  if (special) {
    c.next();
    c.expect('(');
    const e = special(c, at);
    c.expect(')');
    return e;
  }
  const atomic = /^__(?:sync|atomic)_(.*)$/.exec(name);
  if (atomic) return parseAtomic(c, at, atomic[1], name.startsWith('__sync'));
  return parseSimple(c, at, name);
}

type Special = (c: ParseContext, at: Token) => Expr;
const comma = (c: ParseContext) => c.expect(',');

const SPECIAL: Record<string, Special> = {
  types_compatible_p(c, at) {
    const a = parseTypeName(c);
    comma(c);
    return intConstant(compatible(a, parseTypeName(c), true) ? 1 : 0, T.int, at);
  },
  choose_expr(c) {
    const test = requireInteger(c, parseAssignment(c), 'first argument of __builtin_choose_expr');
    comma(c);
    const then = parseAssignment(c);
    comma(c);
    const otherwise = parseAssignment(c);
    return test !== 0n ? then : otherwise;
  },
  has_attribute(c, at) {
    const declared = startsType(c) ? parseTypeName(c) : declaredBy(parseAssignment(c));
    comma(c);
    const name = c.expectIdentifier('attribute name').text;
    if (c.is('(')) skipParentheses(c);
    return intConstant(hasAttribute(declared, name) ? 1 : 0, T.int, at);
  },
  constant_p(c, at) {
    const e = decay(parseExpression(c));
    const value = evaluateConstant(e);
    const isString = value?.symbol?.name.startsWith('.string') ?? false;
    return intConstant(value && (!value.symbol || isString) ? 1 : 0, T.int, at);
  },
  offsetof(c, at) {
    const type = parseTypeName(c);
    if (!isRecord(type))
      throw c.error(`offsetof of '${typeText(type)}', which is no struct or union`, at);
    comma(c);
    let e: Expr = { op: 'deref', type, at, pointer: intConstant(0, pointerTo(type), at) };
    e = parseMemberName(c, e, at);
    while (c.is('.') || c.is('[')) {
      if (c.accept('.')) e = parseMemberName(c, e, at);
      else {
        c.next();
        e = dereference(c, binary(c, 'add', e, parseExpression(c), at), at);
        c.expect(']');
      }
    }
    return cast(c, { op: 'address', type: pointerTo(e.type), at, of: e }, T.ulong);
  },
  convertvector(c, at) {
    const vector = parseAssignment(c);
    comma(c);
    return convertVector(c, vector, parseTypeName(c), at);
  },
  va_arg(c, at) {
    const list = decay(parseAssignment(c));
    comma(c);
    return withSizes(c, () => ({ op: 'va_arg', type: parseTypeName(c), at, list }));
  },
};

/** What was declared with the name that an expression ends in. */
function declaredBy(e: Expr): object {
  if (e.op === 'member') return e.member;
  if (e.op === 'local') return e.variable;
  return e.op === 'global' ? e.symbol : e;
}

/** gcc's class of a type, after promotion (its `typeclass.h`). */
function typeClass(type: CType): number {
  switch (type.kind) {
    case 'void':
      return 0;
    case 'pointer':
      return 5;
    case 'float':
      return 8;
    case 'struct':
      return 12;
    case 'union':
      return 13;
    default:
      return 1;
  }
}

const TYPED_OVERFLOW = /^([su])((?:add|sub|mul)(?=l?l?_overflow))(l?l?)_overflow$/;
const INTEGER_FUNCTIONS = /^(ffs|clz|ctz|popcount|parity|clrsb)(l|ll)?$/;

function parseSimple(c: ParseContext, at: Token, name: string): Expr {
  c.next();
  c.expect('(');
  const args = parseArguments(c);
  const need = (count: number) => {
    if (args.length < count) throw c.error(`too few arguments to '${at.text}'`, at);
  };
  const builtin = (type: CType, values: Expr[] = args.map(decay), as = name): Expr => ({
    op: 'builtin',
    type,
    at,
    name: as,
    args: values,
  });
  const integer = INTEGER_FUNCTIONS.exec(name);
  if (integer) {
    need(1);
    return builtin(T.int, [cast(c, args[0], integer[2] ? T.ulong : T.uint)], integer[1]);
  }
  const typed = TYPED_OVERFLOW.exec(name);
  if (typed) {
    need(3);
    const [, sign, operation, longs] = typed;
    const type = sign === 's' ? (longs ? T.long : T.int) : longs ? T.ulong : T.uint;
    const values = [cast(c, args[0], type), cast(c, args[1], type)];
    return overflow(c, at, `${operation}_overflow`, [...values, args[2]]);
  }
  const part = /^(creal|cimag|conj)(f|l)?$/.exec(name);
  if (part) {
    need(1);
    const of = part[2] === 'f' ? T.float : part[2] === 'l' ? T.longDouble : T.double;
    const value = cast(c, args[0], complexOf(of));
    if (part[1] === 'conj') return complexUnary(c, 'complement', value, at);
    return complexPart(c, value, part[1] === 'cimag', at);
  }
  const floating = floatBuiltin(c, at, name, args);
  if (floating) return floating;
  switch (name) {
    case 'shuffle':
      return shuffle(c, args.map(decay), at);
    case 'complex': {
      need(2);
      const type = usualArithmetic(decay(args[0]).type, decay(args[1]).type);
      return fromElements(
        c,
        complexOf(type),
        args.slice(0, 2).map((e) => cast(c, e, type)),
        at,
      );
    }
    case 'classify_type':
      need(1);
      return intConstant(typeClass(decay(args[0]).type), T.int, at);
    case 'expect':
    case 'expect_with_probability':
      need(2);
      return before(args.slice(1), cast(c, args[0], T.long));
    case 'assume_aligned':
      need(1);
      return cast(c, args[0], pointerTo(T.void));
    case 'unreachable':
    case 'trap':
      return builtin(T.void);
    case 'prefetch':
    case 'va_end':
    case '__clear_cache':
      return before(args, intConstant(0, T.void, at));
    case 'object_size':
    case 'dynamic_object_size':
      return intConstant(0xffff_ffff_ffff_ffffn, T.ulong, at);
    case 'frame_address':
    case 'return_address': {
      need(1);
      const level = requireInteger(c, args[0], `level of ${at.text}`);
      // what called this is not to be found in the machine's memory
      if (name === 'return_address' || level !== 0n) return intConstant(0, pointerTo(T.void), at);
      return builtin(pointerTo(T.void), []);
    }
    case 'extract_return_addr':
    case 'frob_return_addr':
      need(1);
      return cast(c, args[0], pointerTo(T.void));
    case 'va_start':
      need(1);
      if (!c.function?.variadic) throw c.error('va_start in a function with fixed arguments', at);
      return builtin(T.void, [decay(args[0])]);
    case 'va_copy':
      need(2);
      return builtin(T.void);
    case 'alloca':
    case 'alloca_with_align':
      need(1);
      if (c.function) c.function.usesAlloca = true;
      return builtin(pointerTo(T.void), [cast(c, args[0], T.ulong)], 'alloca');
    case 'bswap16':
    case 'bswap32':
    case 'bswap64': {
      need(1);
      const type = name === 'bswap16' ? T.ushort : name === 'bswap32' ? T.uint : T.ulong;
      return builtin(type, [cast(c, args[0], type)]);
    }
    case 'add_overflow':
    case 'sub_overflow':
    case 'mul_overflow':
      need(3);
      return overflow(c, at, name, args);
  }
  return libraryCall(c, at, name, args);
}

/** What has effects among expressions whose values do not matter is evaluated in front of another. */
function before(dropped: readonly Expr[], e: Expr): Expr {
  return dropped
    .filter(hasEffects)
    .reduceRight<Expr>(
      (second, first) => ({ op: 'comma', type: e.type, at: e.at, first, second }),
      e,
    );
}

function overflow(c: ParseContext, at: Token, name: string, args: Expr[]): Expr {
  const [a, b, target] = args.map(decay);
  if (
    !isPointer(target.type) ||
    !isInteger(target.type.to) ||
    !isInteger(a.type) ||
    !isInteger(b.type)
  ) {
    throw c.error(`'__builtin_${name}' needs two integers and a pointer to an integer`, at);
  }
  takeAddress(target);
  return { op: 'builtin', type: T.bool, at, name, args: [a, b, target] };
}

function libraryCall(c: ParseContext, at: Token, name: string, args: Expr[]): Expr {
  if (name === 'strlen' && args.length === 1) {
    const literal = evaluateConstant(decay(args[0]));
    const bytes = literal?.symbol ? literalBytes(literal.symbol) : null;
    const length = bytes ? bytes.indexOf(0, Number(literal?.value)) - Number(literal?.value) : -1;
    if (length >= 0) return intConstant(length, T.ulong, at);
  }
  const known = c.fileScope.lookup(name);
  const symbol = known?.kind === 'global' ? known.symbol : knownFunction(c, name, at);
  if (!symbol) {
    if (c.lenient) return { op: 'unsupported', type: T.int, at, what: `builtin '${at.text}'` };
    throw c.error(`builtin '${at.text}' is not supported`, at);
  }
  return call(c, { op: 'global', type: symbol.type, at, symbol }, args, at);
}

const FETCH: Record<string, BinaryOp> = {
  add: 'add',
  sub: 'sub',
  and: 'and',
  or: 'or',
  xor: 'xor',
};

/**
 * Atomic builtins are plain accesses: the machine has one processor and nothing runs in between.
 * `operation` is the name behind `__sync_` or `__atomic_`.
 */
function parseAtomic(c: ParseContext, at: Token, operation: string, sync: boolean): Expr {
  c.next();
  c.expect('(');
  const args = parseArguments(c);
  if (/^(thread_fence|signal_fence|synchronize)$/.test(operation))
    return intConstant(0, T.void, at);
  if (args.length === 0) throw c.error(`too few arguments to '${at.text}'`, at);
  const target = () => dereference(c, args[0], at);
  const fetched =
    /^fetch_and_(\w+)$|^(\w+)_and_fetch$/.exec(operation) ??
    /^fetch_(\w+)$|^(\w+)_fetch$/.exec(operation);
  const operator = fetched && FETCH[fetched[1] ?? fetched[2]];
  if (operator) return update(c, operator, target(), args[1], fetched[1] !== undefined, at);
  switch (operation) {
    case 'load_n':
      return cast(c, target(), target().type);
    case 'store_n':
      return cast(c, assign(c, target(), args[1], at), T.void);
    case 'lock_release':
      return cast(c, assign(c, target(), intConstant(0, T.int, at), at), T.void);
    case 'exchange_n':
    case 'lock_test_and_set': {
      const lvalue = target();
      return {
        op: 'builtin',
        type: lvalue.type,
        at,
        name: 'exchange',
        args: [decay(args[0]), cast(c, args[1], lvalue.type)],
      };
    }
    case 'bool_compare_and_swap':
    case 'val_compare_and_swap': {
      const { type } = target();
      const values = [decay(args[0]), cast(c, args[1], type), cast(c, args[2], type)];
      const isBool = operation.startsWith('bool');
      return {
        op: 'builtin',
        type: isBool ? T.bool : type,
        at,
        name: isBool ? 'cas_bool' : 'cas_value',
        args: values,
      };
    }
    case 'compare_exchange_n': {
      const { type } = target();
      return {
        op: 'builtin',
        type: T.bool,
        at,
        name: 'cas_expected',
        args: [decay(args[0]), decay(args[1]), cast(c, args[2], type)],
      };
    }
  }
  throw c.error(`atomic builtin '__${sync ? 'sync' : 'atomic'}_${operation}' is not supported`, at);
}
