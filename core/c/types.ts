/** Constructors, predicates and conversions of C types (C11 6.2.5, 6.3; x86-64 sizes). */
import type {
  ArrayType,
  CType,
  EnumType,
  FloatType,
  FunctionType,
  IntegerType,
  PointerType,
  RecordType,
  VoidType,
} from './ctype.ts';
import { isVariable } from './variable-types.ts';

function integer(name: string, size: number, signed: boolean, rank: number): IntegerType {
  return { kind: 'int', name, size, align: size, signed, rank };
}

/** The basic types. Types are compared structurally, so these are a convenience, not identities. */
export const T = {
  void: { kind: 'void', size: 1, align: 1 } as VoidType,
  bool: integer('_Bool', 1, false, 0),
  char: integer('char', 1, true, 1),
  schar: integer('signed char', 1, true, 1),
  uchar: integer('unsigned char', 1, false, 1),
  short: integer('short', 2, true, 2),
  ushort: integer('unsigned short', 2, false, 2),
  int: integer('int', 4, true, 3),
  uint: integer('unsigned int', 4, false, 3),
  long: integer('long', 8, true, 4),
  ulong: integer('unsigned long', 8, false, 4),
  llong: integer('long long', 8, true, 5),
  ullong: integer('unsigned long long', 8, false, 5),
  int128: integer('__int128', 16, true, 6),
  uint128: integer('unsigned __int128', 16, false, 6),
  float: { kind: 'float', name: 'float', size: 4, align: 4 } as FloatType,
  double: { kind: 'float', name: 'double', size: 8, align: 8 } as FloatType,
  longDouble: { kind: 'float', name: 'long double', size: 16, align: 16 } as FloatType,
};

export function pointerTo(to: CType, constTarget = false, volatileTarget = false): PointerType {
  const type: PointerType = { kind: 'pointer', to, size: 8, align: 8 };
  if (constTarget) type.constTarget = true;
  if (volatileTarget) type.volatileTarget = true;
  return type;
}

/** `length` null makes an incomplete array (or a flexible member). */
export function arrayOf(of: CType, length: number | null): ArrayType {
  return { kind: 'array', of, length, size: (length ?? 0) * of.size, align: of.align };
}

export function functionReturning(
  returns: CType,
  params: FunctionType['params'],
  variadic: boolean,
): FunctionType {
  return { kind: 'function', returns, params, variadic, size: 1, align: 1 };
}

export const isInteger = (t: CType): t is IntegerType | EnumType =>
  t.kind === 'int' || t.kind === 'enum';
export const isFloat = (t: CType): t is FloatType => t.kind === 'float';
export const isArithmetic = (t: CType): boolean => isInteger(t) || isFloat(t);
export const isPointer = (t: CType): t is PointerType => t.kind === 'pointer';
export const isScalar = (t: CType): boolean => isArithmetic(t) || isPointer(t);
export const isRecord = (t: CType): t is RecordType => t.kind === 'struct' || t.kind === 'union';
export const isBool = (t: CType): boolean => t.kind === 'int' && t.rank === 0;

/** Signedness of a value of the type; pointers count as unsigned. */
export const isSigned = (t: CType): boolean =>
  (t.kind === 'int' && t.signed) || (t.kind === 'enum' && t.signed);

/** False for void, functions, incomplete arrays and records that are only declared. */
export function isComplete(t: CType): boolean {
  if (isRecord(t) || t.kind === 'enum') return t.kind === 'enum' ? t.size > 0 : t.complete;
  if (t.kind === 'array') return (t.length !== null || isVariable(t)) && isComplete(t.of);
  return t.kind !== 'void' && t.kind !== 'function';
}

/**
 * Integer promotion (6.3.1.1); the value of a bit-field passes its width in bits. Wider than `int`, it is
 * computed with in that width, as in gcc.
 */
export function promote(t: CType, bitWidth?: number): CType {
  if (bitWidth !== undefined && isInteger(t)) {
    if (bitWidth < 32 || (bitWidth === 32 && t.signed)) return T.int;
    if (bitWidth === 32) return T.uint;
    if (bitWidth < t.size * 8 && t.kind === 'int') return bitFieldType(t.signed, bitWidth);
  }
  if (t.kind === 'enum')
    return t.size === 8 ? (t.signed ? T.long : T.ulong) : t.signed ? T.int : T.uint;
  if (t.kind !== 'int') return t;
  return t.rank < 3 ? T.int : t;
}

/** The type of a bit-field's value between 33 and 63 bits: its rank lies between those of int and long. */
const bitFieldType = (signed: boolean, bits: number): IntegerType => ({
  ...(signed ? T.long : T.ulong),
  name: `${signed ? 'long' : 'unsigned long'}:${bits}`,
  rank: 3 + (bits - 32) / 32,
  bits,
});

const precision = (t: IntegerType): number => t.bits ?? t.size * 8;

const UNSIGNED_OF_RANK: Record<number, IntegerType> = {
  3: T.uint,
  4: T.ulong,
  5: T.ullong,
  6: T.uint128,
};

/** The usual arithmetic conversions (6.3.1.8) of two already promoted arithmetic types. */
export function usualArithmetic(a: CType, b: CType): CType {
  if (isFloat(a) || isFloat(b)) {
    const rank = (t: CType) =>
      isFloat(t) ? ['float', 'double', 'long double'].indexOf(t.name) : -1;
    return rank(a) >= rank(b) ? a : b;
  }
  const x = promote(a) as IntegerType;
  const y = promote(b) as IntegerType;
  if (x.signed === y.signed) return x.rank >= y.rank ? x : y;
  const [unsigned, signed] = x.signed ? [y, x] : [x, y];
  if (unsigned.rank >= signed.rank) return unsigned;
  if (precision(signed) > precision(unsigned)) return signed;
  return signed.bits === undefined
    ? UNSIGNED_OF_RANK[signed.rank]
    : bitFieldType(false, signed.bits);
}

/** Wraps a mathematical integer into the range of an integer, enum or pointer type. */
export function wrapInteger(t: CType, value: bigint): bigint {
  if (isBool(t)) return value === 0n ? 0n : 1n;
  const bits = t.kind === 'int' ? precision(t) : t.size * 8;
  return isSigned(t) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Type compatibility (6.2.7), ignoring qualifiers except on pointer targets when `strict`. */
export function compatible(a: CType, b: CType, strict = false): boolean {
  if (a === b) return true;
  if (a.kind === 'enum' && b.kind === 'int')
    return a.size === b.size && a.signed === b.signed && b.rank >= 3;
  if (b.kind === 'enum' && a.kind === 'int') return compatible(b, a);
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'void':
      return true;
    case 'int':
      return a.name === (b as IntegerType).name;
    case 'float':
      return a.name === (b as FloatType).name;
    case 'pointer': {
      const other = b as PointerType;
      if (
        strict &&
        (!!a.constTarget !== !!other.constTarget || !!a.volatileTarget !== !!other.volatileTarget)
      ) {
        return false;
      }
      return compatible(a.to, other.to, strict);
    }
    case 'array': {
      const other = b as ArrayType;
      const sameLength = a.length === null || other.length === null || a.length === other.length;
      return sameLength && compatible(a.of, other.of, strict);
    }
    case 'function': {
      const other = b as FunctionType;
      if (!compatible(a.returns, other.returns, strict)) return false;
      if (isUnprototyped(a) || isUnprototyped(other)) return true;
      return (
        a.variadic === other.variadic &&
        a.params.length === other.params.length &&
        a.params.every((p, i) => compatible(p.type, other.params[i].type, strict))
      );
    }
    default:
      return false; // records and enums are equal by identity only
  }
}

const UNPROTOTYPED = new WeakSet<FunctionType>();
/** `f()` declares a function of unknown parameters (6.7.6.3p14). */
export const markUnprototyped = (t: FunctionType): void => void UNPROTOTYPED.add(t);
export const isUnprototyped = (t: FunctionType): boolean => UNPROTOTYPED.has(t);

/** `struct page`, `atomic_t`, `union <anonymous>` … as used to key `Program.records`. */
export function recordName(t: RecordType): string {
  if (t.tag !== null) return `${t.kind} ${t.tag}`;
  return t.typedefName ?? `${t.kind} <anonymous>`;
}

const OLD_STYLE = new WeakSet<FunctionType>();
/** A definition with the types behind the parameters' names: calls are not held to its parameters. */
export const markOldStyle = (t: FunctionType): void => void OLD_STYLE.add(t);
export const isOldStyle = (t: FunctionType): boolean => OLD_STYLE.has(t);

/** The type in C syntax; `inner` is the declarator it surrounds: `typeText(t, 'name')`. */
export function typeText(t: CType, inner = ''): string {
  const join = (base: string) => (inner === '' ? base : `${base} ${inner}`);
  if (t.alias !== undefined) return join(t.alias);
  switch (t.kind) {
    case 'void':
      return join('void');
    case 'int':
    case 'float':
      return join(t.name);
    case 'struct':
    case 'union':
      return join(recordName(t));
    case 'enum':
      return join(`enum ${t.tag ?? '<anonymous>'}`);
    case 'pointer': {
      const qualifiers = `${t.constTarget ? 'const ' : ''}${t.volatileTarget ? 'volatile ' : ''}`;
      const star = `*${inner}`;
      const wrapped = t.to.kind === 'array' || t.to.kind === 'function' ? `(${star})` : star;
      return qualifiers + typeText(t.to, wrapped);
    }
    case 'array':
      return typeText(t.of, `${inner}[${t.length ?? ''}]`);
    case 'function': {
      const params = t.params.map((p) => typeText(p.type));
      if (t.variadic) params.push('...');
      return typeText(t.returns, `${inner}(${params.length > 0 ? params.join(', ') : 'void'})`);
    }
  }
}
