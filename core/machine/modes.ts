/** Going between kernel mode and user mode, and putting a mode's registers aside. */
import { LINEAR, USER_STACK_SIZE } from '../c/emit/abi.ts';
import type { Recorder } from './recorder.ts';
import { RESUMED } from './recording.ts';
import type { WasmGlobal } from './wasm-host.ts';

/**
 * Bytes above the frame of main(), where a Linux program finds its arguments and environment: what
 * reads a little too far, as syscall() does with arguments that were not passed, reads those.
 */
const ABOVE_MAIN = 64;

export interface ModeGlobals {
  stack: WasmGlobal;
  call: WasmGlobal;
  callCount: WasmGlobal;
  fuel: WasmGlobal;
  activations: WasmGlobal;
}

/** Loop rounds of user code after which the timer interrupts it, if there can be other processes. */
const SLICE = 100_000n;
/** More than any program needs to get where it has been before. */
const PLENTY = 2n ** 62n;

/** Where kernel code was when it went over to another process. */
export interface KernelContext {
  stack: number | bigint;
  call: number | bigint;
  kernelStack: number | bigint;
  statement: number;
  activations: number | bigint;
}

export class Modes {
  /** Where the kernel stack goes on when user code enters the kernel. */
  private kernelStack: number | bigint = 0;
  private inUser = false;
  private kept: { calls: number; fuel: bigint } | null = null;
  /** What is left of the budget beyond the slice that is being used. */
  private reserve = 0n;

  /** `step`: the emitted function that records a step; null in a plain run. */
  constructor(
    private readonly globals: ModeGlobals,
    private readonly recorder: Recorder,
    private readonly step: ((statement: number) => void) | null,
  ) {}

  get isUser(): boolean {
    return this.inUser;
  }

  /** A further step of a statement that goes on. */
  resume(statement: number): void {
    this.step?.(statement | RESUMED);
  }

  /** Runs kernel code in the middle of a user statement, which then goes on as a resumed step. */
  enterKernel<R>(call: () => R): R {
    const statement = this.recorder.lastStatement;
    const [fromUser, stack] = [this.inUser, this.globals.stack.value];
    if (fromUser) this.globals.stack.value = this.kernelStack;
    this.inUser = false;
    const result = call();
    this.inUser = fromUser;
    this.globals.stack.value = stack;
    this.resume(statement);
    return result;
  }

  /** Runs user code on the user stack; puts the kernel's state back even when the program is killed. */
  enterUser<R>(call: () => R): R {
    const [stack, row] = [this.globals.stack.value, this.globals.call.value];
    this.kernelStack = stack;
    this.inUser = true;
    this.globals.stack.value = LINEAR.userStack + USER_STACK_SIZE - ABOVE_MAIN;
    try {
      return call();
    } finally {
      this.inUser = false;
      this.globals.stack.value = stack;
      this.globals.call.value = row;
    }
  }

  // ---- for going over to another process: see processes.ts ----

  get context(): KernelContext {
    const { stack, call, activations } = this.globals;
    const { kernelStack, recorder } = this;
    return {
      ...{ stack: stack.value, call: call.value, activations: activations.value },
      ...{ kernelStack, statement: recorder.lastStatement },
    };
  }

  set context(context: KernelContext) {
    this.globals.stack.value = context.stack;
    this.globals.call.value = context.call;
    this.activations = context.activations;
    this.kernelStack = context.kernelStack;
    this.inUser = false;
  }

  /** How many calls that can be jumped to there have been: `setjmp` stores such numbers in a process's image. */
  get activations(): number | bigint {
    return this.globals.activations.value;
  }

  set activations(count: number | bigint) {
    this.globals.activations.value = count;
  }

  /** Row of the call that is being executed. */
  get callRow(): number {
    return Number(this.globals.call.value);
  }

  set callRow(row: number) {
    this.globals.call.value = row;
  }

  /** How many rows there are; the next call gets this number. */
  get callCount(): number {
    return Number(this.globals.callCount.value);
  }

  set callCount(count: number) {
    this.globals.callCount.value = count;
  }

  private get fuel(): bigint {
    return BigInt(this.globals.fuel.value) + this.reserve;
  }

  /** User code begins to run: not for longer than a slice. */
  beginSlice(): void {
    const { fuel } = this;
    const slice = fuel < SLICE ? fuel : SLICE;
    this.globals.fuel.value = slice;
    this.reserve = fuel - slice;
  }

  /** The kernel is not interrupted. */
  endSlice(): void {
    this.globals.fuel.value = this.fuel;
    this.reserve = 0n;
  }

  /** The slice is used up, and there is more. */
  get isInterrupted(): boolean {
    return this.reserve > 0n && BigInt(this.globals.fuel.value) < 0n;
  }

  /** Nothing is recorded, and no budget used up, until `unmute`. */
  mute(): void {
    this.kept = { calls: this.callCount, fuel: this.fuel };
    this.recorder.muted = true;
    this.reserve = PLENTY;
  }

  unmute(): void {
    const { calls, fuel } = this.kept!;
    this.kept = null;
    this.recorder.muted = false;
    this.callCount = calls;
    this.globals.fuel.value = fuel;
    this.reserve = 0n;
  }

  /** New rows for calls that were made before, outermost first, called by the current one. Returns the first. */
  repeatCalls(rows: readonly number[]): number {
    const first = this.callCount;
    this.recorder.flush();
    this.recorder.addCalls(
      rows.map((row, i) => {
        const [fn, , frame] = this.recorder.call(row);
        return [fn, i === 0 ? this.callRow : first + i - 1, frame];
      }),
    );
    this.callCount = first + rows.length;
    return first;
  }
}
