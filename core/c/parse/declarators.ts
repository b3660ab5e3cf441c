/** Declarators and type names (C11 6.7.6, 6.7.7). */
import { requireInteger } from '../check/convert.ts';
import { evaluateConstant } from '../check/constant.ts';
import type { Expr } from '../ast.ts';
import type { CType, FunctionType } from '../ctype.ts';
import { TokenKind, type Token } from '../token.ts';
import {
  T,
  arrayOf,
  functionReturning,
  isComplete,
  isInteger,
  markUnprototyped,
  pointerTo,
  typeText,
} from '../types.ts';
import { parseAsmLabel } from './asm.ts';
import { noAttributes, parseAttributes, type Attributes } from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseConditional } from './expressions.ts';
import {
  applyMode,
  isKeyword,
  parseSpecifiers,
  startsType,
  type Specifiers,
} from './specifiers.ts';

export interface Declarator {
  type: CType;
  /** null in an abstract declarator. */
  name: Token | null;
  attributes: Attributes;
  /** The object itself is const (`char *const p`). */
  isConst: boolean;
  /** Names of the parameters of the outermost function declarator, for a definition. */
  params: { name: Token | null; type: CType }[] | null;
  /** Parameter names without types: an old-style definition. */
  oldStyle: boolean;
  /** Element count of a variable length array, evaluated where it is declared. */
  vla: Expr | null;
  /** `asm("name")`: the linker's name, or a machine register. */
  asmLabel: string | null;
}

interface Qualified {
  type: CType;
  isConst: boolean;
  isVolatile: boolean;
}

/** Builds the type outside in: a declarator's suffixes bind tighter than its pointers. */
type Wrap = (base: Qualified) => Qualified;

/** Reads a declarator after its specifiers. With `abstract`, the name may be missing. */
export function parseDeclarator(
  c: ParseContext,
  specifiers: Specifiers,
  abstract: boolean,
): Declarator {
  const result: Declarator = {
    type: specifiers.type,
    name: null,
    attributes: noAttributes(),
    isConst: false,
    params: null,
    oldStyle: false,
    vla: null,
    asmLabel: null,
  };
  const wrap = parseWrap(c, result, abstract);
  const base = {
    type: specifiers.type,
    isConst: specifiers.isConst,
    isVolatile: specifiers.isVolatile,
  };
  const qualified = wrap(base);
  if (result.name === null && !abstract)
    throw c.error(`expected a name before '${c.token.text || 'end of file'}'`);
  result.asmLabel = parseAsmLabel(c);
  parseAttributes(c, result.attributes);
  result.asmLabel ??= parseAsmLabel(c);
  result.type = applyMode(c, qualified.type, result.attributes, specifiers.at);
  result.isConst = qualified.isConst;
  return result;
}

function parseWrap(c: ParseContext, into: Declarator, abstract: boolean): Wrap {
  parseAttributes(c, into.attributes);
  const pointers: { isConst: boolean; isVolatile: boolean }[] = [];
  while (c.accept('*')) pointers.push(parseQualifiers(c, into));
  const pointerWrap: Wrap = (base) =>
    pointers.reduce<Qualified>(
      (q, p) => ({ type: pointerTo(q.type, q.isConst, q.isVolatile), ...p }),
      base,
    );
  const direct = parseDirect(c, into, abstract);
  return (base) => direct(pointerWrap(base));
}

function parseQualifiers(c: ParseContext, into: Declarator) {
  const found = { isConst: false, isVolatile: false };
  for (;;) {
    if (c.accept('const') || c.accept('__const') || c.accept('__const__')) found.isConst = true;
    else if (c.accept('volatile') || c.accept('__volatile__')) found.isVolatile = true;
    else if (c.is('__attribute__')) parseAttributes(c, into.attributes);
    else if (
      !['restrict', '__restrict', '__restrict__', '_Atomic', '__seg_gs', '__seg_fs'].some((w) =>
        c.accept(w),
      )
    )
      return found;
  }
}

function parseDirect(c: ParseContext, into: Declarator, abstract: boolean): Wrap {
  let inner: Wrap = (base) => base;
  let outermost = true;
  let direct = true;
  if (c.is('(') && isNestedDeclarator(c, abstract)) {
    c.next();
    inner = parseWrap(c, into, abstract);
    c.expect(')');
    outermost = into.params === null && into.vla === null;
    direct = false;
  } else if (
    c.token.kind === TokenKind.identifier &&
    !isKeyword(c.token) // a typedef's name is declared anew here: the type is already read
  ) {
    into.name = c.next();
  }
  const suffix = parseSuffixes(c, into, outermost, direct);
  return (base) => inner(suffix(base));
}

/** In an abstract declarator `(` may start a parameter list instead. */
function isNestedDeclarator(c: ParseContext, abstract: boolean): boolean {
  const after = c.peek(1);
  if (after.text === '*' || after.text === '(' || after.text === '[') return true;
  if (after.text === '__attribute__') return true;
  if (!abstract) return true;
  return after.kind === TokenKind.identifier && !startsType(c, after);
}

/** `direct`: the first suffix belongs to the declared name itself, as the [n] of `a[n][m]` does. */
function parseSuffixes(
  c: ParseContext,
  into: Declarator,
  outermost: boolean,
  direct = false,
): Wrap {
  if (c.is('(')) {
    c.next();
    const parameters = parseParameters(c);
    if (outermost && into.params === null) {
      into.params = parameters.names;
      into.oldStyle = parameters.oldStyle;
    }
    const rest = parseSuffixes(c, into, false);
    return (base) => {
      const { type } = rest(base);
      if (type.kind === 'function' || type.kind === 'array') {
        throw c.error(`a function cannot return '${typeText(type)}'`);
      }
      const fn = functionReturning(type, parameters.params, parameters.variadic);
      if (parameters.unprototyped) markUnprototyped(fn);
      return { type: fn, isConst: false, isVolatile: false };
    };
  }
  if (c.is('[')) {
    const open = c.next();
    const length = parseArrayLength(c, into, direct);
    const rest = parseSuffixes(c, into, false);
    return (base) => {
      const element = rest(base);
      if (element.type.kind === 'function') throw c.error('array of functions', open);
      if (!isComplete(element.type)) {
        throw c.error(`array of incomplete type '${typeText(element.type)}'`, open);
      }
      return { ...element, type: arrayOf(element.type, length) };
    };
  }
  return (base) => base;
}

function parseArrayLength(c: ParseContext, into: Declarator, direct: boolean): number | null {
  while (
    ['static', 'const', 'restrict', 'volatile', '__restrict', '__restrict__'].some((w) =>
      c.accept(w),
    )
  );
  if (c.accept(']')) return null;
  if (c.is('*') && c.peek(1).text === ']') {
    c.next();
    c.next();
    return null;
  }
  const at = c.token;
  const e = parseConditional(c);
  c.expect(']');
  if (!isInteger(e.type)) throw c.error(`size of array has type '${typeText(e.type)}'`, at);
  if (!evaluateConstant(e) && c.function !== null) {
    if (into.vla !== null)
      throw c.error('variable length arrays of more than one dimension are not supported', at);
    into.vla = e;
    return null;
  }
  if (!evaluateConstant(e) && c.scope !== c.fileScope) {
    // The first dimension of a parameter does not matter: it is a pointer.
    if (direct) return null;
    throw c.error('variable length arrays in parameters are not supported', at);
  }
  const length = requireInteger(c, e, 'size of array');
  if (length < 0n) throw c.error('size of array is negative', at);
  return Number(length);
}

interface Parameters {
  params: FunctionType['params'];
  names: { name: Token | null; type: CType }[];
  variadic: boolean;
  unprototyped: boolean;
  oldStyle: boolean;
}

function parseParameters(c: ParseContext): Parameters {
  const result: Parameters = {
    params: [],
    names: [],
    variadic: false,
    unprototyped: false,
    oldStyle: false,
  };
  if (c.accept(')')) return { ...result, unprototyped: true };
  if (c.is('void') && c.peek(1).text === ')') {
    c.next();
    c.next();
    return result;
  }
  if (c.token.kind === TokenKind.identifier && !startsType(c)) return parseOldStyleNames(c, result);
  c.enterScope(); // tags and names declared in a parameter list stay in it
  do {
    if (c.accept('...')) {
      result.variadic = true;
      break;
    }
    const specifiers = parseSpecifiers(c);
    const declarator = parseDeclarator(c, specifiers, true);
    const type = adjustParameter(declarator.type, declarator);
    if (declarator.name) {
      if (c.scope.here(declarator.name.text))
        throw c.error(`redefinition of parameter '${declarator.name.text}'`, declarator.name);
      // later parameters may use earlier ones in sizeof and array lengths
      const variable = {
        name: declarator.name.text,
        type,
        at: declarator.name,
        align: type.align,
        addressTaken: true,
        scopeEndLine: 0,
        frameOffset: 0,
        register: -1,
      };
      c.scope.bind(declarator.name.text, { kind: 'local', variable });
    }
    result.params.push({ name: declarator.name?.text ?? null, type });
    result.names.push({ name: declarator.name, type });
  } while (c.accept(','));
  c.leaveScope();
  c.expect(')', 'at the end of the parameters');
  return result;
}

/** Arrays and functions as parameters are pointers (6.7.6.3p7, p8). */
export function adjustParameter(type: CType, declarator: { isConst: boolean }): CType {
  if (type.kind === 'array') return pointerTo(type.of, declarator.isConst);
  return type.kind === 'function' ? pointerTo(type) : type;
}

function parseOldStyleNames(c: ParseContext, result: Parameters): Parameters {
  do {
    result.names.push({ name: c.expectIdentifier('parameter name'), type: T.int });
  } while (c.accept(','));
  c.expect(')');
  return { ...result, unprototyped: true, oldStyle: true };
}

/** Reads a type name, as in a cast or sizeof. */
export function parseTypeName(c: ParseContext): CType {
  return parseQualifiedTypeName(c).type;
}

/** As `parseTypeName`, with whether the type itself (not what it points to) is const. */
export function parseQualifiedTypeName(c: ParseContext): { type: CType; isConst: boolean } {
  const specifiers = parseSpecifiers(c);
  const declarator = parseDeclarator(c, specifiers, true);
  if (declarator.name) throw c.error('expected a type, not a declaration', declarator.name);
  if (declarator.vla)
    throw c.error('variable length array types are not supported here', specifiers.at);
  return declarator;
}
