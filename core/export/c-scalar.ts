/** Scalars as C constants that may stand in a static initialiser. */
import type { CType } from '../c/ctype.ts';
import { toBits } from '../mm/bytes.ts';

export interface BitPlace {
  /** First bit, counted from the lowest bit of the byte at the offset. */
  offset: number;
  width: number;
}

/**
 * The constant for the scalar at `offset` of `bytes`; null where it is zero, and where no constant of
 * the type gives its bits (a _Bool of 2, a NaN). `made` gets the bytes that the constant gives.
 */
export function scalarInitialiser(
  type: CType,
  bytes: Uint8Array,
  offset: number,
  made: Uint8Array,
  bits?: BitPlace,
): string | null {
  const place = bits ?? { offset: 0, width: type.size * 8 };
  const end = offset + Math.ceil((place.offset + place.width) / 8);
  const raw = toBits(bytes.subarray(offset, end), place.offset, place.width);
  const text = raw === 0n ? null : constant(type, raw, place.width);
  if (text === null) return null;
  let put = raw << BigInt(place.offset);
  for (let at = offset; at < end; at++, put >>= 8n) made[at]! |= Number(put & 0xffn);
  return text;
}

function constant(type: CType, raw: bigint, width: number): string | null {
  switch (type.kind) {
    case 'pointer':
      return `(void *)0x${raw.toString(16)}UL`;
    case 'int':
      if (type.rank === 0) return raw === 1n ? '1' : null;
      return integer(type.signed ? BigInt.asIntN(width, raw) : raw, type.signed, width);
    case 'enum': {
      const value = type.signed ? BigInt.asIntN(width, raw) : raw;
      const known = type.constants.find((each) => each.value === value);
      return known?.name ?? integer(value, type.signed, width);
    }
    case 'float':
      return floating(type.size, raw);
    default:
      return null;
  }
}

const LEAST_LONG = -(1n << 63n);

function integer(value: bigint, signed: boolean, width: number): string | null {
  if (width > 64) return null;
  if (!signed) return `0x${value.toString(16)}${width > 32 ? 'UL' : 'U'}`;
  // C has no negative constants: the least long is an expression.
  if (value === LEAST_LONG) return '-0x7fffffffffffffffL - 1';
  return `${value}${width > 32 ? 'L' : ''}`;
}

/** The shortest decimal that reads as the same bits. */
function floating(size: number, raw: bigint): string | null {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 8) view.setBigUint64(0, raw);
  else if (size === 4) view.setUint32(0, Number(raw));
  else return null;
  const value = size === 8 ? view.getFloat64(0) : view.getFloat32(0);
  if (!Number.isFinite(value)) return null;
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  const decimal = /[.e]/.test(text) ? text : `${text}.0`;
  return size === 4 ? `${decimal}f` : decimal;
}
