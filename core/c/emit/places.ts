/** Where objects are, and reading and writing them there. */
import { LOAD, STORE, type Width } from './access-ops.ts';
import { hasBody, type Expr, type LocalVariable } from '../ast.ts';
import type { CType, Member } from '../ctype.ts';
import { T, isFloat, isRecord, isSigned, typeText } from '../types.ts';
import { emitValue, emitInitialization } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { pushNestedAddress, pushOuterFrame } from './jumps.ts';
import { isExtended, isWide } from './wide.ts';

/** `address`: the modelled address is (or was) on the WebAssembly stack. */
export type Place =
  { kind: 'register'; index: number } | { kind: 'frame'; offset: number } | { kind: 'address' };

/** Pushes the modelled address of an lvalue, or of the memory that holds an aggregate value. */
export function emitAddress(f: FunctionEmitter, e: Expr): void {
  const offset = emitBase(f, e);
  if (offset !== 0) f.code.i64(BigInt(offset)).op('i64_add');
}

/** Pushes the address of the innermost object and returns the constant offset to add. */
function emitBase(f: FunctionEmitter, e: Expr): number {
  switch (e.op) {
    case 'member':
      return emitBase(f, e.record) + e.offset;
    case 'local':
      if (isOuter(f, e.variable)) return emitOuterBase(f, e);
      if (e.variable.vlaSize)
        loadFrame(f, e.variable.frameOffset, 8, f.record ? f.site('read', true, 8, e.type, e) : 0);
      else f.frameAddress(e.variable.frameOffset);
      return 0;
    case 'global': {
      if (e.symbol.register) {
        f.program.emitUnsupported(f, `the machine register '${e.symbol.name}'`, e.at);
        f.code.op('unreachable');
        return 0;
      }
      const definition = f.linked.resolve(e.symbol, e.at);
      if (definition === null)
        throw f.program.error(
          `the address of '${e.symbol.name}' cannot be taken: the machine provides it`,
          e.at,
        );
      if (hasBody(definition)) f.program.functionIndex(definition);
      const address = f.linked.address(definition);
      if (definition.outer && !e.code) pushNestedAddress(f, definition.outer, address);
      else f.code.i64(address);
      return 0;
    }
    case 'deref':
      emitValue(f, e.pointer);
      return 0;
    case 'literal':
      emitInitialization(f, e.variable, e.init);
      f.frameAddress(e.variable.frameOffset);
      return 0;
    default:
      emitValue(f, e); // aggregates are held by address
      return 0;
  }
}

/** Does a variable belong to a function around the one being emitted? */
const isOuter = (f: FunctionEmitter, variable: LocalVariable): boolean =>
  variable.owner !== undefined && variable.owner !== f.symbol;

/** As `emitBase`, for a variable of a function around this one. */
function emitOuterBase(f: FunctionEmitter, e: Expr & { op: 'local' }): number {
  const { owner, vlaSize, frameOffset } = e.variable;
  pushOuterFrame(f, owner!);
  f.code
    .op('i64_extend_i32_u')
    .i64(f.stackDelta + BigInt(frameOffset))
    .op('i64_add');
  if (!vlaSize) return 0;
  if (f.record) f.code.i32(f.site('read', false, 8, T.ulong, e));
  f.code.call(f.access.read[8]);
  return 0;
}

/** The local variable that an lvalue is a part of, with the offset of the part. */
function localPart(
  f: FunctionEmitter,
  e: Expr,
): { variable: LocalVariable; offset: number } | null {
  if (e.op === 'local')
    return e.variable.vlaSize || isOuter(f, e.variable)
      ? null
      : { variable: e.variable, offset: 0 };
  if (e.op !== 'member') return null;
  const record = localPart(f, e.record);
  return record && { variable: record.variable, offset: record.offset + e.offset };
}

/** Finds the place of an lvalue; an `address` place is pushed. */
export function resolvePlace(f: FunctionEmitter, e: Expr): Place {
  const part = localPart(f, e);
  const firstByte = isBitField(e) ? e.member.bitOffset! >> 3 : 0;
  if (part) {
    if (part.variable.register >= 0) return { kind: 'register', index: part.variable.register };
    return { kind: 'frame', offset: part.variable.frameOffset + part.offset + firstByte };
  }
  emitAddress(f, e);
  if (firstByte > 0) f.code.i64(BigInt(firstByte)).op('i64_add');
  return { kind: 'address' };
}

function width(f: FunctionEmitter, type: CType, e: Expr): Width {
  f.program.valueType(type, e.at); // refuses what has no machine representation
  return type.size as Width;
}

function loadFrame(f: FunctionEmitter, offset: number, size: Width, site: number): void {
  if (f.record)
    f.code.get(f.frame).i32(offset).op('i32_add').i32(site).call(f.program.runtime.localRead[size]);
  else f.code.get(f.frame).access(LOAD[size], offset);
}

/** Pushes the value at a place; for an `address` place the address must be on the stack. */
export function emitLoad(f: FunctionEmitter, place: Place, type: CType, e: Expr): void {
  if (place.kind === 'register') {
    f.code.get(place.index);
    return;
  }
  if (isWide(type)) return loadWide(f, place, type, e);
  const size = width(f, type, e);
  emitRawLoad(f, place, size, type, e);
  if (isFloat(type)) f.code.op(size === 4 ? 'f32_reinterpret_i32' : 'f64_reinterpret_i64');
  else if (size < 4 && isSigned(type)) f.code.op(size === 1 ? 'i32_extend8_s' : 'i32_extend16_s');
}

/** How the second half of a number of 16 bytes lies in memory: eight bytes behind the first. */
const secondHalf = (type: CType): { size: Width; type: CType } =>
  isExtended(type) ? { size: 2, type: T.ushort } : { size: 8, type: T.ulong };

/** The place of the second half; the address of an `address` place is in a local. */
function secondPlace(f: FunctionEmitter, place: Place, address: number): Place {
  if (place.kind === 'frame') return { kind: 'frame', offset: place.offset + 8 };
  f.code.get(address).i64(8n).op('i64_add');
  return place;
}

function loadWide(f: FunctionEmitter, place: Place, type: CType, e: Expr): void {
  const half = secondHalf(type);
  const address = place.kind === 'address' ? f.temp('i64') : -1;
  if (address >= 0) f.code.tee(address);
  emitRawLoad(f, place, 8, T.ulong, e);
  emitRawLoad(f, secondPlace(f, place, address), half.size, half.type, e);
  if (half.size < 8) f.code.op('i64_extend_i32_u');
}

function storeWide(f: FunctionEmitter, place: Place, type: CType, target: Expr): void {
  const half = secondHalf(type);
  const value = [f.temp('i64'), f.temp('i64')];
  const address = place.kind === 'address' ? f.temp('i64') : -1;
  f.keep(value);
  if (address >= 0) f.code.tee(address);
  f.code.get(value[0]);
  emitRawStore(f, place, 8, T.ulong, target);
  const second = secondPlace(f, place, address);
  beginStore(f, second);
  f.code.get(value[1]);
  if (half.size < 8) f.code.op('i32_wrap_i64');
  emitRawStore(f, second, half.size, half.type, target);
}

function emitRawLoad(f: FunctionEmitter, place: Place, size: Width, type: CType, e: Expr): void {
  const local = place.kind === 'frame';
  const site = f.record ? f.site('read', local, size, type, e) : 0;
  if (local) return loadFrame(f, place.offset, size, site);
  if (f.record) f.code.i32(site);
  f.code.call(f.access.read[size]);
}

/** To be called before the value is pushed. */
export function beginStore(f: FunctionEmitter, place: Place): void {
  if (place.kind !== 'frame') return;
  f.code.get(f.frame);
  if (f.record) f.code.i32(place.offset).op('i32_add');
}

/** Stores the value on the stack; pops it and, for an `address` place, the address below it. */
export function endStore(f: FunctionEmitter, place: Place, type: CType, target: Expr): void {
  if (place.kind === 'register') {
    f.code.set(place.index);
    return;
  }
  if (isWide(type)) return storeWide(f, place, type, target);
  const size = width(f, type, target);
  if (isFloat(type)) f.code.op(size === 4 ? 'i32_reinterpret_f32' : 'i64_reinterpret_f64');
  emitRawStore(f, place, size, type, target);
}

function emitRawStore(
  f: FunctionEmitter,
  place: Place,
  size: Width,
  type: CType,
  target: Expr,
): void {
  const local = place.kind === 'frame';
  if (f.record) {
    f.code
      .i32(f.site('write', local, size, type, target))
      .call(local ? f.program.runtime.localWrite[size] : f.access.write[size]);
  } else if (local) f.code.access(STORE[size], place.offset);
  else f.code.call(f.access.write[size]);
}

/** The storage unit of a bit-field access: the fewest bytes around the field, a power of two. */
interface BitUnit {
  size: Width;
  /** Bits below the field in its first byte. */
  shift: number;
  width: number;
}

function bitUnit(f: FunctionEmitter, e: Expr & { op: 'member' }): BitUnit {
  const { bitOffset, bitWidth } = e.member as Required<Member>;
  const shift = bitOffset & 7;
  const bytes = Math.ceil((shift + bitWidth) / 8);
  if (bytes > 8)
    throw f.program.error(`bit-field '${e.member.name ?? ''}' spans more than eight bytes`, e.at);
  const size = ([1, 2, 4, 8] as const).find((s) => s >= bytes)!;
  return { size, shift, width: bitWidth };
}

export const isBitField = (e: Expr): e is Expr & { op: 'member' } =>
  e.op === 'member' && e.member.bitWidth !== undefined;

/** Pushes the value of a bit-field whose record's place is given (address on the stack). */
export function emitBitLoad(f: FunctionEmitter, place: Place, e: Expr & { op: 'member' }): void {
  const unit = bitUnit(f, e);
  emitRawLoad(f, place, unit.size, e.type, e);
  extractBits(f, unit, e.type);
}

/** Turns the unit on the stack into the field's value. */
function extractBits(f: FunctionEmitter, unit: BitUnit, type: CType): void {
  const wide = unit.size === 8;
  const bits = wide ? 64 : 32;
  const c = f.code;
  const push = (n: number) => (wide ? c.i64(BigInt(n)) : c.i32(n));
  const left = bits - unit.shift - unit.width;
  if (left > 0) push(left).op(wide ? 'i64_shl' : 'i32_shl');
  const right = bits - unit.width;
  if (right > 0)
    push(right).op(
      wide
        ? isSigned(type)
          ? 'i64_shr_s'
          : 'i64_shr_u'
        : isSigned(type)
          ? 'i32_shr_s'
          : 'i32_shr_u',
    );
  const valueWide = type.size === 8;
  if (wide && !valueWide) c.op('i32_wrap_i64');
  if (!wide && valueWide) c.op(isSigned(type) ? 'i64_extend_i32_s' : 'i64_extend_i32_u');
}

/**
 * Stores the value in local `value` into a bit-field by read, modify, write. An `address` place has
 * its address in local `address`. With `want`, leaves the value as the field now holds it.
 */
export function emitBitStore(
  f: FunctionEmitter,
  place: Place,
  e: Expr & { op: 'member' },
  address: number,
  value: number,
  want: boolean,
): void {
  const unit = bitUnit(f, e);
  const wide = unit.size === 8;
  const c = f.code;
  const mask = ((1n << BigInt(unit.width)) - 1n) << BigInt(unit.shift);
  const push = (n: bigint) => (wide ? c.i64(n) : c.i32(Number(BigInt.asIntN(32, n))));
  const merged = f.temp(wide ? 'i64' : 'i32');
  if (place.kind === 'address') c.get(address);
  emitRawLoad(f, place, unit.size, e.type, e);
  push(~mask).op(wide ? 'i64_and' : 'i32_and');
  c.get(value);
  if (wide && e.type.size < 8) c.op('i64_extend_i32_u');
  if (!wide && e.type.size === 8) c.op('i32_wrap_i64');
  push(BigInt(unit.shift)).op(wide ? 'i64_shl' : 'i32_shl');
  push(mask)
    .op(wide ? 'i64_and' : 'i32_and')
    .op(wide ? 'i64_or' : 'i32_or')
    .set(merged);
  if (place.kind === 'address') c.get(address);
  else beginStore(f, place);
  c.get(merged);
  emitRawStore(f, place, unit.size, e.type, e);
  if (want) {
    c.get(merged);
    extractBits(f, unit, e.type);
  }
}

/** Copies an aggregate: source address in local `source`, destination address on the stack. */
export function emitCopy(
  f: FunctionEmitter,
  source: number,
  type: CType,
  from: Expr | string,
  to: Expr | string,
): void {
  if (!isRecord(type) && type.kind !== 'array')
    throw f.program.error(`cannot copy '${typeText(type)}'`, f.symbol.at);
  f.code.get(source).i32(type.size);
  f.code
    .i32(f.site('block-read', false, 0, type, from))
    .i32(f.site('block-write', false, 0, type, to));
  f.code.call(f.service('$copy'));
}
