/**
 * C types as plain data: they survive structured cloning (a recording is made in a worker and read
 * elsewhere), may be cyclic, and records are compared by identity. Sizes and alignments are in bytes,
 * by the x86-64 System V ABI.
 */
export type CType =
  | VoidType
  | IntegerType
  | FloatType
  | PointerType
  | ArrayType
  | RecordType
  | EnumType
  | FunctionType;

interface TypeBase {
  size: number;
  align: number;
  /** The typedef this use of the type was spelled with, if any: `pgoff_t`. Never on records. */
  alias?: string;
}

export interface VoidType extends TypeBase {
  kind: 'void';
}

export interface IntegerType extends TypeBase {
  kind: 'int';
  /** Standard spelling: `unsigned long`, `char`, `_Bool` … */
  name: string;
  signed: boolean;
  /** Conversion rank (C11 6.3.1.1): _Bool 0, char 1, short 2, int 3, long 4, long long 5, __int128 6. */
  rank: number;
  /** Only of the values of bit-fields wider than `int` and narrower than their type: their precision. */
  bits?: number;
}

export interface FloatType extends TypeBase {
  kind: 'float';
  name: 'float' | 'double' | 'long double';
}

export interface PointerType extends TypeBase {
  kind: 'pointer';
  to: CType;
  /** Qualifiers of the pointed-to type. */
  constTarget?: boolean;
  volatileTarget?: boolean;
}

export interface ArrayType extends TypeBase {
  kind: 'array';
  of: CType;
  /** Number of elements; null while incomplete, and for a flexible array member. */
  length: number | null;
}

export interface Member {
  /** null for an anonymous struct or union member and for an unnamed bit-field. */
  name: string | null;
  type: CType;
  /** Bytes from the start of the record that declares the member. */
  offset: number;
  /** Only for bit-fields: first bit counted from `offset` * 8 (little endian), and width in bits. */
  bitOffset?: number;
  bitWidth?: number;
}

export interface RecordType extends TypeBase {
  kind: 'struct' | 'union';
  /** null for an untagged record; then `typedefName` may name it (`atomic_t`). */
  tag: string | null;
  typedefName?: string;
  members: Member[];
  complete: boolean;
  packed: boolean;
}

export interface EnumType extends TypeBase {
  kind: 'enum';
  tag: string | null;
  signed: boolean;
  constants: { name: string; value: bigint }[];
}

export interface FunctionType extends TypeBase {
  kind: 'function';
  returns: CType;
  params: { name: string | null; type: CType }[];
  variadic: boolean;
}
