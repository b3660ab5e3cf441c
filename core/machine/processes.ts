/**
 * Several processes on one machine. A WebAssembly stack can be neither copied nor put aside, so what
 * exists of a process for certain is its image and its history; its place in the program is reached
 * by running the program again (docs/decisions/0007-fork.md).
 *
 * Processes run nested on the host's stack: while one waits in the kernel, another one is started
 * above it. To go on with one further below, those above are thrown away, and run again later.
 */
import { KERNEL_ENTRIES } from '../c/emit/abi.ts';
import { Oops } from './faults.ts';
import { Diverged, Rerun, ShadowPages, type KernelEntry } from './history.ts';
import type { Machine } from './machine.ts';
import { Process, type HeapEnd } from './process.ts';
import { ProgramImage, type ImagePages } from './program-image.ts';
import type { Recorder } from './recorder.ts';
import { runToEnd } from './signal.ts';
import { FIRST_PID } from './user-mode.ts';

/** How many processes may be on the host's stack at a time. */
const MAX_ACTIVE = 6;
const PAGE = 4096;

/** Thrown to leave the process on top of the host's stack. */
class Leave extends Error {}

/** What running the program from its start needs. */
interface Start {
  main: () => unknown;
  image: ImagePages;
  heap: HeapEnd;
  /** The caller's row, and the row that `main` got. */
  caller: number;
  row: number;
  activations: number | bigint;
}

export class Processes {
  private readonly all = new Map<number, Process>();
  private readonly image: ProgramImage;
  private readonly shadow: ShadowPages;
  private start!: Start;
  private running!: Process;
  private active = 0;

  constructor(
    private readonly machine: Machine,
    private readonly recorder: Recorder,
    isImage: (address: bigint) => boolean,
  ) {
    this.image = new ProgramImage(machine.memory, isImage);
    this.shadow = new ShadowPages(machine.memory);
  }

  // ---- the first process ----

  /** Runs the first process to its end; returns its exit code as a shell tells it. */
  runFirst(main: () => unknown): number {
    const { modes, user } = this.machine;
    this.start = {
      main,
      image: this.image.capture(),
      heap: this.heap,
      caller: modes.callRow,
      row: modes.callCount,
      activations: modes.activations,
    };
    const process = new Process(FIRST_PID, this.start.image, this.start.heap);
    process.active = true;
    process.outermost = this.start.row;
    this.active = 1;
    this.all.set(process.pid, process);
    this.running = process;
    this.announce([]);
    modes.beginSlice();
    try {
      return user.runMain(main);
    } finally {
      modes.endSlice();
    }
  }

  private get heap(): HeapEnd {
    return this.machine.heapEnd(this.machine.user.heap);
  }

  private set heap(end: HeapEnd) {
    this.machine.setHeapEnd(this.machine.user.heap, end);
  }

  // ---- what a process touches ----

  /** The address under which the bytes of a mapped user address are found. */
  resolve(address: bigint, isWrite: boolean, translate: () => bigint): bigint {
    const process = this.running;
    const key = Number(address >> 12n) * 2 + (isWrite ? 1 : 0);
    let page = process.touched.get(key);
    if (page === undefined) {
      this.faultAgain(process);
      page = process.rerun?.nextPage() ?? this.touch(process, translate());
      process.touched.set(key, page);
    }
    return page + (address & 0xfffn);
  }

  private touch(process: Process, recorded: bigint): bigint {
    const page = recorded & ~0xfffn;
    process.history.addPage(page, this.machine.memory.read(page, PAGE));
    return page;
  }

  /** The faults that came before the touch; in a handler of one the process may have come to its end, and go on. */
  private faultAgain(process: Process): void {
    for (let fault; (fault = process.rerun?.nextKernelEntry('fault'));) {
      this.returnAgain(process, fault);
      this.machine.user.runHandlers();
    }
  }

  // ---- into the kernel and back ----

  /** Enters the kernel for the process that runs, or tells what came of it the first time. */
  enterKernel(what: KernelEntry['what'], enter: () => bigint): bigint {
    const { modes } = this.machine;
    const process = this.running;
    if (process.rerun) {
      const entry = process.rerun.nextKernelEntry(what);
      if (entry) {
        this.returnAgain(process, entry);
        if (process.rerun.isOver && process.resumes === 'behind') this.beginLife(process, entry);
        return entry.result;
      }
      if (!process.rerun.isOver || process.resumes === 'behind') throw new Diverged(`a ${what}`);
      this.live(process);
      // a system call begins anew; being interrupted is over once it is one's turn again
      if (what === 'timer') enter = () => 0n;
    }
    const entry: KernelEntry = {
      ...{ kind: 'kernel', what, result: 0n, calls: 0 },
      ...{ writes: [], handlers: [] },
    };
    process.open = entry;
    process.innermost = modes.callRow;
    modes.endSlice();
    entry.result = enter();
    modes.beginSlice();
    entry.calls = modes.callCount;
    process.open = null;
    entry.handlers = this.machine.user.takeHandlers();
    process.history.entries.push(entry);
    process.touched.clear();
    for (const frame of entry.handlers) this.machine.user.addHandler(frame);
    return entry.result;
  }

  /** The process that runs has used up its slice. */
  interrupt(): void {
    const { machine } = this;
    this.enterKernel('timer', () => {
      machine.modes.enterKernel(() => machine.kernelFunction(KERNEL_ENTRIES.timer)());
      machine.user.flush();
      return 0n;
    });
    machine.user.runHandlers();
  }

  /** The kernel wrote into the image of the process that runs. */
  kernelWrote(address: bigint, bytes: Uint8Array): void {
    this.running.open?.writes.push({ address, bytes: bytes.slice() });
  }

  private returnAgain(process: Process, entry: KernelEntry): void {
    for (const { address, bytes } of entry.writes) this.machine.memory.write(address, bytes);
    this.machine.modes.callCount = entry.calls;
    this.machine.user.flush();
    process.touched.clear();
    for (const frame of entry.handlers) this.machine.user.addHandler(frame);
    this.machine.modes.beginSlice();
  }

  // ---- more processes ----

  /** The process that runs exists once more from here on, and will find that `fork` returned 0. */
  copy(pid: number): void {
    const parent = this.running;
    const child = new Process(pid, this.image.capture(), this.heap, parent);
    const forked: KernelEntry = {
      kind: 'kernel',
      what: 'syscall',
      result: 0n,
      calls: 0,
      writes: [],
      handlers: [],
    };
    child.history.entries.push(forked);
    child.resumes = 'behind';
    child.rows = parent.rows;
    child.innermost = parent.innermost;
    child.outermost = parent.outermost;
    this.all.set(pid, child);
  }

  /** Goes over to another process. Returns when somebody goes over to the one that runs now. */
  switchTo(pid: number, isDead: boolean): void {
    const { modes } = this.machine;
    const me = this.running;
    const next = this.all.get(pid);
    if (!next) throw new Oops(`there is no process ${pid} to go over to`);
    if (isDead) this.all.delete(me.pid);
    else [me.image, me.heap] = [this.image.capture(), this.heap];
    const { context } = modes;
    this.putImage(next);
    this.running = next;
    this.runUntilTurnOf(me, isDead);
    modes.context = context;
    this.recorder.rename(me.rows);
    this.announce([]);
    modes.resume(context.statement);
  }

  /** Runs others above `me` on the host's stack until it is its turn. */
  private runUntilTurnOf(me: Process, isDead: boolean): void {
    for (;;) {
      const next = this.running;
      if (next === me && !isDead) return;
      if (isDead || next.active || this.active >= MAX_ACTIVE) throw new Leave();
      this.activate(next);
    }
  }

  /** Puts a process onto the host's stack; comes back when it is not there any more. */
  private activate(process: Process): void {
    process.active = true;
    this.active++;
    try {
      this.run(process);
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
    } finally {
      process.active = false;
      process.open = null;
      this.active--;
    }
  }

  private run(process: Process): never {
    const { machine, start } = this;
    const continued = this.continueCalls(process);
    this.announce(continued);
    this.beginAgain(process);
    const status = runToEnd(process.pid, machine, () => machine.modes.enterUser(start.main));
    machine.modes.callRow = start.row;
    machine.modes.endSlice();
    machine.kernelFunction(KERNEL_ENTRIES.exit)(status);
    throw new Oops(`process ${process.pid} went on after its end`);
  }

  // ---- running again ----

  /** How things were when the program was started, but that nothing it does shows. */
  private beginAgain(process: Process): void {
    const { machine, start } = this;
    process.rerun = new Rerun(process.history, this.shadow);
    process.touched.clear();
    machine.user.flush();
    machine.modes.mute();
    this.image.differences(start.image, (at, bytes) => machine.memory.write(at, bytes));
    this.heap = start.heap;
    machine.modes.activations = start.activations;
    machine.modes.callRow = start.caller;
    machine.modes.callCount = start.row;
    machine.modes.beginSlice();
  }

  /** From here on what the process does is new. */
  private live(process: Process): void {
    const { machine } = this;
    this.image.differences(process.image, (at) => {
      throw new Diverged(`other contents at 0x${at.toString(16)}`);
    });
    process.rerun = null;
    process.touched.clear();
    machine.user.flush();
    machine.modes.unmute();
    this.recorder.rename(process.rows);
    machine.modes.resume(this.recorder.lastStatement);
  }

  /** A new process comes to life. */
  private beginLife(process: Process, forked: KernelEntry): void {
    const { machine } = this;
    process.resumes = 'before';
    process.innermost = machine.modes.callRow;
    this.live(process);
    machine.modes.enterKernel(() => machine.kernelFunction(KERNEL_ENTRIES.forkReturn)());
    machine.modes.beginSlice();
    machine.user.flush();
    forked.handlers = machine.user.takeHandlers();
    for (const frame of forked.handlers) machine.user.addHandler(frame);
    forked.calls = machine.modes.callCount;
  }

  /** Gives the calls that the process is in new rows, called from where the kernel is now. */
  private continueCalls(process: Process): { call: number; of: number }[] {
    const { modes } = this.machine;
    if (!this.machine.record) return [];
    const codeName = new Map([...process.rows].map(([code, row]) => [row, code]));
    const chain: number[] = [];
    this.recorder.flush();
    for (let row = process.rows.get(process.innermost) ?? process.innermost; ;) {
      chain.unshift(row);
      if (row === process.outermost) break;
      row = this.recorder.call(row)[1];
    }
    const first = modes.repeatCalls(chain);
    const rows = new Map(chain.map((row, i) => [codeName.get(row) ?? row, first + i]));
    process.rows = rows.set(this.start.caller, modes.callRow);
    process.outermost = first;
    return chain.map((of, i) => ({ call: first + i, of }));
  }

  // ---- images ----

  /** The image of `next` takes the place of the one that is there: edits, like any other. */
  private putImage(next: Process): void {
    const { machine } = this;
    this.heap = {
      end: next.heap.end > this.heap.end ? next.heap.end : this.heap.end,
      brk: next.heap.brk,
    };
    this.image.differences(next.image, (at, bytes) =>
      machine.writeBlock(at, bytes, 'context switch'),
    );
    this.heap = next.heap;
    machine.user.flush();
  }

  private announce(continued: { call: number; of: number }[]): void {
    const { pid, parent, outermost } = this.running;
    this.machine.event({ kind: 'process', pid, parent, call: outermost, continued });
  }
}
