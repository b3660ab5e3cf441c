/** Declaration specifiers (C11 6.7): storage class, type, qualifiers, attributes. */
import { decay } from '../check/convert.ts';
import { complexOf, vectorOf } from '../check/elements.ts';
import type { CType } from '../ctype.ts';
import { TokenKind, type Token } from '../token.ts';
import { T, arrayOf, isArithmetic, isInteger, typeText } from '../types.ts';
import { noAttributes, parseAttributes, type Attributes } from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseTypeName } from './declarators.ts';
import { parseConditional, parseExpression } from './expressions.ts';
import { requireInteger } from '../check/convert.ts';
import { parseEnum, parseRecord } from './records.ts';

export interface Specifiers {
  type: CType;
  isConst: boolean;
  isVolatile: boolean;
  storage: 'typedef' | 'extern' | 'static' | 'auto' | 'register' | null;
  inline: boolean;
  attributes: Attributes;
  at: Token;
  /** `__auto_type`, and C23's `auto` without a type: the type comes from the initialiser. */
  autoType: boolean;
  /** C23: the initialiser is a constant, and so is the name. */
  constexpr: boolean;
}

const TYPE_WORDS = new Set([
  'void', 'char', 'short', 'int', 'long', 'float', 'double', 'signed', '__signed__', '__signed', 'unsigned',
  '_Bool', '__int128', '_Complex', 'struct', 'union', 'enum', 'typeof', '__typeof__', '__typeof', '_Float128',
  '__float128', '__auto_type', '__complex__', '__complex', '__builtin_va_list', 'typeof_unqual', '__typeof_unqual__', '_Atomic',
]); // prettier-ignore

const SPELLINGS: Partial<Record<string, string>> = {
  __signed: 'signed', __signed__: 'signed', __complex__: '_Complex', __complex: '_Complex',
}; // prettier-ignore

const OTHER_WORDS = new Set([
  'typedef', 'extern', 'static', 'auto', 'register', 'inline', '__inline', '__inline__', '_Noreturn', 'const',
  '__const', '__const__', 'volatile', '__volatile__', '__volatile', 'restrict', '__restrict', '__restrict__',
  '__attribute__', '__attribute', '_Alignas', '_Thread_local', '__thread', '__extension__', '__seg_gs', '__seg_fs',
]); // prettier-ignore

/** Is an identifier token one of the words that declarations are made of? */
export const isKeyword = (token: Token): boolean =>
  TYPE_WORDS.has(token.text) || OTHER_WORDS.has(token.text);

/** Does a declaration (or type name) start at `token`? */
export function startsType(c: ParseContext, token: Token = c.token): boolean {
  if (token.kind !== TokenKind.identifier) return false;
  if (isKeyword(token)) return true;
  const binding = c.scope.lookup(token.text);
  return binding === undefined ? newWord(c, token) !== undefined : binding.kind === 'typedef';
}

/** C23's new spellings of older keywords. */
const NEW_WORDS: Partial<Record<string, string>> = {
  bool: '_Bool', alignas: '_Alignas', thread_local: '_Thread_local', constexpr: '__constexpr',
}; // prettier-ignore

/** What one of C23's words stands for in a plain program, as long as the program has not given it a meaning. */
const newWord = (c: ParseContext, token: Token): string | undefined =>
  c.implicit && Object.hasOwn(NEW_WORDS, token.text) && !c.scope.lookup(token.text)
    ? NEW_WORDS[token.text]
    : undefined;

/** Counts of the basic type words, keyed so that any order is understood. */
const BASIC: Partial<Record<string, CType>> = {
  void: T.void, _Bool: T.bool, char: T.char, 'char signed': T.schar, 'char unsigned': T.uchar,
  short: T.short, 'int short': T.short, 'short signed': T.short, 'int short signed': T.short,
  'short unsigned': T.ushort, 'int short unsigned': T.ushort, int: T.int, signed: T.int, 'int signed': T.int,
  unsigned: T.uint, 'int unsigned': T.uint, long: T.long, 'int long': T.long, 'long signed': T.long,
  'int long signed': T.long, 'long unsigned': T.ulong, 'int long unsigned': T.ulong, 'long long': T.llong,
  'int long long': T.llong, 'long long signed': T.llong, 'int long long signed': T.llong,
  'long long unsigned': T.ullong, 'int long long unsigned': T.ullong, float: T.float, double: T.double,
  'double long': T.longDouble, __int128: T.int128, '__int128 signed': T.int128, '__int128 unsigned': T.uint128,
 
}; // prettier-ignore

const MODES: Record<string, [CType, CType]> = {
  QI: [T.schar, T.uchar], byte: [T.schar, T.uchar], HI: [T.short, T.ushort], SI: [T.int, T.uint],
  DI: [T.long, T.ulong], word: [T.long, T.ulong], pointer: [T.long, T.ulong], TI: [T.int128, T.uint128],
}; // prettier-ignore

/** The type that `mode` and `vector_size` attributes make of a declared one. */
export function applyMode(
  c: ParseContext,
  type: CType,
  { mode, vectorSize }: Pick<Attributes, 'mode' | 'vectorSize'>,
  at: Token,
): CType {
  if (vectorSize > 0) {
    // as in gcc, it is about what is pointed to, contained or returned
    const attributes = { ...noAttributes(), vectorSize };
    if (type.kind === 'pointer') return { ...type, to: applyMode(c, type.to, attributes, at) };
    if (type.kind === 'array') return arrayOf(applyMode(c, type.of, attributes, at), type.length);
    if (type.kind === 'function')
      return { ...type, returns: applyMode(c, type.returns, attributes, at) };
    if (vectorSize % type.size !== 0)
      throw c.error(
        `a vector of ${vectorSize} bytes has no whole elements '${typeText(type)}'`,
        at,
      );
    if (!isArithmetic(type)) throw c.error(`a vector cannot have elements '${typeText(type)}'`, at);
    return vectorOf(type, vectorSize);
  }
  if (mode === null) return type;
  const pair = MODES[mode];
  if (!pair || !isInteger(type)) throw c.error(`machine mode '${mode}' is not supported`, at);
  return type.signed ? pair[0] : pair[1];
}

/** Reads declaration specifiers; throws CError when there is no type among them. */
export function parseSpecifiers(c: ParseContext): Specifiers {
  const result: Specifiers = {
    type: T.int,
    isConst: false,
    isVolatile: false,
    storage: null,
    inline: false,
    attributes: noAttributes(),
    at: c.token,
    autoType: false,
    constexpr: false,
  };
  const words: string[] = [];
  let type: CType | null = null;
  for (;;) {
    const token = c.token;
    if (token.kind !== TokenKind.identifier) break;
    if (parseNonType(c, result)) continue;
    if (type === null && words.length === 0) {
      type = parseDerivedType(c, result);
      if (type !== null) continue;
    }
    const text = words.length === 0 ? (newWord(c, token) ?? token.text) : token.text;
    if (type !== null || !TYPE_WORDS.has(text)) break;
    if (text === 'struct' || text === 'union' || text === 'enum') break;
    words.push(SPELLINGS[text] ?? text);
    c.next();
  }
  const infers = result.storage === 'auto' && type === null && words.length === 0;
  if (infers && c.implicit && c.peek(1).text === '=') {
    result.autoType = true;
    result.storage = null;
  }
  if (type === null && !result.autoType) {
    if (words.length === 0 && !leavesOutInt(c, result)) throw c.error(missingType(c), c.token);
    if (words.length === 0) words.push('int');
    type = basicType(c, words, result.at);
  }
  result.type = applyMode(c, type ?? T.int, result.attributes, result.at);
  return result;
}

function basicType(c: ParseContext, words: string[], at: Token): CType {
  const complex = words.indexOf('_Complex');
  if (complex >= 0) {
    words.splice(complex, 1);
    if (words.length === 0) words.push('double');
  }
  const spelled = BASIC[words.length === 1 ? words[0] : words.sort().join(' ')];
  const type = spelled === T.char ? c.char : spelled;
  if (type === undefined) throw c.error(`'${words.join(' ')}' is no type`, at);
  return complex >= 0 ? complexOf(type) : type;
}

/** C89 lets `int` be left out: `main() { … }`, `static counter;`. */
function leavesOutInt(c: ParseContext, specifiers: Specifiers): boolean {
  if (!c.implicit || isUnsupported(c.token)) return false;
  const qualified =
    specifiers.storage !== null ||
    specifiers.isConst ||
    specifiers.isVolatile ||
    specifiers.attributes.aligned > 0;
  if (c.token.kind !== TokenKind.identifier) return qualified && c.is('*');
  const called = c.function === null && c.peek(1).text === '(';
  return called || qualified;
}

/** Types of the standard that the engine does not have. */
const isUnsupported = ({ text }: Token) => text === '_BitInt' || text.startsWith('_Decimal');

function missingType(c: ParseContext): string {
  const token = c.token;
  if (isUnsupported(token)) return `'${token.text}' is not supported`;
  return token.kind === TokenKind.identifier
    ? `unknown type name '${token.text}'`
    : `expected a declaration before '${token.text || 'end of file'}'`;
}

/** Storage classes, qualifiers, attributes. True when one was read. */
function parseNonType(c: ParseContext, into: Specifiers): boolean {
  const after = c.peek(1);
  // before anything else it is a name: `int constexpr = 4;`
  const isWord = after.kind === TokenKind.identifier || after.text === '(';
  const text = (isWord && newWord(c, c.token)) || c.token.text;
  switch (text) {
    case '__constexpr':
      into.constexpr = true;
      into.isConst = true;
      break;
    case 'typedef':
    case 'extern':
    case 'static':
    case 'auto':
    case 'register':
      if (into.storage !== null && into.storage !== text) {
        throw c.error(`both '${into.storage}' and '${text}' in one declaration`);
      }
      into.storage = text;
      break;
    case 'inline':
    case '__inline':
    case '__inline__':
      into.inline = true;
      break;
    case 'const':
    case '__const':
    case '__const__':
      into.isConst = true;
      break;
    case 'volatile':
    case '__volatile__':
    case '__volatile':
      into.isVolatile = true;
      break;
    case '__attribute__':
    case '__attribute':
      parseAttributes(c, into.attributes);
      return true;
    case '_Alignas':
      c.next();
      c.expect('(');
      into.attributes.aligned = Math.max(into.attributes.aligned, parseAlignas(c));
      c.expect(')');
      return true;
    case '_Atomic':
      if (c.peek(1).text === '(') return false;
      break;
    default:
      if (!OTHER_WORDS.has(text)) return false;
  }
  c.next();
  return true;
}

const parseAlignas = (c: ParseContext) =>
  startsType(c)
    ? parseTypeName(c).align
    : Number(requireInteger(c, parseConditional(c), 'alignment'));

/** Records, enums, typeof and typedef names. */
function parseDerivedType(c: ParseContext, into: Specifiers): CType | null {
  const token = c.token;
  switch (token.text) {
    case 'struct':
    case 'union':
      return parseRecord(c, into.attributes);
    case 'enum':
      return parseEnum(c);
    case 'typeof':
    case '__typeof__':
    case '__typeof':
    case 'typeof_unqual':
    case '__typeof_unqual__':
      return parseTypeof(c);
    case '_Atomic': {
      c.next();
      c.expect('(');
      const type = parseTypeName(c);
      c.expect(')');
      return type;
    }
    case '__auto_type':
      c.next();
      into.autoType = true;
      return T.int;
    case '__builtin_va_list':
      c.next();
      return vaListType();
  }
  if (TYPE_WORDS.has(token.text)) return null;
  const binding = c.scope.lookup(token.text);
  if (binding?.kind !== 'typedef') return null;
  c.listener?.typedef(token, binding, 'use');
  c.next();
  if (binding.isConst) into.isConst = true;
  return binding.type;
}

function parseTypeof(c: ParseContext): CType {
  c.next();
  c.expect('(');
  let type: CType;
  if (startsType(c)) type = parseTypeName(c);
  else {
    const e = parseExpression(c);
    type = e.type;
    if (e.op === 'member' && e.member.bitWidth !== undefined) type = decay(e).type;
  }
  c.expect(')');
  return type;
}

let vaList: CType | null = null;

/** The ABI's `va_list`: an array of one 24-byte register save descriptor. */
export function vaListType(): CType {
  vaList ??= {
    kind: 'array',
    length: 1,
    size: 24,
    align: 8,
    of: {
      kind: 'struct',
      tag: '__va_list_tag',
      members: [
        { name: 'gp_offset', type: T.uint, offset: 0 },
        { name: 'fp_offset', type: T.uint, offset: 4 },
        {
          name: 'overflow_arg_area',
          type: { kind: 'pointer', to: T.void, size: 8, align: 8 },
          offset: 8,
        },
        {
          name: 'reg_save_area',
          type: { kind: 'pointer', to: T.void, size: 8, align: 8 },
          offset: 16,
        },
      ],
      complete: true,
      packed: false,
      size: 24,
      align: 8,
    },
  };
  return vaList;
}
