/** Declarators and type names (C11 6.7.6, 6.7.7). */
import { cast, intConstant, requireInteger } from '../check/convert.ts';
import { binary } from '../check/operators.ts';
import { evaluateConstant } from '../check/constant.ts';
import type { Expr, LocalVariable } from '../ast.ts';
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
import { isVariable, setVariableSize, variableSize } from '../variable-types.ts';
import { hasEffects } from '../walk.ts';
import { parseAsmLabel } from './asm.ts';
import { noAttributes, parseAttributes, type Attributes } from './attributes.ts';
import { newLocal, type ParseContext } from './context.ts';
import { parseAssignment } from './expressions.ts';
import {
  applyMode,
  isKeyword,
  parseSpecifiers,
  startsType,
  type Specifiers,
} from './specifiers.ts';

export interface Parameter {
  name: Token | null;
  type: CType;
  /** What the sizes of later parameters refer to it by. */
  variable: LocalVariable | null;
}

export interface Declarator {
  type: CType;
  /** null in an abstract declarator. */
  name: Token | null;
  attributes: Attributes;
  /** The object itself is const (`char *const p`). */
  isConst: boolean;
  /** Names of the parameters of the outermost function declarator, for a definition. */
  params: Parameter[] | null;
  /** Parameter names without types: an old-style definition. */
  oldStyle: boolean;
  /** Computations of the sizes of parameters, to be done when the function is entered. */
  parameterSizes: Expr[];
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
    parameterSizes: [],
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
    else if (c.accept('volatile') || c.accept('__volatile__') || c.accept('__volatile'))
      found.isVolatile = true;
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
    outermost = into.params === null;
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
      into.parameterSizes = parameters.sizes;
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
    const length = parseArrayLength(c, direct);
    const rest = parseSuffixes(c, into, false);
    return (base) => {
      const element = rest(base);
      if (element.type.kind === 'function') throw c.error('array of functions', open);
      if (!isComplete(element.type)) {
        throw c.error(`array of incomplete type '${typeText(element.type)}'`, open);
      }
      const type =
        typeof length === 'object' && length !== null
          ? variableArray(c, element.type, length, open)
          : isVariable(element.type) && length !== null
            ? variableArray(c, element.type, intConstant(length, T.ulong, open), open)
            : arrayOf(element.type, length);
      return { ...element, type };
    };
  }
  return (base) => base;
}

/** An array of as many elements as an expression says; its size is computed once, where it stands. */
function variableArray(c: ParseContext, of: CType, count: Expr, at: Token): CType {
  const type = arrayOf(of, null);
  const size = c.function ? c.addLocal('', T.ulong, at) : newLocal('', T.ulong, at);
  if (!c.function) c.parameterLocals.push(size);
  setVariableSize(type, size);
  const element = variableSize(of, at) ?? intConstant(of.size, T.ulong, at);
  const value = binary(c, 'mul', cast(c, count, T.ulong), element, at);
  const target: Expr = { op: 'local', type: T.ulong, at, variable: size };
  c.pendingSizes.push({ op: 'assign', type: T.ulong, at, target, value });
  return type;
}

/** Reads `length]`: a number, an expression that is no constant, or null for none. */
function parseArrayLength(c: ParseContext, direct: boolean): number | Expr | null {
  while (
    ['static', 'const', 'restrict', 'volatile', '__restrict', '__restrict__'].some((w) =>
      c.accept(w),
    )
  );
  if (c.accept(']')) return null;
  if (c.is('*') && c.peek(1).text === ']') {
    const star = c.next();
    c.next();
    // of a length that is not said: what is declared so is never asked for its size
    return c.inParameters && !direct ? intConstant(0, T.ulong, star) : null;
  }
  const at = c.token;
  const e = parseAssignment(c);
  c.expect(']');
  if (!isInteger(e.type)) throw c.error(`size of array has type '${typeText(e.type)}'`, at);
  if (!evaluateConstant(e) && (c.function !== null || c.inParameters)) {
    if (!c.inParameters || !direct) return e;
    // The first dimension of a parameter does not matter, it is a pointer; what it does, does.
    if (hasEffects(e)) c.pendingSizes.push(e);
    return null;
  }
  const length = requireInteger(c, e, 'size of array');
  if (length < 0n) throw c.error('size of array is negative', at);
  return Number(length);
}

interface Parameters {
  params: FunctionType['params'];
  names: Parameter[];
  sizes: Expr[];
  variadic: boolean;
  unprototyped: boolean;
  oldStyle: boolean;
}

function parseParameters(c: ParseContext): Parameters {
  const result: Parameters = {
    params: [],
    names: [],
    sizes: [],
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
  const outer = { inParameters: c.inParameters, pendingSizes: c.pendingSizes };
  Object.assign(c, { inParameters: true, pendingSizes: result.sizes });
  do {
    if (c.accept('...')) {
      result.variadic = true;
      break;
    }
    const specifiers = parseSpecifiers(c);
    const declarator = parseDeclarator(c, specifiers, true);
    const type = adjustParameter(declarator.type, declarator);
    const variable = declarator.name && newLocal(declarator.name.text, type, declarator.name);
    if (declarator.name && variable) {
      if (c.scope.here(declarator.name.text))
        throw c.error(`redefinition of parameter '${declarator.name.text}'`, declarator.name);
      // later parameters may use earlier ones in sizeof and array lengths
      c.scope.bind(declarator.name.text, { kind: 'local', variable });
      c.listener?.local(declarator.name, variable, 'definition', true);
    }
    result.params.push({ name: declarator.name?.text ?? null, type });
    result.names.push({ name: declarator.name, type, variable });
  } while (c.accept(','));
  Object.assign(c, outer);
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
    result.names.push({ name: c.expectIdentifier('parameter name'), type: T.int, variable: null });
  } while (c.accept(','));
  c.expect(')');
  return { ...result, unprototyped: true, oldStyle: true };
}

/**
 * Reads a type name, as in a cast or sizeof. Sizes of variable length arrays in it are left to be computed
 * in `pendingSizes`.
 */
export function parseTypeName(c: ParseContext): CType {
  return parseQualifiedTypeName(c).type;
}

/** As `parseTypeName`, with whether the type itself (not what it points to) is const. */
export function parseQualifiedTypeName(c: ParseContext): { type: CType; isConst: boolean } {
  const specifiers = parseSpecifiers(c);
  const declarator = parseDeclarator(c, specifiers, true);
  if (declarator.name) throw c.error('expected a type, not a declaration', declarator.name);
  return declarator;
}
