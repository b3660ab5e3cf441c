/**
 * Vectors and complex numbers, as a lenient program sees them: types with a size, whose values can be
 * stored, copied and passed as they are. Any operation on them is an `unsupported` expression.
 */
import type { Expr } from '../ast.ts';
import type { CType, RecordType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { T, arrayOf, isRecord, typeText } from '../types.ts';

/** By spelling, so that equal types are one. */
const KNOWN = new Map<string, RecordType>();
const ELEMENTS = new WeakMap<RecordType, CType>();

function opaqueRecord(name: string, element: CType, count: number, align: number): RecordType {
  let record = KNOWN.get(name);
  if (!record) {
    const elements = { name: '(elements)', type: arrayOf(element, count), offset: 0 };
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
    ELEMENTS.set(record, element);
  }
  return record;
}

/** A vector of `size` bytes. */
export function vectorOf(element: CType, size: number): RecordType {
  const name = `${typeText({ ...element, alias: undefined })} __attribute__((vector_size(${size})))`;
  return opaqueRecord(name, element, Math.floor(size / element.size), size);
}

export const complexOf = (element: CType): RecordType =>
  opaqueRecord(`_Complex ${typeText(element)}`, element, 2, element.align);

export const isOpaque = (type: CType): type is RecordType => isRecord(type) && ELEMENTS.has(type);

/** An expression of the given type that cannot be computed; `of` is the opaque type in the way. */
export const opaqueResult = (type: CType, of: CType, at: Token): Expr => ({
  op: 'unsupported',
  type,
  at,
  what: `computing with '${typeText(of)}'`,
});

/** The type of one element; `int` of anything else. */
export const elementType = (type: CType): CType =>
  (isRecord(type) ? ELEMENTS.get(type) : undefined) ?? T.int;
