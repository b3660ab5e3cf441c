/** Emits compiler builtins and `va_arg`. */
import type { Expr, LocalVariable } from '../ast.ts';
import type { CType, PointerType } from '../ctype.ts';
import { T, isRecord } from '../types.ts';
import { TRAP } from './abi.ts';
import { emitValue } from './expressions.ts';
import { emitFloatBuiltin } from './float-builtins.ts';
import type { FunctionEmitter } from './function.ts';
import { emitLongjmp, emitSetjmp } from './jumps.ts';
import { emitOverflow } from './overflow.ts';
import { emitLoad, endStore } from './places.ts';
import type { OP } from './wasm.ts';

export type Builtin = Expr & { op: 'builtin' };

export function emitBuiltin(f: FunctionEmitter, e: Builtin): void {
  const c = f.code;
  const [a, b] = e.args;
  const wide = a !== undefined && a.type.size === 8;
  switch (e.name) {
    case 'unreachable':
    case 'trap':
      c.i32(TRAP.unreachable).i32(0).call(f.service('$trap')).op('unreachable');
      return;
    case 'clz':
    case 'ctz':
    case 'popcount':
      emitValue(f, a);
      c.op(
        `${wide ? 'i64' : 'i32'}_${e.name === 'popcount' ? 'popcnt' : e.name}` as keyof typeof OP,
      );
      if (wide) c.op('i32_wrap_i64');
      return;
    case 'parity':
      emitValue(f, a);
      c.op(wide ? 'i64_popcnt' : 'i32_popcnt');
      if (wide) c.op('i32_wrap_i64');
      c.i32(1).op('i32_and');
      return;
    case 'ffs':
      return emitFfs(f, a, wide);
    case 'clrsb':
      return emitClrsb(f, a, wide);
    case 'bswap16':
    case 'bswap32':
    case 'bswap64':
      return emitByteSwap(f, a);
    case 'setjmp':
      return emitSetjmp(f, e);
    case 'longjmp':
      return emitLongjmp(f, e);
    case 'alloca':
      return emitAlloca(f, a);
    case 'frame_address':
      return f.frameAddress(0);
    case 'va_start':
      return emitVaStart(f, a);
    case 'va_copy':
      return emitVaCopy(f, a, b);
    case 'add_overflow':
    case 'sub_overflow':
    case 'mul_overflow':
      return emitOverflow(f, e);
    case 'exchange':
    case 'cas_bool':
    case 'cas_value':
    case 'cas_expected':
      return emitExchange(f, e);
  }
  return emitFloatBuiltin(f, e);
}

function emitFfs(f: FunctionEmitter, a: Expr, wide: boolean): void {
  const c = f.code;
  const value = f.temp(wide ? 'i64' : 'i32');
  emitValue(f, a);
  c.set(value);
  c.get(value).op(wide ? 'i64_ctz' : 'i32_ctz');
  if (wide) c.op('i32_wrap_i64');
  c.i32(1).op('i32_add').i32(0);
  c.get(value)
    .op(wide ? 'i64_eqz' : 'i32_eqz')
    .op('i32_eqz')
    .op('select');
}

/** Bits below the sign that equal it: the zeros in front of x ^ (x >> all), less one. */
function emitClrsb(f: FunctionEmitter, a: Expr, wide: boolean): void {
  const c = f.code;
  const value = f.temp(wide ? 'i64' : 'i32');
  emitValue(f, a);
  c.tee(value).get(value);
  if (wide) c.i64(63n).op('i64_shr_s').op('i64_xor').op('i64_clz').op('i32_wrap_i64');
  else c.i32(31).op('i32_shr_s').op('i32_xor').op('i32_clz');
  c.i32(1).op('i32_sub');
}

function emitByteSwap(f: FunctionEmitter, a: Expr): void {
  const c = f.code;
  const { size } = a.type;
  const value = f.temp('i64');
  emitValue(f, a);
  if (size < 8) c.op('i64_extend_i32_u');
  c.set(value);
  c.i64(0n);
  for (let i = 0; i < size; i++) {
    c.get(value)
      .i64(BigInt(8 * i))
      .op('i64_shr_u')
      .i64(0xffn)
      .op('i64_and');
    c.i64(BigInt(8 * (size - 1 - i)))
      .op('i64_shl')
      .op('i64_or');
  }
  if (size < 8) c.op('i32_wrap_i64');
}

/** Room below the frame; given back when the function returns. */
function emitAlloca(f: FunctionEmitter, size: Expr): void {
  f.code.getGlobal(f.program.runtime.globals.stack);
  takeFromStack(f, size);
}

/**
 * Room for a variable length array: below the one declared before it in the same or an outer block, so that
 * what inner blocks had is given back. A frame with `alloca` in it keeps everything.
 */
export function emitArrayRoom(f: FunctionEmitter, variable: LocalVariable): void {
  const c = f.code;
  const below = variable.vlaBelow;
  if (f.body.usesAlloca) c.getGlobal(f.program.runtime.globals.stack);
  else if (!below) c.get(f.frame);
  else {
    c.get(f.frame).access('i64_load', below.frameOffset).i64(f.stackDelta).op('i64_sub');
    c.op('i32_wrap_i64');
  }
  takeFromStack(f, variable.vlaSize!);
}

/** Lowers the stack pointer on the WebAssembly stack by a size, and leaves the new top's address. */
function takeFromStack(f: FunctionEmitter, size: Expr): void {
  const c = f.code;
  const { stack } = f.program.runtime.globals;
  emitValue(f, size);
  const bytes = f.temp('i64');
  c.set(bytes);
  // a size beyond the stack must not wrap around
  c.get(bytes).i64(0x1000_0000n).op('i64_gt_u').open('if');
  c.i32(TRAP.stack).i32(0).call(f.service('$trap')).close();
  c.get(bytes)
    .op('i32_wrap_i64')
    .i32(15)
    .op('i32_add')
    .i32(-16)
    .op('i32_and')
    .op('i32_sub')
    .setGlobal(stack);
  c.getGlobal(stack).i32(f.stackLimit).op('i32_lt_u').open('if');
  c.i32(TRAP.stack).i32(0).call(f.service('$trap')).close();
  c.getGlobal(stack).op('i64_extend_i32_u').i64(f.stackDelta).op('i64_add');
}

/** A write to a member of `va_list` at `offset` from the address in a local. */
function storeAt(
  f: FunctionEmitter,
  address: number,
  offset: number,
  type: CType,
  push: () => void,
): void {
  f.code.get(address).i64(BigInt(offset)).op('i64_add');
  push();
  if (f.record) f.code.i32(f.site('write', false, type.size, type, '(va_list)'));
  f.code.call(f.access.write[type.size as 4 | 8]);
}

function loadAt(f: FunctionEmitter, address: number, offset: number): void {
  f.code.get(address).i64(BigInt(offset)).op('i64_add');
  if (f.record) f.code.i32(f.site('read', false, 8, T.ulong, '(va_list)'));
  f.code.call(f.access.read[8]);
}

/** All register slots count as used up, so every argument lies in the overflow area, as the ABI allows. */
function emitVaStart(f: FunctionEmitter, list: Expr): void {
  const address = f.temp('i64');
  emitValue(f, list);
  f.code.set(address);
  storeAt(f, address, 0, T.uint, () => f.code.i32(48));
  storeAt(f, address, 4, T.uint, () => f.code.i32(176));
  storeAt(f, address, 8, T.ulong, () => f.code.get(f.variadicArea));
}

function emitVaCopy(f: FunctionEmitter, to: Expr, from: Expr): void {
  const c = f.code;
  const source = f.temp('i64');
  emitValue(f, from);
  c.set(source);
  emitValue(f, to);
  c.get(source)
    .i32(24)
    .i32(f.site('block-read', false, 0, T.void, '(va_list)'))
    .i32(f.site('block-write', false, 0, T.void, '(va_list)'));
  c.call(f.service('$copy'));
}

export function emitVaArg(f: FunctionEmitter, e: Expr & { op: 'va_arg' }): void {
  const c = f.code;
  const list = f.temp('i64');
  const slot = f.temp('i64');
  emitValue(f, e.list);
  c.set(list);
  loadAt(f, list, 8);
  if (e.type.align > 8) c.i64(15n).op('i64_add').i64(-16n).op('i64_and');
  c.set(slot);
  const size = Math.ceil(e.type.size / 8) * 8;
  storeAt(f, list, 8, T.ulong, () => c.get(slot).i64(BigInt(size)).op('i64_add'));
  c.get(slot);
  if (isRecord(e.type)) return;
  emitLoad(f, { kind: 'address' }, e.type, e);
}

/** Exchange and compare-and-exchange on the object that the first argument points to. */
function emitExchange(f: FunctionEmitter, e: Builtin): void {
  const c = f.code;
  const [pointer, second, third] = e.args;
  const type = (pointer.type as PointerType).to;
  const vt = f.program.valueType(type, e.at);
  const target: Expr = { op: 'deref', type, at: e.at, pointer };
  const [address, old, desired, expected] = [f.temp('i64'), f.temp(vt), f.temp(vt), f.temp(vt)];
  const expectedAddress = f.temp('i64');
  emitValue(f, pointer);
  c.set(address);
  const byPointer = e.name === 'cas_expected';
  emitValue(f, second);
  if (byPointer) {
    c.tee(expectedAddress);
    emitLoad(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: second });
  }
  c.set(e.name === 'exchange' ? desired : expected);
  if (third) {
    emitValue(f, third);
    c.set(desired);
  }
  c.get(address);
  emitLoad(f, { kind: 'address' }, type, target);
  c.set(old);
  const store = () => {
    c.get(address).get(desired);
    endStore(f, { kind: 'address' }, type, target);
  };
  if (e.name === 'exchange') {
    store();
    c.get(old);
    return;
  }
  const equal = f.temp('i32');
  c.get(old)
    .get(expected)
    .op(vt === 'i64' ? 'i64_eq' : 'i32_eq')
    .tee(equal)
    .open('if');
  store();
  if (byPointer) {
    c.otherwise().get(expectedAddress).get(old);
    endStore(f, { kind: 'address' }, type, { op: 'deref', type, at: e.at, pointer: second });
  }
  c.close();
  c.get(e.name === 'cas_value' ? old : equal);
}
