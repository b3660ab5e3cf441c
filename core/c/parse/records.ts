/** `struct`, `union` and `enum` specifiers (C11 6.7.2). */
import { requireInteger } from '../check/convert.ts';
import type { CType, EnumType, RecordType } from '../ctype.ts';
import { layoutRecord, type MemberDeclaration } from '../layout.ts';
import type { NamedConstant } from '../name-listener.ts';
import { TokenKind, type Token } from '../token.ts';
import { T, isComplete, isInteger, isRecord, typeText, wrapInteger } from '../types.ts';
import { isVariable } from '../variable-types.ts';
import {
  noAttributes,
  parseAttributes,
  rememberAttributes,
  type Attributes,
} from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseDeclarator } from './declarators.ts';
import { parseConditional } from './expressions.ts';
import { parseSpecifiers, startsType } from './specifiers.ts';
import { parseStaticAssert } from './static-assert.ts';
import { parsePack } from './pragma-pack.ts';

/**
 * Reads `struct tag`, `struct tag { … }` or `struct { … }` at the cursor; attributes of what is declared go
 * to `declared`.
 */
export function parseRecord(c: ParseContext, declared: Attributes = noAttributes()): RecordType {
  const kind = c.next().text as 'struct' | 'union';
  const attributes = parseAttributes(c);
  const tag = c.token.kind === TokenKind.identifier ? c.next() : null;
  // behind the tag they are about what is declared
  parseAttributes(c, tag ? declared : attributes);
  if (!c.is('{')) {
    if (tag === null) throw c.error(`expected a tag or '{' after '${kind}'`);
    const declares = c.is(';');
    const record = referToRecord(c, kind, tag);
    c.listener?.tag(tag, record, declares ? 'declaration' : 'use');
    return record;
  }
  const record = declareRecord(c, kind, tag);
  if (tag) c.listener?.tag(tag, record, 'definition');
  c.next();
  const seen = new Map<string, SeenMember>();
  const members = parseMembers(c, kind, seen);
  parseAttributes(c, attributes);
  record.packed = attributes.packed;
  layoutRecord(record, members, attributes.aligned, c.pack);
  rememberAttributes(record, attributes);
  for (const member of record.members) {
    const given = member.name === null ? undefined : seen.get(member.name);
    if (!given) continue;
    rememberAttributes(member, given.attributes);
    c.listener?.member(given.at, member, 'definition');
  }
  c.listener?.record(record);
  return record;
}

const newRecord = (kind: 'struct' | 'union', tag: string | null): RecordType => ({
  kind,
  tag,
  members: [],
  complete: false,
  packed: false,
  size: 0,
  align: 1,
});

function referToRecord(c: ParseContext, kind: 'struct' | 'union', tag: Token): RecordType {
  // `struct tag;` declares a new type in this scope (6.7.2.3p7).
  const known = c.is(';') ? c.scope.tagHere(tag.text) : c.scope.lookupTag(tag.text);
  if (known) return requireKind(c, known, kind, tag);
  const record = newRecord(kind, tag.text);
  c.scope.bindTag(tag.text, record);
  return record;
}

function requireKind(
  c: ParseContext,
  known: RecordType | EnumType,
  kind: string,
  tag: Token,
): RecordType {
  if (known.kind !== kind)
    throw c.error(
      `'${tag.text}' is ${known.kind === 'enum' ? 'an' : 'a'} ${known.kind}, not a ${kind}`,
      tag,
    );
  return known as RecordType;
}

function declareRecord(c: ParseContext, kind: 'struct' | 'union', tag: Token | null): RecordType {
  const known = tag && c.scope.tagHere(tag.text);
  if (tag && known) {
    const record = requireKind(c, known, kind, tag);
    if (record.complete) throw c.error(`redefinition of '${kind} ${tag.text}'`, tag);
    return record;
  }
  const record = newRecord(kind, tag?.text ?? null);
  if (tag) c.scope.bindTag(tag.text, record);
  return record;
}

interface SeenMember {
  at: Token;
  attributes: Attributes;
}

const isFlexible = (type: CType) =>
  type.kind === 'array' && type.length === null && !isVariable(type);

function parseMembers(
  c: ParseContext,
  kind: 'struct' | 'union',
  seen: Map<string, SeenMember>,
): MemberDeclaration[] {
  const members: MemberDeclaration[] = [];
  while (!c.accept('}')) {
    if (c.accept(';')) continue;
    if (parsePack(c)) continue;
    if (parseStaticAssert(c)) continue;
    const specifiers = parseSpecifiers(c);
    if (c.is(';') && isRecord(specifiers.type)) {
      c.next();
      // `struct tag;` without a name inside a record declares nothing; only untagged ones are members.
      if (specifiers.type.tag === null || specifiers.type.complete)
        members.push(anonymousMember(specifiers));
      continue;
    }
    do {
      const before = members.at(-1);
      members.push(parseMember(c, specifiers, seen));
      if (kind === 'struct' && before && isFlexible(before.type)) {
        const name = before.name ?? '';
        throw c.error(`flexible array member '${name}' is not the last member`, seen.get(name)?.at);
      }
    } while (c.accept(','));
    c.expect(';', 'at the end of a member declaration');
  }
  return members;
}

const anonymousMember = (s: ReturnType<typeof parseSpecifiers>): MemberDeclaration => ({
  name: null,
  type: s.type,
  packed: s.attributes.packed,
  aligned: s.attributes.aligned || undefined,
});

function parseMember(
  c: ParseContext,
  specifiers: ReturnType<typeof parseSpecifiers>,
  seen: Map<string, SeenMember>,
): MemberDeclaration {
  const at = c.token;
  const declarator = c.is(':') ? null : parseDeclarator(c, specifiers, false);
  const type = declarator?.type ?? specifiers.type;
  const attributes = declarator?.attributes ?? noAttributes();
  let bitWidth: number | undefined;
  if (c.accept(':')) bitWidth = parseBitWidth(c, type, at);
  if (bitWidth === 0 && declarator?.name)
    throw c.error(`zero width for bit-field '${declarator.name.text}'`, at);
  parseAttributes(c, attributes);
  const name = declarator?.name?.text ?? null;
  if (name !== null) {
    const previous = seen.get(name);
    if (previous)
      throw c.error(`duplicate member '${name}'`, at, {
        message: 'first declared here',
        at: previous.at,
      });
    seen.set(name, { at: declarator!.name!, attributes });
  }
  if (isVariable(type)) throw c.error('variable length arrays in structures are not supported', at);
  const flexible = isFlexible(type);
  if (type.kind === 'function')
    throw c.error(`member '${name ?? ''}' is declared as a function`, at);
  if (!isComplete(type) && !(flexible && isComplete((type as { of: CType }).of))) {
    throw c.error(`member '${name ?? ''}' has incomplete type '${typeText(type)}'`, at);
  }
  return {
    name,
    type,
    bitWidth,
    packed: attributes.packed || specifiers.attributes.packed,
    aligned: Math.max(attributes.aligned, specifiers.attributes.aligned) || undefined,
  };
}

function parseBitWidth(c: ParseContext, type: CType, at: Token): number {
  if (!isInteger(type)) throw c.error(`a bit-field cannot have type '${typeText(type)}'`, at);
  const width = Number(requireInteger(c, parseConditional(c), 'bit-field width'));
  const limit = type.kind === 'int' && type.rank === 0 ? 1 : type.size * 8;
  if (width < 0) throw c.error('negative width in bit-field', at);
  if (width > limit)
    throw c.error(`bit-field of ${width} bits is wider than its type '${typeText(type)}'`, at);
  return width;
}

/** Reads `enum tag`, `enum tag { … }` or `enum { … }` at the cursor. */
export function parseEnum(c: ParseContext): EnumType {
  c.next();
  const attributes = parseAttributes(c);
  const tag = c.token.kind === TokenKind.identifier ? c.next() : null;
  parseAttributes(c, attributes);
  const underlying = parseUnderlying(c);
  if (!c.is('{')) {
    if (tag === null) throw c.error("expected a tag or '{' after 'enum'");
    const type = referToEnum(c, tag);
    if (underlying) Object.assign(type, underlying);
    c.listener?.tag(tag, type, 'use');
    return type;
  }
  const known = tag && c.scope.tagHere(tag.text);
  if (tag && known && known.kind !== 'enum')
    throw c.error(`'${tag.text}' is a ${known.kind}, not an enum`, tag);
  if (tag && known?.kind === 'enum' && known.constants.length > 0)
    throw c.error(`redefinition of 'enum ${tag.text}'`, tag);
  const type: EnumType = (known as EnumType) ?? newEnum(tag?.text ?? null);
  if (tag) {
    c.scope.bindTag(tag.text, type);
    c.listener?.tag(tag, type, 'definition');
  }
  c.next();
  parseEnumerators(c, type);
  parseAttributes(c, attributes);
  if (underlying) Object.assign(type, underlying);
  else sizeEnum(type, attributes.packed);
  for (const { name, value } of type.constants) {
    const fitsInt = value >= -0x8000_0000n && value <= 0x7fff_ffffn;
    const constantType = fitsInt
      ? T.int
      : type.size === 4
        ? T.uint
        : type.signed
          ? T.long
          : T.ulong;
    // the constants' own type is known only now that all of them are
    const constant = c.scope.here(name);
    if (constant?.kind === 'constant') constant.type = underlying ? type : constantType;
  }
  return type;
}

/** C23's `: type` behind the tag; in a record `: width` stays where it is. */
function parseUnderlying(c: ParseContext): Pick<EnumType, 'size' | 'align' | 'signed'> | null {
  if (!c.is(':') || !startsType(c, c.peek(1))) return null;
  const at = c.next();
  const { type } = parseSpecifiers(c);
  if (type.kind !== 'int') throw c.error(`an enum cannot be made of '${typeText(type)}'`, at);
  const { size, align, signed } = type;
  return { size, align, signed };
}

const newEnum = (tag: string | null): EnumType => ({
  kind: 'enum',
  tag,
  signed: false,
  constants: [],
  size: 0,
  align: 4,
});

function referToEnum(c: ParseContext, tag: Token): EnumType {
  const known = c.scope.lookupTag(tag.text);
  if (known) {
    if (known.kind !== 'enum') throw c.error(`'${tag.text}' is a ${known.kind}, not an enum`, tag);
    return known;
  }
  // gcc lets an enum be declared before its definition; until then it counts as unsigned int.
  const type = newEnum(tag.text);
  c.scope.bindTag(tag.text, type);
  return type;
}

function parseEnumerators(c: ParseContext, type: EnumType): void {
  let next = 0n;
  while (!c.is('}')) {
    const name = c.expectIdentifier('enumerator');
    parseAttributes(c);
    if (c.accept('=')) {
      const e = parseConditional(c);
      next = wrapInteger(e.type, requireInteger(c, e, `value of enumerator '${name.text}'`));
    }
    if (c.scope.here(name.text)) throw c.error(`redeclaration of '${name.text}'`, name);
    type.constants.push({ name: name.text, value: next });
    const constant: NamedConstant = {
      kind: 'constant',
      type: next > 0x7fff_ffffn || next < -0x8000_0000n ? T.long : T.int,
      value: next,
    };
    c.scope.bind(name.text, constant);
    c.listener?.constant(name, constant, 'definition');
    next += 1n;
    if (!c.accept(',')) break;
  }
  c.expect('}', 'at the end of the enumerators');
}

/** gcc's choice of the underlying type: unsigned int unless a value needs otherwise. */
function sizeEnum(type: EnumType, packed: boolean): void {
  const values = type.constants.map((k) => k.value);
  const min = values.reduce((a, b) => (b < a ? b : a), 0n);
  const max = values.reduce((a, b) => (b > a ? b : a), 0n);
  type.signed = min < 0n;
  const fits = (size: number) => {
    const bits = BigInt(size * 8);
    return type.signed ? min >= -(1n << (bits - 1n)) && max < 1n << (bits - 1n) : max < 1n << bits;
  };
  type.size = (packed ? [1, 2, 4, 8] : [4, 8]).find(fits) ?? 8;
  type.align = type.size;
}
