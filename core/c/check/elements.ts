/**
 * Vectors and complex numbers: records of equal elements without names. Storing, copying and passing them is
 * what it is for other records; what is computed with them is computed element by element, on the tree.
 */
import type { Expr, Initialization } from '../ast.ts';
import type { CType, Member, RecordType } from '../ctype.ts';
import { newLocal, type ParseContext } from '../parse/context.ts';
import type { Token } from '../token.ts';
import { arrayOf, isFloat, isRecord, typeText } from '../types.ts';
import { floatConstant, intConstant } from './convert.ts';

/** By spelling, so that equal types are one. */
const KNOWN = new Map<string, RecordType>();
const ELEMENTS = new WeakMap<RecordType, { of: CType; isVector: boolean }>();

function recordOf(name: string, of: CType, count: number, align: number): RecordType {
  let record = KNOWN.get(name);
  if (!record) {
    const elements = { name: '(elements)', type: arrayOf(of, count), offset: 0 };
    record = {
      kind: 'struct',
      tag: null,
      typedefName: name,
      members: [elements],
      complete: true,
      packed: false,
      size: elements.type.size,
      align,
    };
    KNOWN.set(name, record);
    ELEMENTS.set(record, { of, isVector: !name.startsWith('_Complex') });
  }
  return record;
}

const spelled = (type: CType) => typeText({ ...type, alias: undefined });

/** A vector of `size` bytes. */
export function vectorOf(of: CType, size: number): RecordType {
  const name = `${spelled(of)} __attribute__((vector_size(${size})))`;
  return recordOf(name, of, Math.floor(size / of.size), size);
}

export const complexOf = (of: CType): RecordType =>
  recordOf(`_Complex ${spelled(of)}`, { ...of, alias: undefined }, 2, of.align);

const elements = (type: CType) => (isRecord(type) ? ELEMENTS.get(type) : undefined);

/** Is it a vector or a complex number? */
export const hasElements = (type: CType): type is RecordType => elements(type) !== undefined;
export const isVector = (type: CType): type is RecordType => elements(type)?.isVector === true;
export const isComplex = (type: CType): type is RecordType => elements(type)?.isVector === false;

/** The type of one element; of anything else itself. */
export const elementType = (type: CType): CType => elements(type)?.of ?? type;
export const elementCount = (type: CType): number => type.size / elementType(type).size;

const isConstant = (e: Expr) => e.op === 'int' || e.op === 'float';

/** A literal that is nothing but constants. */
const isConstantLiteral = (e: Expr): e is Expr & { op: 'literal' } =>
  e.op === 'literal' &&
  e.init.every((part) => part.kind === 'zero' || (part.kind === 'store' && isConstant(part.value)));

/** Element `i` of a vector or complex number: an lvalue if that is one. */
export function element(e: Expr, i: number): Expr {
  const type = elementType(e.type);
  const offset = i * type.size;
  if (isConstantLiteral(e)) {
    const stored = e.init.findLast((part) => part.kind === 'store' && part.offset === offset);
    if (stored?.kind === 'store') return stored.value;
    return isFloat(type)
      ? floatConstant({ float: 0, extended: type.size === 16 ? 0n : undefined }, type, e.at)
      : intConstant(0, type, e.at);
  }
  const member: Member = { name: `[${i}]`, type, offset };
  return { op: 'member', type, at: e.at, record: e, member, offset };
}

/** A vector or complex number of these elements. */
export function fromElements(
  c: ParseContext,
  type: RecordType,
  values: readonly Expr[],
  at: Token,
): Expr {
  const variable = c.function ? c.addLocal('', type, at) : newLocal('', type, at);
  variable.addressTaken = true;
  const of = elementType(type);
  const init = values.map((value, i): Initialization => {
    const offset = i * of.size;
    const member: Member = { name: `[${i}]`, type: of, offset };
    return { kind: 'store', offset, type: of, member, path: [`[${i}]`], value };
  });
  return { op: 'literal', type, at, variable, init };
}

/** What can be read again and again, without anything happening. */
function isPlain(e: Expr): boolean {
  if (e.op === 'member') return isPlain(e.record);
  return isConstant(e) || e.op === 'local' || e.op === 'global' || isConstantLiteral(e);
}

/**
 * Values that are used more than once: `keep` gives what reads one again, `before` puts their evaluation in
 * front of what uses them.
 */
export class Operands {
  private readonly first: Expr[] = [];

  constructor(private readonly c: ParseContext) {}

  /** Throws CError outside functions, where nothing can be kept. */
  keep(e: Expr): Expr {
    if (isPlain(e)) return e;
    const { c } = this;
    if (!c.function) throw c.error('initialiser element is not constant', e.at);
    if (e.op === 'literal') {
      this.first.push(e);
      return { op: 'local', type: e.type, at: e.at, variable: e.variable };
    }
    const variable = c.addLocal('', e.type, e.at);
    if (isRecord(e.type)) variable.addressTaken = true;
    const read: Expr = { op: 'local', type: e.type, at: e.at, variable };
    this.first.push({ op: 'assign', type: e.type, at: e.at, target: read, value: e });
    return read;
  }

  before(e: Expr): Expr {
    return this.first.reduceRight<Expr>(
      (second, first) => ({ op: 'comma', type: second.type, at: e.at, first, second }),
      e,
    );
  }
}
