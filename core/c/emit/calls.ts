/** Emits calls: direct, through pointers, to the machine, with aggregates and variable arguments. */
import { bodyOf, hasBody, type Expr, type GlobalSymbol } from '../ast.ts';
import type { CType, FunctionType } from '../ctype.ts';
import { T, isRecord, isFloat, isScalar, isSigned } from '../types.ts';
import { hasEffects } from '../walk.ts';
import { NATIVES, USER_NATIVES } from './abi.ts';
import { emitConversion, scalarValueType } from './arithmetic.ts';
import { emitEffect, emitValue } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { emitChainFor } from './jumps.ts';
import { emitCopy, endStore } from './places.ts';
import { resultTypes } from './wasm.ts';
import { isWide } from './wide.ts';

export function emitCall(f: FunctionEmitter, e: Expr & { op: 'call' }): void {
  const c = f.code;
  const resume = f.lastCall !== e;
  const { signature } = e;
  const symbol =
    e.callee.op === 'address' && e.callee.of.op === 'global' ? e.callee.of.symbol : null;
  const found = symbol && f.linked.resolve(symbol, e.callee.at);
  // what nobody defines is called by its address, which is nowhere
  const definition = found && !hasBody(found) ? undefined : found;
  const result = isRecord(signature.returns)
    ? f.frameSlot(signature.returns.size, signature.returns.align)
    : -1;
  if (symbol && definition === null) return callNative(f, e, symbol.name);
  if (definition && !fits(f, e, bodyOf(definition).type)) {
    callDeclaredOtherwise(f, e, definition);
    if (resume) f.resume();
    return;
  }
  let pointer = -1;
  if (!definition) {
    pointer = f.temp('i64');
    emitValue(f, e.callee);
    c.set(pointer);
  }
  if (result >= 0) f.frameAddress(result);
  pushArguments(f, e);
  if (definition) {
    emitChainFor(f, definition);
    c.call(f.program.functionIndex(definition));
  } else {
    c.get(pointer).call(f.service('$callee'));
    c.op('call_indirect')
      .u32(f.program.module.type(f.program.callSignature(e)))
      .u8(0);
  }
  if (result >= 0) f.frameAddress(result);
  if (resume) f.resume();
}

/** Does a call by this declaration pass what the definition takes? */
function fits(f: FunctionEmitter, e: Expr & { op: 'call' }, actual: FunctionType): boolean {
  const [a, b] = [f.program.signature(actual), f.program.callSignature(e)];
  return (
    actual.variadic === e.signature.variadic &&
    a.params.join() === b.params.join() &&
    resultTypes(a.result).join() === resultTypes(b.result).join()
  );
}

/**
 * The function is defined otherwise than the caller knows it: without a prototype, or by a declaration
 * of another unit. Values are converted, missing ones are zero, surplus ones are dropped, which is what
 * registers make of it on the machine.
 */
function callDeclaredOtherwise(
  f: FunctionEmitter,
  e: Expr & { op: 'call' },
  definition: GlobalSymbol,
): void {
  const c = f.code;
  const actual = bodyOf(definition).type;
  const wanted = e.signature.returns;
  const isScalarValue = (t: CType) => isScalar(t) && t.size <= 8;
  const aggregates = [actual.returns, wanted, ...actual.params.map((p) => p.type)].some(isRecord);
  const passed = e.args.slice(0, actual.params.length);
  if (aggregates || passed.some((arg) => !isScalarValue(arg.type))) {
    throw f.program.error(`'${definition.name}' is called otherwise than it is defined`, e.at);
  }
  const pushers = evaluateArguments(f, e.args);
  actual.params.forEach((param, i) => {
    const arg = e.args[i];
    if (arg) {
      pushers[i]();
      emitConversion(f, arg.type, param.type);
    } else pushZero(f, param.type);
  });
  const rest = e.args.slice(actual.params.length);
  if (actual.variadic) pushVariadicArea(f, rest, pushers.slice(actual.params.length));
  else rest.forEach((arg) => emitEffect(f, arg));
  emitChainFor(f, definition);
  c.call(f.program.functionIndex(definition));
  if (wanted.kind === 'void') {
    if (actual.returns.kind !== 'void') c.op('drop');
  } else if (actual.returns.kind === 'void') pushZero(f, wanted);
  else emitConversion(f, actual.returns, wanted);
}

function pushZero(f: FunctionEmitter, type: CType): void {
  f.code.i32(0);
  emitConversion(f, T.int, type);
}

/** Leaves a value on the stack that was asked for before, or that can as well be computed now. */
type Pusher = () => void;

/**
 * Evaluates arguments from the last to the first, as gcc does on x86-64 where C leaves the order open; a
 * variable that nothing else can change is read when the call is made. Returns what pushes each.
 */
function evaluateArguments(f: FunctionEmitter, args: readonly Expr[]): Pusher[] {
  const waits = (e: Expr) =>
    e.op === 'int' || e.op === 'float' || (e.op === 'local' && !e.variable.addressTaken);
  const pushers = args.map((arg) => () => emitValue(f, arg));
  if (args.filter((arg) => !waits(arg)).length < 2 || !args.some(hasEffects)) return pushers;
  for (let i = args.length - 1; i > 0; i--) {
    if (waits(args[i])) continue;
    const value = f.temps(args[i].type, args[i].at);
    emitValue(f, args[i]);
    f.keep(value);
    pushers[i] = () => f.push(value);
  }
  return pushers;
}

function pushArguments(f: FunctionEmitter, e: Expr & { op: 'call' }): void {
  const pushers = evaluateArguments(f, e.args);
  const fixed = e.signature.variadic ? e.signature.params.length : e.args.length;
  for (const push of pushers.slice(0, fixed)) push();
  if (e.signature.variadic) pushVariadicArea(f, e.args.slice(fixed), pushers.slice(fixed));
}

/** Where a variable argument of a type lies behind `offset` bytes of others: 16 bytes may ask for alignment. */
export const variadicOffset = (offset: number, type: CType): number =>
  type.align > 8 ? Math.ceil(offset / 16) * 16 : offset;

/** Variable arguments lie in the caller's frame as the ABI's overflow area: eight bytes each, aggregates whole. */
function pushVariadicArea(
  f: FunctionEmitter,
  args: readonly Expr[],
  pushers: readonly Pusher[],
): void {
  let size = 0;
  const offsets = args.map(({ type }) => {
    const offset = variadicOffset(size, type);
    size = offset + Math.ceil(type.size / 8) * 8;
    return offset;
  });
  const area = f.frameSlot(Math.max(8, size), 16);
  args.forEach((arg, i) => {
    f.scoped(() => storeVariadic(f, arg, pushers[i], area + offsets[i]));
  });
  f.frameAddress(area);
}

function storeVariadic(f: FunctionEmitter, arg: Expr, push: Pusher, offset: number): void {
  const c = f.code;
  if (isRecord(arg.type)) {
    const source = f.temp('i64');
    push();
    c.set(source);
    f.frameAddress(offset);
    return emitCopy(f, source, arg.type, arg, '(variable argument)');
  }
  if (isWide(arg.type)) {
    f.frameAddress(offset);
    push();
    return endStore(f, { kind: 'address' }, arg.type, arg);
  }
  // evaluated before the pointer is pushed: the argument may itself contain a call
  const vt = f.program.valueType(arg.type, arg.at);
  const value = f.temp(vt);
  push();
  c.set(value);
  c.get(f.frame);
  if (f.record) c.i32(offset).op('i32_add');
  c.get(value);
  widen(f, arg.type);
  if (f.record)
    c.i32(f.site('write', true, 8, arg.type, '(variable argument)')).call(
      f.program.runtime.localWrite[8],
    );
  else c.access('i64_store', offset);
}

function widen(f: FunctionEmitter, type: CType): void {
  if (isFloat(type)) f.code.op('i64_reinterpret_f64');
  else if (scalarValueType(type) === 'i32')
    f.code.op(isSigned(type) ? 'i64_extend_i32_s' : 'i64_extend_i32_u');
}

/** A function that the machine provides. Its declaration must agree with what the machine expects. */
function callNative(f: FunctionEmitter, e: Expr & { op: 'call' }, name: string): void {
  const expected = (f.user ? USER_NATIVES : NATIVES)[name];
  const declared = f.program.callSignature(e);
  const index = f.program.runtime.imports.get(f.user ? `user:${name}` : name)!;
  f.code.i32(f.statement).setGlobal(f.program.statementGlobal);
  const [given, results] = [resultTypes(declared.result), resultTypes(expected.result)];
  if (declared.params.join() === expected.params.join() && given.join() === results.join()) {
    pushArguments(f, e);
    f.code.call(index);
    return;
  }
  // old programs declare `int strlen();`: integers of another width are converted
  const widths = [...declared.params, ...expected.params, ...given, ...results];
  const integers = widths.every((vt) => vt === 'i32' || vt === 'i64');
  if (!integers || e.signature.variadic || declared.params.length !== expected.params.length) {
    throw f.program.error(`'${name}' is declared differently from what the machine provides`, e.at);
  }
  e.args.forEach((arg, i) => {
    emitValue(f, arg);
    emitConversion(f, arg.type, expected.params[i] === 'i64' ? T.long : T.int);
  });
  f.code.call(index);
  if (results.length === 0 && given.length > 0) f.code.i32(0);
  else if (results.length > 0 && given.length === 0) f.code.op('drop');
  const result = expected.result === 'i64' ? T.long : T.int;
  if (given.length > 0) emitConversion(f, result, e.signature.returns);
}
