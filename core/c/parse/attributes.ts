/** `__attribute__((…))`: what changes layout or linking is honoured, everything else is accepted. */
import { requireInteger } from '../check/convert.ts';
import { TokenKind, type Token } from '../token.ts';
import type { ParseContext } from './context.ts';
import { parseConditional } from './expressions.ts';
import { parseStrings } from './literals.ts';

export interface Attributes {
  packed: boolean;
  /** Bytes; 0 when there is none. */
  aligned: number;
  weak: boolean;
  alias: string | null;
  /** Machine mode that overrides an integer's size: `DI` … */
  mode: string | null;
  /** Name of the function that cleans up the variable. */
  cleanup: Token | null;
  /** Priorities given by `constructor` and `destructor`; null: neither. */
  runBefore: number | null;
  runAfter: number | null;
  /** Bytes of the vector that the declared type is the element of; 0 for none. */
  vectorSize: number;
  /** Names of the attributes given, without underscores, for `__builtin_has_attribute`; null: none. */
  names: Set<string> | null;
}

export const noAttributes = (): Attributes => ({
  packed: false,
  aligned: 0,
  weak: false,
  alias: null,
  mode: null,
  cleanup: null,
  runBefore: null,
  runAfter: null,
  vectorSize: 0,
  names: null,
});

/** What was declared with which attributes: variables, functions and members; types only by `packed`. */
const DECLARED = new WeakMap<object, Set<string>>();

/** Remembers the attributes of a declaration. */
export function rememberAttributes(declared: object, ...lists: (Attributes | undefined)[]): void {
  for (const list of lists) {
    if (!list?.names) continue;
    const known = DECLARED.get(declared);
    if (known) for (const name of list.names) known.add(name);
    else DECLARED.set(declared, new Set(list.names));
  }
}

export const hasAttribute = (declared: object, name: string): boolean =>
  DECLARED.get(declared)?.has(bareName(name)) ?? false;

const bareName = (text: string) => text.replace(/^__|__$/g, '');

const MAX_ALIGN = 16;

/** Reads any number of attribute lists at the cursor into `into`. */
export function parseAttributes(c: ParseContext, into: Attributes = noAttributes()): Attributes {
  for (;;) {
    if (isStandardAttribute(c)) parseStandardAttributes(c, into);
    else if (isAttribute(c.token)) {
      c.next();
      c.expect('(');
      c.expect('(');
      while (!c.is(')')) {
        if (c.token.kind === TokenKind.identifier) parseAttribute(c, into);
        if (!c.accept(',')) break;
      }
      c.expect(')');
      c.expect(')');
    } else return into;
  }
}

/** C23's `[[…]]` */
const isStandardAttribute = (c: ParseContext) => c.is('[') && c.peek(1).text === '[';

/** Of these only gcc's own mean anything: `[[gnu::packed]]`. */
function parseStandardAttributes(c: ParseContext, into: Attributes): void {
  c.next();
  c.next();
  while (!c.is(']')) {
    const name = c.expectIdentifier('attribute name');
    const isGnu = bareName(name.text) === 'gnu';
    if (c.accept(':')) {
      c.expect(':');
      if (isGnu) parseAttribute(c, into);
      else c.next();
    }
    if (c.is('(')) skipParentheses(c);
    if (!c.accept(',')) break;
  }
  c.expect(']');
  c.expect(']');
}

/** Reads `[[…]]` in front of a declaration or a statement, where none of them means anything. */
export function skipStandardAttributes(c: ParseContext): void {
  while (isStandardAttribute(c)) parseStandardAttributes(c, noAttributes());
}

function parseAttribute(c: ParseContext, into: Attributes): void {
  const token = c.next();
  const name = bareName(token.text);
  (into.names ??= new Set()).add(name);
  switch (name) {
    case 'packed':
      into.packed = true;
      break;
    case 'weak':
      into.weak = true;
      break;
    case 'aligned':
      into.aligned = Math.max(into.aligned, parseAlignment(c));
      return;
    case 'alias':
      c.expect('(');
      into.alias = decodeName(parseStrings(c, [c.next()]).bytes);
      c.expect(')');
      return;
    case 'mode':
      c.expect('(');
      into.mode = bareName(c.next().text);
      c.expect(')');
      return;
    case 'cleanup':
      c.expect('(');
      into.cleanup = c.expectIdentifier('the function that cleans up');
      c.expect(')');
      return;
    case 'constructor':
    case 'destructor': {
      const priority = c.is('(') ? parsePriority(c) : LAST_PRIORITY;
      into[name === 'constructor' ? 'runBefore' : 'runAfter'] = priority;
      return;
    }
    case 'ms_struct':
      throw c.error('the ms_struct attribute is not supported', token);
    case 'vector_size':
      c.expect('(');
      into.vectorSize = Number(requireInteger(c, parseConditional(c), 'size of a vector'));
      c.expect(')');
      return;
  }
  if (c.is('(')) skipParentheses(c);
}

/** Of functions that say none. */
const LAST_PRIORITY = 65535;

function parsePriority(c: ParseContext): number {
  c.expect('(');
  const value = requireInteger(c, parseConditional(c), 'priority');
  c.expect(')');
  return Number(value);
}

function parseAlignment(c: ParseContext): number {
  if (!c.accept('(')) return MAX_ALIGN;
  const at = c.token;
  const value = requireInteger(c, parseConditional(c), 'alignment');
  if (value <= 0n || (value & (value - 1n)) !== 0n)
    throw c.error('alignment is not a power of two', at);
  c.expect(')');
  return Number(value);
}

const decodeName = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, -1));

const isAttribute = (token: Token): boolean =>
  token.text === '__attribute__' || token.text === '__attribute';

/** The token behind the attribute lists at the cursor; nothing is consumed. */
export function tokenAfterAttributes(c: ParseContext): Token {
  const start = c.position;
  while (isAttribute(c.token)) {
    c.next();
    skipParentheses(c);
  }
  const { token } = c;
  c.position = start;
  return token;
}

/** Skips a balanced `( … )` at the cursor. */
export function skipParentheses(c: ParseContext): void {
  const open = c.expect('(');
  for (let depth = 1; depth > 0;) {
    const token = c.next();
    if (token.kind === TokenKind.endOfFile) throw c.error("unbalanced '('", open);
    if (token.kind !== TokenKind.punctuator) continue;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
  }
}
