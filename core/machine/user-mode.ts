/**
 * User mode: what a user program's loads and stores, system calls and faults do. Addresses of the
 * program's own image are used as they are; all others go through the page tables, and what those do
 * not map goes to the kernel's fault handler.
 */
import {
  ADDRESS,
  KERNEL_ENTRIES,
  LINEAR,
  STACK_BASE,
  USER_ADDRESS,
  USER_STACK_SIZE,
} from '../c/emit/abi.ts';
import { Oops, pageFault } from './faults.ts';
import type { Region } from './linear-memory.ts';
import type { Machine } from './machine.ts';
import { FAULT, walk, type WalkMemory } from './page-walk.ts';
import { runToEnd, Signal } from './signal.ts';

/** The number of the program's first process. */
export const FIRST_PID = 1;

const PAGE = 4096;

/** What a system call results in that is to be begun anew: `ERESTARTSYS` and `ERESTARTNOHAND` of the kernel. */
const BEGIN_ANEW = new Set([-512n, -514n]);
const HIGH = 2 ** 32;
/** A fault handler that never makes an access possible is a defect of the model; say so. */
const MAX_FAULTS = 64;

/** A signal handler and what it is told: the words of `struct __lab_signal_frame`. */
export type SignalFrame = readonly bigint[];

/** The library's function that calls a signal handler, and what is called after it. */
export const RUN_HANDLER = '__lab_run_handler';

export class UserMode {
  private cr3 = 0n;
  /** What the kernel wants the program to run before it goes on: arguments of the library's function for that. */
  private readonly handlers: SignalFrame[] = [];
  readonly heap: Region = { start: USER_ADDRESS.heap, end: USER_ADDRESS.heap };
  private readonly image: Region[];
  private readonly bss: readonly Region[];

  /** `bss`: pages of variables that the kernel is to fault in, although they lie between others. */
  constructor(
    private readonly machine: Machine,
    bss: readonly Region[],
  ) {
    this.bss = bss;
    this.image = [
      { start: USER_ADDRESS.readOnly, end: USER_ADDRESS.data + (64n << 20n) },
      this.heap,
      { start: USER_ADDRESS.stack, end: USER_ADDRESS.stack + BigInt(USER_STACK_SIZE) },
    ];
    machine.memory.regions.push(...this.image);
    this.flush();
  }

  /** The stack's frames are recorded by offset; its user addresses are aliases of those pages. */
  mapStack(): void {
    for (let offset = 0n; offset < BigInt(USER_STACK_SIZE); offset += 4096n) {
      this.machine.map(USER_ADDRESS.stack + offset, STACK_BASE + offset);
    }
  }

  loadCr3(value: bigint): void {
    this.cr3 = value;
    this.flush();
  }

  /** Physical address of the top-level page table. */
  get tablesAt(): bigint {
    return this.cr3;
  }

  /** Forgets all translations. */
  flush(): void {
    const words = this.machine.memory.u32;
    const start = LINEAR.userReadTlb / 4;
    words.fill(0xffff_ffff, start, start + 2 * LINEAR.userTlbEntries * 8);
  }

  /** Does the byte belong to the program itself, and not to what the page tables map? */
  isImage(address: bigint): boolean {
    const lies = (r: Region) => address >= r.start && address < r.end;
    return this.image.some(lies) && !this.bss.some(lies);
  }

  /** The address under which the byte is recorded; runs the fault handler as often as it takes. Throws Signal. */
  resolve(address: bigint, isWrite: boolean): bigint {
    if (this.isImage(address)) return address;
    const { processes, modes } = this.machine;
    if (!processes || !modes.isUser) return this.translate(address, isWrite);
    return processes.resolve(address, isWrite, () => this.translate(address, isWrite));
  }

  /** By the page tables. */
  private translate(address: bigint, isWrite: boolean): bigint {
    for (let tries = 0; tries < MAX_FAULTS; tries++) {
      const result = walk(this.tables, this.cr3, address, isWrite);
      if (result.kind === 'mapped') return ADDRESS.directMap + result.physical;
      const mode = this.machine.modes.isUser ? 0n : FAULT.user;
      const signal = this.fault(address, result.errorCode & ~mode);
      if (signal !== 0) throw new Signal(signal, address);
    }
    throw new Oops(
      `the fault handler returned ${MAX_FAULTS} times without mapping 0x${address.toString(16)}`,
      address,
    );
  }

  private readonly tables: WalkMemory = {
    readEntry: (at) => this.machine.memory.readUint(at, 8),
    updateEntry: (at, _before, after) =>
      this.machine.writeUint(at, 8, after, 'accessed and dirty bits'),
  };

  private fault(address: bigint, errorCode: bigint): number {
    const handler = this.machine.kernelFunction(KERNEL_ENTRIES.fault);
    return Number(this.enterKernel('fault', () => handler(BigInt.asIntN(64, address), errorCode)));
  }

  private enterKernel(what: 'syscall' | 'fault', call: () => unknown): bigint {
    const { processes, modes } = this.machine;
    const enter = () => {
      const result = modes.enterKernel(call);
      this.flush();
      return BigInt(result as number | bigint);
    };
    if (!modes.isUser) return enter();
    const result = processes ? processes.enterKernel(what, enter) : enter();
    this.runHandlers();
    return result;
  }

  // ---- signal handlers ----

  /** The kernel has set up a handler for the program that it comes back to. */
  addHandler(frame: SignalFrame): void {
    this.handlers.push(frame);
  }

  /** What the kernel has set up since the last time; the first one in front. */
  takeHandlers(): SignalFrame[] {
    return this.handlers.splice(0);
  }

  /** Runs what the kernel has set up, the last one first. A handler may leave by `longjmp`. */
  runHandlers(): void {
    const frames = this.takeHandlers();
    if (frames.length === 0) return;
    const { modes, compiled } = this.machine;
    const run = this.machine.userFunction(RUN_HANDLER);
    const statement = modes.context.statement;
    for (const frame of frames.toReversed()) {
      if (!compiled.functionSlots.has(frame[0])) throw pageFault(frame[0], 'execute');
      run(...frame.map((word) => BigInt.asIntN(64, word)));
      modes.resume(statement);
    }
  }

  /** `$userMiss`: resolves, remembers the translation, and returns the linear pointer. */
  miss(address: bigint, isWrite: boolean): number {
    const recorded = this.resolve(address, isWrite);
    const pointer = this.machine.memory.translate(recorded, isWrite ? 'write' : 'read');
    const page = Number(address >> 12n);
    const base = recorded & ~0xfffn;
    const tlb = isWrite ? LINEAR.userWriteTlb : LINEAR.userReadTlb;
    const entry = (tlb + (page % LINEAR.userTlbEntries) * 32) / 4;
    const words = this.machine.memory.u32;
    words[entry] = page % HIGH;
    words[entry + 1] = Math.floor(page / HIGH);
    words[entry + 2] = pointer - (pointer % PAGE);
    words[entry + 4] = Number(base & 0xffff_ffffn);
    words[entry + 5] = Number(base >> 32n);
    return pointer;
  }

  /** Calls `visit` with the recorded address of each part of a user block that lies in one page. */
  eachPart(
    address: bigint,
    length: number,
    isWrite: boolean,
    visit: (recorded: bigint, count: number, done: number) => void,
  ): void {
    for (let done = 0; done < length;) {
      const at = address + BigInt(done);
      const count = Math.min(length - done, PAGE - Number(at & 0xfffn));
      visit(this.resolve(at, isWrite), count, done);
      done += count;
    }
  }

  syscall(args: readonly bigint[]): bigint {
    const entry = this.machine.kernelFunction(KERNEL_ENTRIES.syscall);
    let result;
    do result = this.enterKernel('syscall', () => entry(...args));
    while (BEGIN_ANEW.has(result));
    return result;
  }

  /** Runs the program; returns its exit code, 128 + signal if a signal ended it. */
  runMain(main: () => unknown): number {
    const { machine } = this;
    const status = runToEnd(FIRST_PID, machine, () => machine.modes.enterUser(main));
    return status & 0x7f ? 128 + (status & 0x7f) : status >> 8;
  }
}
