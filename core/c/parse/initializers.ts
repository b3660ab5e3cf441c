/** Initialisers with designators and brace elision (C11 6.7.9), for static and automatic objects. */
import type { Expr, Initialization, StaticInit } from '../ast.ts';
import { assignConvert, decay, requireInteger } from '../check/convert.ts';
import { isComplex } from '../check/elements.ts';
import { castConstant, evaluateConstant } from '../check/constant.ts';
import type { ArrayType, CType, Member, RecordType } from '../ctype.ts';
import { findMember } from '../layout.ts';
import { TokenKind, type Token } from '../token.ts';
import { arrayOf, compatible, isFloat, isRecord, isScalar, typeText } from '../types.ts';
import { hasEffects } from '../walk.ts';
import type { ParseContext } from './context.ts';
import { parseAssignment, parseConditional } from './expressions.ts';
import { parseStrings } from './literals.ts';
import { literalBytes, takeStrings } from './primary.ts';

/**
 * The initialiser of one (sub)object. Children exist only where something was given; beside a value or
 * bytes, they are what later designators put in their place.
 */
export interface Initializer {
  type: CType;
  at: Token;
  value: Expr | null;
  /** String literal for a character array. */
  bytes: Uint8Array | null;
  children: Map<number, Initializer>;
}

export const blank = (type: CType, at: Token): Initializer => ({
  type,
  at,
  value: null,
  bytes: null,
  children: new Map(),
});

const copyOf = (init: Initializer): Initializer => ({
  ...init,
  children: new Map([...init.children].map(([key, child]) => [key, copyOf(child)])),
});

/** Reads the initialiser after `=`; an incomplete array type comes out completed. */
export function parseInitializer(c: ParseContext, type: CType): Initializer {
  const init = blank(type, c.token);
  const braced = c.is('{');
  parseInto(c, init, null);
  // Only inside braces may an aggregate be given by the values of its parts.
  if (!braced && init.children.size > 0)
    throw c.error(`invalid initialiser for '${typeText(type)}'`, init.at);
  return init;
}

/** `before`: what parts of the object were given already; values without braces only add to them. */
function parseInto(
  c: ParseContext,
  init: Initializer,
  pending: Expr | null,
  before: Initializer | null = null,
): void {
  const { type } = init;
  if (pending === null) {
    if (type.kind === 'array' && parseStringArray(c, init, type)) return;
    if (c.is('{')) return parseBraced(c, init);
    pending = parseAssignment(c);
  }
  if (isRecord(type) && decay(pending).type !== type && !isComplex(type)) {
    if (before) Object.assign(init, before);
    return parseElided(c, init, pending);
  }
  if (type.kind === 'array') {
    if (
      pending.op === 'global' &&
      pending.type.kind === 'array' &&
      pending.type.of.size === type.of.size
    ) {
      const bytes = literalBytes(pending.symbol);
      if (bytes && !isRecord(type.of)) return storeBytes(c, init, type, bytes, pending.at);
    }
    if (
      pending.type.kind === 'array' &&
      (pending.op === 'literal' || pending.op === 'global') &&
      compatible(pending.type.of, type.of)
    ) {
      init.value = pending; // GNU: array from a compound literal
      if (type.length === null) init.type = pending.type;
      return;
    }
    if (before) Object.assign(init, before);
    return parseElided(c, init, pending);
  }
  init.value = assignConvert(c, pending, type, 'in initialisation');
}

/** `char s[] = "…"`, also in braces. */
function parseStringArray(c: ParseContext, init: Initializer, type: ArrayType): boolean {
  const braced = c.is('{') && c.peek(1).kind === TokenKind.string;
  const first = braced ? c.peek(1) : c.token;
  if (first.kind !== TokenKind.string || type.of.kind !== 'int') return false;
  const start = c.position;
  if (braced) c.next();
  const { element, bytes } = parseStrings(c, takeStrings(c));
  const ends = braced ? c.is('}') || (c.is(',') && c.peek(1).text === '}') : true;
  if (element.size !== type.of.size || !ends) {
    c.position = start;
    return false;
  }
  if (braced) {
    c.accept(',');
    c.expect('}');
  }
  storeBytes(c, init, type, bytes, first);
  return true;
}

function storeBytes(
  c: ParseContext,
  init: Initializer,
  type: ArrayType,
  bytes: Uint8Array,
  at: Token,
): void {
  if (type.length === null) {
    init.type = arrayOf(type.of, bytes.length / type.of.size);
    init.bytes = bytes;
    return;
  }
  // the terminator may be dropped; more than that is a mistake that gcc only warns of
  if (bytes.length - type.of.size > type.size && !c.implicit)
    throw c.error(
      `string of ${bytes.length / type.of.size} elements is too long for '${typeText(type)}'`,
      at,
    );
  init.bytes = bytes.subarray(0, type.size);
}

function parseBraced(c: ParseContext, init: Initializer): void {
  const open = c.expect('{');
  if (!isRecord(init.type) && init.type.kind !== 'array') {
    if (!c.is('}')) parseInto(c, init, null);
    c.accept(',');
    c.expect('}');
    return;
  }
  let index = 0;
  while (!c.is('}')) {
    if (isDesignator(c)) index = parseDesignated(c, init, true);
    else {
      if (index >= countOf(init) && c.implicit) {
        // a mistake that gcc only warns of
        if (c.is('{')) skipBraces(c);
        else parseAssignment(c);
      } else if (index >= countOf(init))
        throw c.error(`excess elements in the initialiser of '${typeText(init.type)}'`);
      else parseInto(c, childAt(c, init, index), null);
      index++;
    }
    if (init.type.kind === 'union' && !isDesignatorAfterComma(c)) {
      c.accept(',');
      break;
    }
    if (!c.accept(',')) break;
  }
  if (!c.is('}'))
    throw c.error(`expected '}' at the end of the initialiser`, c.token, {
      message: 'to match this',
      at: open,
    });
  c.next();
  completeArray(init);
}

function skipBraces(c: ParseContext): void {
  c.expect('{');
  while (!c.is('}') && c.token.kind !== TokenKind.endOfFile) {
    if (c.is('{')) skipBraces(c);
    else c.next();
  }
  c.expect('}');
}

function completeArray(init: Initializer): void {
  if (init.type.kind !== 'array' || init.type.length !== null) return;
  const length = Math.max(0, ...[...init.children.keys()].map((k) => k + 1));
  init.type = arrayOf(init.type.of, length);
}

const isDesignator = (c: ParseContext) =>
  c.is('.') ||
  c.is('[') ||
  (c.token.kind === TokenKind.identifier &&
    c.peek(1).text === ':' &&
    c.peek(1).kind === TokenKind.punctuator);
const isDesignatorAfterComma = (c: ParseContext) =>
  c.is(',') && (c.peek(1).text === '.' || c.peek(1).text === '[');

/** Reads one designator and what it designates; returns the index that follows it in `init`. */
function parseDesignated(c: ParseContext, init: Initializer, outermost: boolean): number {
  const at = c.token;
  let last: number;
  if (c.accept('[')) {
    if (init.type.kind !== 'array')
      throw c.error(`array index in the initialiser of '${typeText(init.type)}'`, at);
    const low = Number(requireInteger(c, parseConditional(c), 'array index'));
    const high = c.accept('...')
      ? Number(requireInteger(c, parseConditional(c), 'array index'))
      : low;
    c.expect(']');
    if (low < 0 || high < low || high >= countOf(init))
      throw c.error('array index in initialiser is out of range', at);
    const child = childAt(c, init, low);
    parseDesignatedValue(c, child);
    const once = high > low ? evaluateOnce(c, child) : null;
    // Copies, so that a later designator can change one of them.
    const again = copyOf(child);
    again.value = once ?? again.value;
    for (let i = low + 1; i <= high; i++) init.children.set(i, copyOf(again));
    last = high;
  } else {
    if (!isRecord(init.type))
      throw c.error(`member name in the initialiser of '${typeText(init.type)}'`, at);
    const dotted = c.accept('.');
    const name = c.expectIdentifier('member name');
    const found = findMember(init.type, name.text);
    if (!found) throw c.error(`'${typeText(init.type)}' has no member named '${name.text}'`, name);
    c.listener?.member(name, found.path.at(-1)!, 'use');
    if (!dotted) c.next();
    last = designateMember(c, init, found.path, !dotted);
  }
  if (!outermost) continueElided(c, init, last + 1);
  return last + 1;
}

/**
 * The value for a range of elements: what it does, it does for the first of them only. Returns what the
 * others get instead; null if that is the same.
 */
function evaluateOnce(c: ParseContext, init: Initializer): Expr | null {
  const { value } = init;
  if (!value || !c.function || !hasEffects(value) || !isScalar(value.type)) return null;
  const { type, at } = value;
  const read: Expr = { op: 'local', type, at, variable: c.addLocal('', type, at) };
  const store: Expr = { op: 'assign', type, at, target: read, value };
  init.value = { op: 'comma', type, at, first: store, second: read };
  return read;
}

/** Walks through anonymous members to the designated one. */
function designateMember(
  c: ParseContext,
  init: Initializer,
  path: Member[],
  colon: boolean,
): number {
  const index = (init.type as RecordType).members.indexOf(path[0]);
  const child = childAt(c, init, index);
  if (path.length > 1) {
    const inner = designateMember(c, child, path.slice(1), colon);
    continueElided(c, child, inner + 1);
  } else if (colon) parseInto(c, child, null);
  else parseDesignatedValue(c, child);
  return index;
}

function parseDesignatedValue(c: ParseContext, child: Initializer): void {
  if (c.is('.') || c.is('[')) {
    parseDesignated(c, child, false);
    return;
  }
  c.accept('=');
  const before = { ...child };
  Object.assign(child, blank(child.type, child.at));
  parseInto(c, child, null, before);
}

/** An aggregate without its own braces, starting with an expression that is already read. */
function parseElided(c: ParseContext, init: Initializer, pending: Expr): void {
  if (countOf(init) === 0)
    throw c.error(`cannot initialise '${typeText(init.type)}' with this`, pending.at);
  if (init.type.kind === 'array' && init.type.length === null) {
    throw c.error(`array initialiser must be in braces`, pending.at);
  }
  parseInto(c, childAt(c, init, 0), pending);
  continueElided(c, init, 1);
}

function continueElided(c: ParseContext, init: Initializer, from: number): void {
  if (init.type.kind === 'union') return;
  for (let i = from; i < countOf(init) && c.is(','); i++) {
    const after = c.peek(1);
    const designated = after.text === '.' || after.text === '[' || after.text === '}';
    if (designated && after.kind === TokenKind.punctuator) return;
    if (after.kind === TokenKind.identifier && c.peek(2).text === ':') return;
    c.next();
    parseInto(c, childAt(c, init, i), null);
  }
}

function countOf(init: Initializer): number {
  const { type } = init;
  if (type.kind === 'array') return type.length ?? Infinity;
  if (type.kind === 'union') return Math.min(1, type.members.length);
  return isRecord(type) ? type.members.length : 0;
}

function childAt(c: ParseContext, init: Initializer, index: number): Initializer {
  const { type } = init;
  if (type.kind === 'union') {
    // only one member of a union is initialised: the last one given
    for (const other of init.children.keys()) if (other !== index) init.children.delete(other);
  }
  let child = init.children.get(index);
  if (!child) {
    const childType = type.kind === 'array' ? type.of : (type as RecordType).members[index].type;
    child = blank(childType, c.token);
    init.children.set(index, child);
  }
  return child;
}

interface Leaf {
  init: Initializer;
  offset: number;
  member: Member | null;
  path: string[];
}

/** The scalar, string and whole-record parts of an initialiser, in order of offset. */
function* leaves(
  init: Initializer,
  offset = 0,
  member: Member | null = null,
  path: string[] = [],
): Generator<Leaf> {
  if (init.value !== null || init.bytes !== null) {
    yield { init, offset, member, path };
  }
  const keys = [...init.children.keys()].sort((a, b) => a - b);
  for (const key of keys) {
    const child = init.children.get(key)!;
    if (init.type.kind === 'array')
      yield* leaves(child, offset + key * init.type.of.size, null, [...path, `[${key}]`]);
    else {
      const m = (init.type as RecordType).members[key];
      yield* leaves(child, offset + m.offset, m, m.name === null ? path : [...path, m.name]);
    }
  }
}

/** The stores that initialise an automatic object; parts not given are zeroed first. */
export function flattenInitializer(init: Initializer): Initialization[] {
  const result: Initialization[] = [];
  const aggregate = init.value === null && (init.type.kind === 'array' || isRecord(init.type));
  if (aggregate) result.push({ kind: 'zero' });
  for (const leaf of leaves(init)) {
    if (leaf.init.bytes)
      result.push({ kind: 'bytes', offset: leaf.offset, bytes: leaf.init.bytes });
    else {
      result.push({
        kind: 'store',
        offset: leaf.offset,
        type: leaf.init.type,
        member: leaf.member,
        path: leaf.path,
        value: leaf.init.value!,
      });
    }
  }
  return result;
}

/** The bytes and relocations of a static object; throws CError where a value is no constant. */
export function staticInitializer(c: ParseContext, init: Initializer): StaticInit {
  let size = init.type.size;
  const parts = [...leaves(init)];
  for (const { init: leaf, offset } of parts)
    size = Math.max(size, offset + (leaf.bytes?.length ?? leaf.type.size));
  const result: StaticInit = { bytes: new Uint8Array(size), relocations: [] };
  for (const { init: leaf, offset, member } of parts) {
    if (leaf.bytes) result.bytes.set(leaf.bytes, offset);
    else storeStatic(c, result, leaf.value!, offset, member);
  }
  return result;
}

function storeStatic(
  c: ParseContext,
  into: StaticInit,
  value: Expr,
  offset: number,
  member: Member | null,
): void {
  if (isRecord(value.type) || value.type.kind === 'array')
    return copyStatic(c, into, value, offset);
  const constant = evaluateConstant(value);
  const converted = constant && castConstant(constant, value.type, value.type);
  if (!converted) throw c.error('initialiser element is not constant', value.at);
  const { size } = value.type;
  const view = new DataView(into.bytes.buffer, into.bytes.byteOffset);
  if (converted.symbol) {
    into.relocations.push({ offset, symbol: converted.symbol, addend: converted.value });
  } else if (isFloat(value.type)) {
    if (size === 4) view.setFloat32(offset, converted.float!, true);
    else if (size === 8) view.setFloat64(offset, converted.float!, true);
    else {
      view.setBigUint64(offset, BigInt.asUintN(64, converted.extended!), true);
      view.setUint16(offset + 8, Number(converted.extended! >> 64n), true);
    }
  } else if (member?.bitWidth !== undefined) {
    storeBits(into.bytes, offset * 8 + member.bitOffset!, member.bitWidth, converted.value);
  } else {
    for (let i = 0; i < size; i++)
      into.bytes[offset + i] = Number((converted.value >> BigInt(8 * i)) & 0xffn);
  }
}

function storeBits(bytes: Uint8Array, firstBit: number, width: number, value: bigint): void {
  for (let i = 0; i < width; i++) {
    const bit = firstBit + i;
    const mask = 1 << (bit & 7);
    if ((value >> BigInt(i)) & 1n) bytes[bit >> 3] |= mask;
    else bytes[bit >> 3] &= ~mask;
  }
}

/** A whole object given by a compound literal (or another constant object of the unit). */
function copyStatic(c: ParseContext, into: StaticInit, value: Expr, offset: number): void {
  if (value.op === 'global' && value.symbol.init) {
    into.bytes.set(value.symbol.init.bytes.subarray(0, value.type.size), offset);
    for (const r of value.symbol.init.relocations)
      into.relocations.push({ ...r, offset: r.offset + offset });
    return;
  }
  if (value.op === 'literal') {
    for (const part of value.init) {
      if (part.kind === 'bytes') into.bytes.set(part.bytes, offset + part.offset);
      else if (part.kind === 'store')
        storeStatic(c, into, part.value, offset + part.offset, part.member);
    }
    return;
  }
  throw c.error('initialiser element is not constant', value.at);
}
