/**
 * Jumps out of functions: `longjmp`, and a nested function's `goto` to a label of one around it. They are
 * WebAssembly exceptions. A function that can be jumped to has a number for each time it is called; it
 * catches what bears its number and routes it like any other jump.
 */
import type { Statement } from '../ast.ts';
import { T } from '../types.ts';
import { ADDRESS, NESTED, USER_ADDRESS } from './abi.ts';
import type { Builtin } from './builtins.ts';
import { emitValue } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { labelsOf } from './labels.ts';

/** What an exception carries: the call's number, the label's, the value for setjmp, the stack pointer or 0. */
export const JUMP_PARAMS = ['i32', 'i32', 'i32', 'i32'] as const;

/** The locals of a function that can be jumped to. */
export interface Landing {
  /** Number of this call. */
  activation: number;
  /** Label that a jump from outside arrives at, and what it brings. */
  label: number;
  value: number;
  /** The call's row in the recording. */
  row: number;
}

/** Numbers the call; to be emitted at its begin. */
export function emitActivation(f: FunctionEmitter, landing: Landing): void {
  const { activations, call } = f.program.runtime.globals;
  const c = f.code;
  c.getGlobal(activations).i32(1).op('i32_add').tee(landing.activation).setGlobal(activations);
  if (f.record) c.getGlobal(call).set(landing.row);
  const slot = f.body.activationSlot;
  if (slot !== undefined) c.get(f.frame).get(landing.activation).access('i32_store', slot);
}

/** Emits a body that jumps from outside may enter at its labels. */
export function emitLandingBody(f: FunctionEmitter, landing: Landing, emit: () => void): void {
  const c = f.code;
  const { stack, call } = f.program.runtime.globals;
  const tag = f.program.module.jumpTag();
  const done = c.open('block');
  const again = c.open('loop');
  const attempt = c.open('try');
  emit();
  c.br(done);
  c.catchTag(tag);
  const pointer = f.temp('i32');
  c.set(pointer).set(landing.value).set(landing.label);
  c.get(landing.activation).op('i32_ne').open('if');
  c.rethrow(attempt).close();
  c.get(landing.label).set(f.jump);
  c.get(pointer).open('if');
  c.get(pointer).setGlobal(stack).close();
  if (f.record) c.get(landing.row).setGlobal(call);
  c.br(again).close();
  c.close();
  c.close();
}

function storeWord(f: FunctionEmitter, buffer: number, index: number, push: () => void): void {
  const c = f.code;
  c.get(buffer)
    .i64(BigInt(8 * index))
    .op('i64_add');
  push();
  c.op('i64_extend_i32_u');
  if (f.record) c.i32(f.site('write', false, 8, T.ulong, '(jump buffer)'));
  c.call(f.access.write[8]);
}

function loadWord(f: FunctionEmitter, buffer: number, index: number): void {
  const c = f.code;
  c.get(buffer)
    .i64(BigInt(8 * index))
    .op('i64_add');
  if (f.record) c.i32(f.site('read', false, 8, T.ulong, '(jump buffer)'));
  c.call(f.access.read[8]).op('i32_wrap_i64');
}

/** Fills the buffer and leaves 0; when a jump has arrived here, leaves what it brings. */
export function emitSetjmp(f: FunctionEmitter, e: Builtin): void {
  const c = f.code;
  const landing = f.landing!;
  const number = f.labels.number(e.label!);
  const buffer = f.temp('i64');
  c.get(landing.label).i32(number).op('i32_eq').open('if', 'i32');
  c.i32(0).set(landing.label).get(landing.value);
  c.otherwise();
  emitValue(f, e.args[0]);
  c.set(buffer);
  storeWord(f, buffer, 0, () => c.get(landing.activation));
  storeWord(f, buffer, 1, () => c.i32(number));
  storeWord(f, buffer, 2, () => c.getGlobal(f.program.runtime.globals.stack));
  c.i32(0).close();
}

export function emitLongjmp(f: FunctionEmitter, e: Builtin): void {
  const c = f.code;
  const [buffer, value] = [f.temp('i64'), f.temp('i32')];
  emitValue(f, e.args[0]);
  c.set(buffer);
  emitValue(f, e.args[1]);
  c.set(value);
  loadWord(f, buffer, 0);
  loadWord(f, buffer, 1);
  c.get(value).i32(1).get(value).op('select');
  loadWord(f, buffer, 2);
  c.throwTag(f.program.module.jumpTag());
}

/** A nested function's `goto` to a label of a function around it. */
export function emitLeave(f: FunctionEmitter, s: Statement & { kind: 'leave' }): void {
  const c = f.code;
  const target = s.owner.body!;
  pushOuterFrame(f, s.owner);
  c.access('i32_load', target.activationSlot!);
  c.i32(labelsOf(target).number(s.label)).i32(0).i32(0);
  c.throwTag(f.program.module.jumpTag());
}

/** Pushes the linear address of the frame of a function around this one. */
export function pushOuterFrame(f: FunctionEmitter, owner: object): void {
  const c = f.code;
  let around = f.symbol.outer;
  c.get(f.chain);
  while (around && around !== owner) {
    c.access('i32_load', around.body!.chainSlot!);
    around = around.outer;
  }
  if (!around) throw new Error('a variable of a function that is not around this one');
}

/** Sets what a function inside another finds that function's frame by, for the call that follows. */
export function emitChainFor(f: FunctionEmitter, callee: { outer?: object | null }): void {
  if (!callee.outer) return;
  pushFrameOf(f, callee.outer);
  f.code.setGlobal(f.program.runtime.globals.chain);
}

/** Pushes the linear address of the frame of this function or one around it. */
function pushFrameOf(f: FunctionEmitter, owner: object): void {
  if (owner === f.symbol) f.code.get(f.frame);
  else pushOuterFrame(f, owner);
}

const textOf = (f: FunctionEmitter) => (f.user ? USER_ADDRESS : ADDRESS).text;

/** Pushes the address of a nested function: that of its code, and the frame that it belongs to. */
export function pushNestedAddress(f: FunctionEmitter, owner: object, address: bigint): void {
  const c = f.code;
  pushFrameOf(f, owner);
  c.op('i64_extend_i32_u').i64(NESTED.frameShift).op('i64_shr_u');
  c.i64(NESTED.base + ((address - textOf(f)) << NESTED.textShift)).op('i64_or');
}
