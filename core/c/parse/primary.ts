/** Primary expressions: names, constants, strings, parentheses, literals and `_Generic`. */
import { hasBody, type Expr, type GlobalSymbol, type Statement } from '../ast.ts';
import { cast, decay, floatConstant, intConstant } from '../check/convert.ts';
import { complexOf, fromElements } from '../check/elements.ts';
import type { CType, Member, RecordType } from '../ctype.ts';
import { TokenKind, type Token } from '../token.ts';
import {
  T,
  arrayOf,
  functionReturning,
  markUnprototyped,
  pointerTo,
  compatible,
  isComplete,
  typeText,
} from '../types.ts';
import { isVariable } from '../variable-types.ts';
import { parseBuiltin } from './builtins.ts';
import { isJump } from './jumps.ts';
import { knownFunction } from './known-functions.ts';
import type { ParseContext } from './context.ts';
import { parseQualifiedTypeName } from './declarators.ts';
import { parseAssignment, parseExpression } from './expressions.ts';
import {
  blank,
  flattenInitializer,
  parseInitializer,
  staticInitializer,
  type Initializer,
} from './initializers.ts';
import { parseCharacter, parseNumber, parseStrings } from './literals.ts';
import { parseBlock } from './statements.ts';
import { newSymbol } from './symbols.ts';

export function parsePrimary(c: ParseContext): Expr {
  const token = c.token;
  switch (token.kind) {
    case TokenKind.identifier:
      return parseName(c);
    case TokenKind.number: {
      c.next();
      if (/[ij]/i.test(token.text.slice(-2))) return imaginary(c, token);
      return numberOf(c, token);
    }
    case TokenKind.character: {
      c.next();
      const { type, value } = parseCharacter(c, token);
      return intConstant(value, type, token);
    }
    case TokenKind.string:
      return parseStringExpression(c);
  }
  if (c.is('(')) {
    c.next();
    if (c.is('{')) return parseStatementExpression(c, token);
    const e = parseExpression(c);
    c.expect(')');
    return e;
  }
  throw c.error(`expected an expression before '${token.text || 'end of file'}'`);
}

function numberOf(c: ParseContext, token: Token): Expr {
  const number = parseNumber(c, token);
  if (number.kind === 'int') return intConstant(number.value, number.type, token);
  const { value, extended } = number;
  return floatConstant({ float: value, extended }, number.type, token);
}

/** GNU `2.0i`, `3j`, `1.5fi`. */
function imaginary(c: ParseContext, token: Token): Expr {
  const text = token.text.replace(/[ij](?=.?$)/i, '');
  const part = numberOf(c, { ...token, text });
  const none = cast(c, intConstant(0, T.int, token), part.type);
  return fromElements(c, complexOf(part.type), [none, part], token);
}

function parseName(c: ParseContext): Expr {
  const token = c.token;
  if (token.text === '_Generic') return parseGeneric(c);
  const binding = c.scope.lookup(token.text);
  if (binding === undefined) {
    const builtin = parseBuiltin(c);
    if (builtin) return builtin;
    if (
      token.text === '__func__' ||
      token.text === '__FUNCTION__' ||
      token.text === '__PRETTY_FUNCTION__'
    ) {
      c.next();
      return stringObject(c, encode(c.function?.symbol.name ?? ''), c.char, token);
    }
    const called = c.peek(1).text === '(';
    const known = called
      ? (knownFunction(c, token.text, token) ?? implicitFunction(c, token))
      : null;
    if (known) {
      c.next();
      c.listener?.global(token, known, 'use');
      return { op: 'global', type: known.type, at: token, symbol: known };
    }
    const word = c.implicit ? newConstant(c, token) : null;
    if (word) return word;
    if (token.text === 'else') throw c.error("'else' without an 'if' before it", token);
    const what = called ? 'implicit declaration of function' : 'undeclared name';
    throw c.error(`${what} '${token.text}'`, token);
  }
  if (
    (token.text === 'alloca' || isJump(token.text)) &&
    binding.kind === 'global' &&
    !hasBody(binding.symbol)
  ) {
    const builtin = parseBuiltin(c);
    if (builtin) return builtin;
  }
  c.next();
  switch (binding.kind) {
    case 'constant':
      c.listener?.constant(token, binding, 'use');
      return intConstant(binding.value, binding.type, token);
    case 'local':
      c.listener?.local(token, binding.variable, 'use');
      return { op: 'local', type: binding.variable.type, at: token, variable: binding.variable };
    case 'global':
      c.listener?.global(token, binding.symbol, 'use');
      return { op: 'global', type: binding.symbol.type, at: token, symbol: binding.symbol };
    case 'typedef':
      throw c.error(`type name '${token.text}' where an expression is expected`, token);
  }
}

/** C23's words for constants, as long as the program has not given them a meaning. */
function newConstant(c: ParseContext, token: Token): Expr | null {
  if (!['true', 'false', 'nullptr'].includes(token.text)) return null;
  c.next();
  if (token.text === 'nullptr') return cast(c, intConstant(0, T.int, token), pointerTo(T.void));
  return intConstant(token.text === 'true' ? 1 : 0, T.bool, token);
}

/** C89's implicit declaration: a function of unknown parameters that returns int. */
function implicitFunction(c: ParseContext, name: Token): GlobalSymbol | null {
  if (!c.implicit || name.text === 'else') return null;
  const type = functionReturning(T.int, [], false);
  markUnprototyped(type);
  const symbol = newSymbol(c, 'function', name.text, type, name);
  c.fileScope.bind(name.text, { kind: 'global', symbol });
  return symbol;
}

const encode = (text: string) => Uint8Array.from([...text, '\0'], (ch) => ch.charCodeAt(0));

/** Consecutive string literal tokens at the cursor. */
export function takeStrings(c: ParseContext): Token[] {
  const tokens: Token[] = [];
  while (c.token.kind === TokenKind.string) tokens.push(c.next());
  return tokens;
}

function parseStringExpression(c: ParseContext): Expr {
  const at = c.token;
  const { element, bytes } = parseStrings(c, takeStrings(c));
  return stringObject(c, bytes, element, at);
}

/** A string literal is an anonymous static array; equal literals of a unit share one. */
function stringObject(c: ParseContext, bytes: Uint8Array, element: CType, at: Token): Expr {
  const symbol = stringSymbol(c, bytes, element, at);
  return { op: 'global', type: symbol.type, at, symbol };
}

/** The unit's object for a string literal. */
export function stringSymbol(
  c: ParseContext,
  bytes: Uint8Array,
  element: CType,
  at: Token,
): GlobalSymbol {
  const key = `${element.size}:${bytes.join()}`;
  let symbol = c.strings.get(key);
  if (!symbol) {
    const type = arrayOf(element, bytes.length / element.size);
    symbol = anonymousObject(c, 'string', type, at);
    symbol.init = { bytes, relocations: [] };
    c.strings.set(key, symbol);
  } else c.leaves?.push(symbol);
  return symbol;
}

function anonymousObject(c: ParseContext, what: string, type: CType, at: Token): GlobalSymbol {
  const symbol = newSymbol(c, 'variable', `.${what}${c.anonymous++}`, type, at);
  symbol.isStatic = true;
  return symbol;
}

/** Bytes of a string literal symbol made here, for initialising arrays; null for other symbols. */
export const literalBytes = (symbol: GlobalSymbol): Uint8Array | null =>
  symbol.name.startsWith('.string') ? (symbol.init?.bytes ?? null) : null;

/** GNU `({ … })`: the value of its last expression statement. `(` is already read. */
function parseStatementExpression(c: ParseContext, at: Token): Expr {
  if (c.function === null) throw c.error('statement expression outside a function', at);
  const body = parseBlock(c, true);
  c.expect(')');
  if (body.kind !== 'block') throw c.error('malformed statement expression', at);
  splitLabels(body.body);
  const last = body.body.at(-1);
  let type: CType = T.void;
  if (last?.kind === 'expression') {
    last.value = decay(last.value);
    type = last.value.type;
  }
  return { op: 'statements', type, at, body };
}

/** The last expression gives the value also behind labels: these become statements of their own. */
function splitLabels(list: Statement[]): void {
  for (let last = list.at(-1); last?.kind === 'label'; last = list.at(-1)) {
    const { body } = last;
    last.body = { kind: 'empty', at: body.at };
    list.push(body);
  }
}

/** `(type){ … }` with the cursor on `{`. */
export function parseCompoundLiteral(c: ParseContext, type: CType, at: Token): Expr {
  if (type.kind === 'function' || type.kind === 'void' || isVariable(type)) {
    throw c.error(`compound literal of type '${typeText(type)}'`, at);
  }
  const initializer = parseInitializer(c, type);
  if (!isComplete(initializer.type))
    throw c.error(`compound literal of incomplete type '${typeText(type)}'`, at);
  return literalOf(c, initializer, at);
}

function literalOf(c: ParseContext, initializer: Initializer, at: Token): Expr {
  if (c.function === null) {
    const symbol = anonymousObject(c, 'literal', initializer.type, at);
    symbol.init = staticInitializer(c, initializer);
    return { op: 'global', type: symbol.type, at, symbol };
  }
  const variable = c.addLocal('', initializer.type, at);
  variable.addressTaken = true;
  return {
    op: 'literal',
    type: variable.type,
    at,
    variable,
    init: flattenInitializer(initializer),
  };
}

/** An unnamed union with one member set. */
export function unionLiteral(
  c: ParseContext,
  type: RecordType,
  member: Member,
  value: Expr,
  at: Token,
): Expr {
  const init = blank(type, at);
  init.children.set(type.members.indexOf(member), { ...blank(member.type, at), value });
  return literalOf(c, init, at);
}

function parseGeneric(c: ParseContext): Expr {
  const at = c.next();
  c.expect('(');
  const control = decay(parseAssignment(c)).type;
  let chosen: Expr | null = null;
  let fallback: Expr | null = null;
  const types: CType[] = [];
  while (c.accept(',')) {
    if (c.accept('default')) {
      c.expect(':');
      fallback = parseAssignment(c);
    } else {
      const typeAt = c.token;
      const { type, isConst } = parseQualifiedTypeName(c);
      const same = (other: CType) => compatible(other, type, true) && enumExact(other, type);
      const twin = isConst ? undefined : types.find(same);
      if (twin)
        throw c.error(
          `_Generic has two compatible types: '${typeText(type)}' and '${typeText(twin)}'`,
          typeAt,
        );
      c.expect(':');
      const e = parseAssignment(c);
      // the value of an expression is never const: such a case is allowed and never taken
      if (isConst) continue;
      types.push(type);
      if (same(control)) chosen = e;
    }
  }
  c.expect(')');
  const result = chosen ?? fallback;
  if (!result) throw c.error(`no case of _Generic matches '${typeText(control)}'`, at);
  return result;
}

/** `_Generic` tells `enum` from its integer type only when both are spelled as enums. */
const enumExact = (a: CType, b: CType) => a.kind !== 'enum' || b.kind !== 'enum' || a === b;
