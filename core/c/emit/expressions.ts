/** Emits expressions. Scalars are left on the WebAssembly stack, aggregates as their address. */
import type { Expr, Initialization, LocalVariable } from '../ast.ts';
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { T, isRecord, isScalar, isSigned, typeText } from '../types.ts';
import { hasEffects } from '../walk.ts';
import {
  bitsOf,
  emitConversion,
  emitIsZero,
  emitOperator,
  emitTruth,
  narrowBits,
  scalarValueType,
} from './arithmetic.ts';
import { emitBuiltin, emitVaArg } from './builtins.ts';
import { emitCall } from './calls.ts';
import type { FunctionEmitter } from './function.ts';
import {
  beginStore,
  emitAddress,
  emitBitLoad,
  emitBitStore,
  emitCopy,
  emitLoad,
  endStore,
  isBitField,
  resolvePlace,
  type Place,
} from './places.ts';
import { emitBlockValue } from './statements.ts';
import { isExtended, isWide } from './wide.ts';

const isAggregate = (t: CType) => isRecord(t) || t.kind === 'array' || t.kind === 'function';

/** Evaluates for side effects only. */
export function emitEffect(f: FunctionEmitter, e: Expr): void {
  switch (e.op) {
    case 'assign':
      return emitAssign(f, e, false);
    case 'update':
      return emitUpdate(f, e, false);
    case 'int':
    case 'float':
      return;
    case 'comma':
      emitEffect(f, e.first);
      return emitEffect(f, e.second);
    case 'cast':
      if (e.type.kind === 'void') return emitEffect(f, e.value);
  }
  if (e.type.kind === 'array' || e.type.kind === 'function') return;
  emitValue(f, e);
  if (e.type.kind === 'void') return;
  f.code.op('drop');
  if (isWide(e.type)) f.code.op('drop');
}

/** Pushes the value of an expression; nothing for a void one. */
export function emitValue(f: FunctionEmitter, e: Expr): void {
  const c = f.code;
  switch (e.op) {
    case 'int':
      return pushInteger(f, e);
    case 'float':
      if (e.extended !== undefined) c.i64(e.extended & MASK64).i64(e.extended >> 64n);
      else if (e.type.size === 4) c.op('f32_const').f32(e.value);
      else c.op('f64_const').f64(e.value);
      return;
    case 'local':
    case 'global':
    case 'deref':
    case 'member':
    case 'literal':
      return emitRead(f, e);
    case 'address':
      return emitAddress(f, e.of);
    case 'cast':
      return emitCast(f, e);
    case 'not':
      emitValue(f, e.value);
      return emitIsZero(c, e.value.type);
    case 'negate':
      return emitNegate(f, e.type, e.value, e.at);
    case 'complement':
      return emitComplement(f, e.type, e.value);
    case 'binary':
      return emitBinary(f, e);
    case 'logical':
      return emitLogical(f, e);
    case 'conditional':
      return emitConditional(f, e);
    case 'comma':
      emitEffect(f, e.first);
      return emitValue(f, e.second);
    case 'assign':
      return emitAssign(f, e, true);
    case 'update':
      return emitUpdate(f, e, true);
    case 'call':
      return emitCall(f, e);
    case 'statements':
      return emitBlockValue(f, e);
    case 'builtin':
      return emitBuiltin(f, e);
    case 'va_arg':
      return emitVaArg(f, e);
    case 'unsupported':
      f.program.emitUnsupported(f, e.what, e.at);
      c.op('unreachable');
  }
}

function pushInteger(f: FunctionEmitter, e: Expr & { op: 'int' }): void {
  if (e.type.kind === 'void') return;
  if (isWide(e.type)) f.code.i64(e.value & MASK64).i64(e.value >> 64n);
  else if (f.program.valueType(e.type, e.at) === 'i64') f.code.i64(e.value);
  else f.code.i32(Number(BigInt.asIntN(32, e.value)));
}

function emitRead(f: FunctionEmitter, e: Expr): void {
  if (isAggregate(e.type)) return emitAddress(f, e);
  if (e.type.kind === 'void') return (emitAddress(f, e), void f.code.op('drop'));
  const place = resolvePlace(f, e);
  if (isBitField(e)) emitBitLoad(f, place, e);
  else emitLoad(f, place, e.type, e);
}

function emitCast(f: FunctionEmitter, e: Expr & { op: 'cast' }): void {
  if (e.type.kind === 'void') return emitEffect(f, e.value);
  emitValue(f, e.value);
  if (isAggregate(e.type)) return;
  f.program.valueTypes(e.type, e.at);
  f.program.valueTypes(e.value.type, e.at);
  emitConversion(f, e.value.type, e.type);
}

const MASK64 = 0xffff_ffff_ffff_ffffn;

function emitComplement(f: FunctionEmitter, type: CType, value: Expr): void {
  const c = f.code;
  emitValue(f, value);
  if (isWide(type)) {
    c.i64(-1n).i64(-1n);
    emitOperator(f, 'xor', type);
  } else if (scalarValueType(type) === 'i64') c.i64(-1n).op('i64_xor');
  else c.i32(-1).op('i32_xor');
  const bits = bitsOf(type);
  if (bits !== undefined) narrowBits(c, bits, isSigned(type));
}

function emitNegate(f: FunctionEmitter, type: CType, value: Expr, at: Token): void {
  if (isExtended(type)) {
    emitValue(f, value);
    f.code.i64(0x8000n).op('i64_xor');
    return;
  }
  if (isWide(type)) {
    f.code.i64(0n).i64(0n);
    emitValue(f, value);
    return emitOperator(f, 'sub', type);
  }
  const vt = f.program.valueType(type, at);
  if (vt === 'f32' || vt === 'f64') {
    emitValue(f, value);
    f.code.op(`${vt}_neg`);
    return;
  }
  if (vt === 'i64') f.code.i64(0n);
  else f.code.i32(0);
  emitValue(f, value);
  emitOperator(f, 'sub', type);
}

/** Operators that gcc turns around to have a variable on the right; comparisons it turns around too. */
const TURNABLE = new Set(['add', 'mul', 'and', 'or', 'xor', 'eq', 'ne', 'lt', 'le', 'gt', 'ge']);

const isVariable = (e: Expr) => e.op === 'local' || e.op === 'global';

function emitBinary(f: FunctionEmitter, e: Expr & { op: 'binary' }): void {
  const { left, right, operator } = e;
  // C leaves the order open; this is gcc's, on which programs have come to depend
  const rightFirst = TURNABLE.has(operator) && isVariable(left) && hasEffects(right);
  const early = rightFirst ? f.temps(right.type, e.at) : [];
  if (rightFirst) {
    emitValue(f, right);
    f.keep(early);
  }
  emitValue(f, left);
  if (rightFirst) f.push(early);
  else emitValue(f, right);
  if (operator === 'shl' || operator === 'shr') matchShiftCount(f, left.type, right.type);
  emitOperator(f, operator, left.type);
}

/** WebAssembly wants the count in the type of the value. */
function matchShiftCount(f: FunctionEmitter, value: CType, count: CType): void {
  if (isWide(value)) return emitConversion(f, count, T.uint128);
  if (isWide(count)) return emitConversion(f, count, value);
  if (value.size === 8 && count.size < 8) f.code.op('i64_extend_i32_u');
  if (value.size < 8 && count.size === 8) f.code.op('i32_wrap_i64');
}

/** Pushes 1 or 0 for a scalar used as a condition. */
export function emitConditionValue(f: FunctionEmitter, e: Expr): void {
  emitValue(f, e);
  emitTruth(f.code, e.type);
}

function emitLogical(f: FunctionEmitter, e: Expr & { op: 'logical' }): void {
  const c = f.code;
  emitConditionValue(f, e.left);
  c.open('if', 'i32');
  if (e.and) emitConditionValue(f, e.right);
  else c.i32(1);
  c.otherwise();
  if (e.and) c.i32(0);
  else emitConditionValue(f, e.right);
  c.close();
}

function emitConditional(f: FunctionEmitter, e: Expr & { op: 'conditional' }): void {
  const c = f.code;
  emitConditionValue(f, e.condition);
  const isVoid = e.type.kind === 'void';
  c.open('if', isVoid ? null : f.program.blockType(e.type, e.at));
  if (isVoid) emitEffect(f, e.then);
  else emitValue(f, e.then);
  c.otherwise();
  if (isVoid) emitEffect(f, e.otherwise);
  else emitValue(f, e.otherwise);
  c.close();
}

function emitAssign(f: FunctionEmitter, e: Expr & { op: 'assign' }, want: boolean): void {
  const { target, value } = e;
  if (isRecord(target.type)) return assignRecord(f, target, value, want);
  const place = resolvePlace(f, target);
  if (isBitField(target)) return assignBits(f, place, target, value, want);
  beginStore(f, place);
  emitValue(f, value);
  const kept = want ? f.temps(target.type, e.at) : [];
  if (want) {
    f.keep(kept);
    f.push(kept);
  }
  endStore(f, place, target.type, target);
  if (want) f.push(kept);
}

function assignRecord(f: FunctionEmitter, target: Expr, value: Expr, want: boolean): void {
  const destination = f.temp('i64');
  const source = f.temp('i64');
  const targetFirst = hasEffects(target);
  if (targetFirst) {
    emitAddress(f, target);
    f.code.set(destination);
  }
  emitValue(f, value);
  f.code.set(source);
  if (targetFirst) f.code.get(destination);
  else {
    emitAddress(f, target);
    f.code.tee(destination);
  }
  emitCopy(f, source, target.type, value, target);
  if (want) f.code.get(destination);
}

function assignBits(
  f: FunctionEmitter,
  place: Place,
  target: Expr & { op: 'member' },
  value: Expr,
  want: boolean,
): void {
  const address = f.temp('i64');
  const kept = f.temp(scalarValueType(target.type));
  if (place.kind === 'address') f.code.set(address);
  emitValue(f, value);
  f.code.set(kept);
  emitBitStore(f, place, target, address, kept, want);
}

/**
 * `target op= value` and the increments, evaluating the target's address once; as in gcc, a value that has
 * effects is evaluated before anything else.
 */
function emitUpdate(f: FunctionEmitter, e: Expr & { op: 'update' }, want: boolean): void {
  const c = f.code;
  const { target, operator, value, computeType } = e;
  const early = hasEffects(value) ? f.temps(value.type, e.at) : null;
  if (early) {
    emitValue(f, value);
    f.keep(early);
  }
  const place = resolvePlace(f, target);
  const address = f.temp('i64');
  const old = f.temps(target.type, e.at);
  const fresh = f.temps(target.type, e.at);
  const bits = isBitField(target);
  if (place.kind === 'address') c.tee(address);
  if (bits) emitBitLoad(f, place, target);
  else emitLoad(f, place, target.type, target);
  if (e.post && want) {
    f.keep(old);
    f.push(old);
  }
  emitConversion(f, target.type, computeType);
  if (early) f.push(early);
  else emitValue(f, value);
  if (operator === 'shl' || operator === 'shr') matchShiftCount(f, computeType, value.type);
  else if (computeType.kind === 'pointer') matchShiftCount(f, computeType, value.type);
  emitOperator(f, operator, computeType);
  emitConversion(f, computeType, target.type);
  f.keep(fresh);
  if (bits) emitBitStore(f, place, target, address, fresh[0], want && !e.post);
  else {
    if (place.kind === 'address') c.get(address);
    else beginStore(f, place);
    f.push(fresh);
    endStore(f, place, target.type, target);
    if (want && !e.post) f.push(fresh);
  }
  if (want && e.post) f.push(old);
}

/** Stores the initial values of a local object, in order. */
export function emitInitialization(
  f: FunctionEmitter,
  variable: LocalVariable,
  list: readonly Initialization[],
): void {
  const whole: Expr = { op: 'local', type: variable.type, at: variable.at, variable };
  for (const part of list) {
    f.scoped(() => {
      if (part.kind === 'zero') clear(f, variable, whole);
      else if (part.kind === 'bytes') storeBytes(f, variable, part, whole);
      else storePart(f, variable, part, whole);
    });
  }
}

function clear(f: FunctionEmitter, variable: LocalVariable, whole: Expr): void {
  f.frameAddress(variable.frameOffset);
  f.code.i32(variable.type.size).i32(f.site('block-write', false, 0, variable.type, whole));
  f.code.call(f.service('$clear'));
}

function storeBytes(
  f: FunctionEmitter,
  variable: LocalVariable,
  part: Initialization & { kind: 'bytes' },
  whole: Expr,
): void {
  f.frameAddress(variable.frameOffset + part.offset);
  f.code
    .i32(f.program.pool(part.bytes))
    .i32(part.bytes.length)
    .i32(f.site('block-write', false, 0, variable.type, whole));
  f.code.call(f.service('$bytes'));
}

function storePart(
  f: FunctionEmitter,
  variable: LocalVariable,
  part: Initialization & { kind: 'store' },
  whole: Expr,
): void {
  const target = partTarget(part, whole);
  if (isAggregate(part.type)) {
    const source = f.temp('i64');
    emitValue(f, part.value);
    f.code.set(source);
    f.frameAddress(variable.frameOffset + part.offset);
    return emitCopy(f, source, part.type, part.value, target);
  }
  if (!isScalar(part.type))
    throw f.program.error(`cannot initialise '${typeText(part.type)}'`, part.value.at);
  if (isBitField(target)) {
    const firstByte = target.member.bitOffset! >> 3;
    const place: Place = { kind: 'frame', offset: variable.frameOffset + part.offset + firstByte };
    return assignBits(f, place, target, part.value, false);
  }
  const register = variable.register >= 0;
  const place: Place = register
    ? { kind: 'register', index: variable.register }
    : { kind: 'frame', offset: variable.frameOffset + part.offset };
  beginStore(f, place);
  emitValue(f, part.value);
  endStore(f, place, part.type, target);
}

/** The lvalue that a part of an initialiser stores to, as an expression for the debug information. */
function partTarget(part: Initialization & { kind: 'store' }, whole: Expr): Expr {
  if (part.path.length === 0) return whole;
  const member = part.member ?? {
    name: part.path.join('.').replace(/\.\[/g, '['),
    type: part.type,
    offset: part.offset,
  };
  return {
    op: 'member',
    type: part.type,
    at: part.value.at,
    record: whole,
    member,
    offset: part.offset,
  };
}
