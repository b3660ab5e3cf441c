/** Runs a compiled program and records it. */
import {
  ADDRESS,
  LINEAR,
  NESTED,
  NATIVES,
  SERVICES,
  STACK_BASE,
  USER_ADDRESS,
  USER_NATIVES,
} from '../c/emit/abi.ts';
import type { CompiledProgram } from '../c/emit/program.ts';
import type { CType } from '../c/ctype.ts';
import { CError } from '../c/diagnostic.ts';
import type { AccessSite } from '../c/program.ts';
import { T } from '../c/types.ts';
import { callTrace } from './call-trace.ts';
import { Exit, Oops, OutOfBudget, trapAsOops } from './faults.ts';
import { LinearMemory, type Region } from './linear-memory.ts';
import { Modes, type ModeGlobals } from './modes.ts';
import { nativeFunctions } from './natives.ts';
import type { HeapEnd } from './process.ts';
import { Processes } from './processes.ts';
import { halves, Recorder, type RecorderGlobals } from './recorder.ts';
import type { Outcome, RecordedEvent, Recording } from './recording.ts';
import { services } from './services.ts';
import { UserMode } from './user-mode.ts';
import { wasm, type WasmGlobal } from './wasm-host.ts';

export interface RunOptions {
  /** Steps after which a recording stops, and loop rounds and calls after which a plain run does. */
  stepBudget?: number;
  /** Program arguments, `argv[0]` first, for an entry function that takes them. */
  args?: readonly string[];
  /** Bytes of stack; a multiple of 64 KiB. */
  stackSize?: number;
  /** Bytes of RAM in the direct map. */
  ram?: bigint;
  /** Output of the program as it comes, besides the recorded events. */
  onOutput?: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
}

const DEFAULT_BUDGET = 20_000_000;
const DEFAULT_STACK = 64 * 1024;
const DEFAULT_RAM = 2n << 30n;
const HEAP_LIMIT = 1n << 30n;

type NewEvent = RecordedEvent extends infer E
  ? E extends { step: number }
    ? Omit<E, 'step'>
    : never
  : never;

/** Runs the program to its end and returns the recording; never throws for what the program does. */
export function runProgram(compiled: CompiledProgram, options: RunOptions = {}): Recording {
  return new Machine(compiled, options).run();
}

/** One run. Natives talk to the machine through the methods below. */
export class Machine {
  readonly memory: LinearMemory;
  readonly sites: AccessSite[];
  private readonly nativeSites = new Map<string, number>();
  private readonly exports: Record<string, unknown>;
  private readonly recorder: Recorder;
  readonly record: boolean;
  private readonly budget: number;
  private readonly aliases = new Map<number, number>();
  readonly heap: Region = { start: ADDRESS.heap, end: ADDRESS.heap };
  /** End of each heap as the program asked for it; the regions are rounded up to pages. */
  private readonly brk = new Map<Region, bigint>();
  readonly user: UserMode;
  readonly modes: Modes;
  /** Null unless the program can make processes. */
  readonly processes: Processes | null;
  private destructorsRun = 0;
  private readonly argv: { count: number; address: bigint };

  constructor(
    readonly compiled: CompiledProgram,
    private readonly options: RunOptions,
  ) {
    this.record = compiled.record;
    this.budget = options.stepBudget ?? DEFAULT_BUDGET;
    this.sites = [...compiled.program.sites];
    const ram = options.ram ?? DEFAULT_RAM;
    this.memory = new LinearMemory(options.stackSize ?? DEFAULT_STACK, [
      { start: ADDRESS.directMap, end: ADDRESS.directMap + ram },
      { start: ADDRESS.readOnly, end: ADDRESS.data + (64n << 20n) },
      this.heap,
    ]);
    this.user = new UserMode(this, compiled.userBss);
    for (const { address, bytes } of compiled.data) this.memory.write(address, bytes);
    this.argv = this.placeArguments(options.args ?? []);
    this.exports = this.instantiate();
    this.global('stack').value = LINEAR.stack + (options.stackSize ?? DEFAULT_STACK);
    this.global('fuel').value = BigInt(this.budget);
    const globals = this.exports as unknown as RecorderGlobals & ModeGlobals;
    this.recorder = new Recorder(this.memory, globals, this.budget);
    const step = this.record ? (this.exports.step as (statement: number) => void) : null;
    this.modes = new Modes(globals, this.recorder, step);
    this.processes = compiled.forks
      ? new Processes(this, this.recorder, (address) => this.user.isImage(address))
      : null;
  }

  private global(name: string): WasmGlobal {
    return this.exports[name] as WasmGlobal;
  }

  private instantiate(): Record<string, unknown> {
    const env: Record<string, unknown> = {
      memory: this.memory.wasm,
      ...services(this),
      ...nativeFunctions(this, this.user),
    };
    for (const name of [
      ...Object.keys(SERVICES),
      ...Object.keys(NATIVES),
      ...Object.keys(USER_NATIVES).map((n) => `user:${n}`),
    ]) {
      if (typeof env[name] !== 'function') throw new Error(`the machine lacks '${name}'`);
    }
    return new wasm.Instance(this.compileModule(), { env }).exports;
  }

  /** Throws CError where the host refuses a module: one of its limits is exceeded, or it lacks a feature. */
  private compileModule(): object {
    try {
      return new wasm.Module(this.compiled.module);
    } catch (error) {
      if (!(error instanceof wasm.CompileError)) throw error;
      const { functions, files } = this.compiled.program;
      const name = /Compiling function #\d+:"([^"]*)"/.exec(error.message)?.[1];
      const found = functions.find((f) => f.name === name) ?? functions[this.compiled.entry];
      const location = { file: files[found.file], line: found.line, column: 1 };
      const what = name === undefined ? 'this program' : `'${name}'`;
      throw new CError(`the host cannot compile ${what}: ${error.message}`, location);
    }
  }

  /** `argv` as an array of pointers to strings, beyond the constants. */
  private placeArguments(args: readonly string[]): { count: number; address: bigint } {
    let at = (this.compiled.user ? USER_ADDRESS : ADDRESS).data - (1n << 20n);
    const pointers = args.map((arg) => {
      const start = at;
      const bytes = Uint8Array.from(`${arg}\0`, (ch) => ch.charCodeAt(0));
      this.memory.write(start, bytes);
      at += BigInt(bytes.length);
      return start;
    });
    const address = (at + 15n) & ~15n;
    [...pointers, 0n].forEach((pointer, i) =>
      this.memory.writeUint(address + BigInt(8 * i), 8, pointer),
    );
    return { count: args.length, address };
  }

  run(): Recording {
    const initialPages = this.record ? this.memory.snapshot() : [];
    if (this.compiled.user) this.user.mapStack();
    const outcome = this.execute();
    const columns = this.recorder.finish();
    const program = { ...this.compiled.program, sites: this.sites };
    if (outcome.kind === 'oops') {
      outcome.callTrace = this.record
        ? callTrace(program, columns, this.recorder.events)
        : this.plainTrace();
    }
    return {
      program,
      ...columns,
      stackBase: STACK_BASE,
      initialPages,
      events: this.recorder.events,
      outcome,
    };
  }

  private execute(): Outcome {
    const entry = this.exports.entry as (...args: unknown[]) => unknown;
    const args = [this.argv.count, this.argv.address, 0n].slice(0, this.compiled.entryParams);
    try {
      if (!this.compiled.user) this.runBefore();
      const result = entry(...args);
      if (!this.compiled.user) this.runExitHandlers();
      return { kind: 'finished', exitCode: typeof result === 'number' ? result & 0xff : 0 };
    } catch (error) {
      const step = Math.max(this.recorder.currentStep, 0);
      if (error instanceof Exit) return { kind: 'finished', exitCode: error.code };
      if (error instanceof OutOfBudget) return { kind: 'budget', step, budget: this.budget };
      const oops = error instanceof Oops ? error : trapAsOops(error);
      if (!oops) throw error;
      return {
        kind: 'oops',
        step,
        reason: oops.message,
        address: oops.address,
        access: oops.access,
        callTrace: [],
      };
    }
  }

  /** What returning from `main` does besides ending: the handlers of `atexit`. */
  runExitHandlers(): void {
    const handlers = this.exports.exitHandlers;
    if (typeof handlers === 'function') (handlers as () => void)();
    else this.runAfter();
  }

  /** Runs the functions with the constructor attribute. */
  private runBefore(): void {
    for (let i = 0; typeof this.exports[`runBefore${i}`] === 'function'; i++)
      (this.exports[`runBefore${i}`] as () => void)();
  }

  /** Runs the functions with the destructor attribute, each once. */
  runAfter(): void {
    while (typeof this.exports[`runAfter${this.destructorsRun}`] === 'function')
      (this.exports[`runAfter${this.destructorsRun++}`] as () => void)();
  }

  /** In a plain run only the innermost place is known. */
  private plainTrace(): (Outcome & { kind: 'oops' })['callTrace'] {
    const { program } = this.compiled;
    const statement = program.statements[Number(this.global('statement').value)];
    if (!statement) return [];
    return [
      {
        function: program.functions[statement.function].name,
        file: program.files[statement.file],
        line: statement.line,
      },
    ];
  }

  /** A kernel function that the machine calls; a program without it cannot do what needs it. */
  kernelFunction(name: string): (...args: unknown[]) => unknown {
    const found = this.exports[name];
    if (typeof found !== 'function') throw new Oops(`the model kernel has no ${name}()`);
    return found as (...args: unknown[]) => unknown;
  }

  /** A function of the C library that the machine calls; programs that need it are linked with it. */
  userFunction(name: string): (...args: unknown[]) => unknown {
    const found = this.exports[name];
    if (typeof found !== 'function') throw new Oops(`the program is not linked with ${name}()`);
    return found as (...args: unknown[]) => unknown;
  }

  /** `__lab_user_main()`: runs the user program from its `main` to its end. */
  runUser(): number {
    const { userMain } = this.exports;
    if (typeof userMain !== 'function') throw new Oops('there is no user program');
    const main = () => {
      const { count, address } = this.argv;
      const code = (userMain as (...args: unknown[]) => unknown)(count, address, 0n);
      this.runExitHandlers();
      return code;
    };
    return this.processes?.runFirst(main) ?? this.user.runMain(main);
  }

  /** Tells the nested function of this address which frame is around it; returns its code's address. */
  enterNested(address: bigint): bigint {
    const offset = address - NESTED.base;
    const frame = offset & ((1n << NESTED.textShift) - 1n);
    this.global('chain').value = Number(frame << NESTED.frameShift);
    const isUser = this.compiled.user && this.modes.isUser;
    return (isUser ? USER_ADDRESS : ADDRESS).text + (offset >> NESTED.textShift);
  }

  /** Empties the buffers; ends the run when its budget is used up. */
  flush(): void {
    if (this.modes.isInterrupted) return this.processes!.interrupt();
    if (this.recorder.muted) return this.recorder.flush();
    const outOfFuel = BigInt(this.global('fuel').value) < 0n;
    if (outOfFuel || !this.record || this.recorder.exhausted) throw new OutOfBudget();
    this.recorder.flush();
  }

  /** Reads a block, recorded under a site. */
  readAt(address: bigint, length: number, site: number): Uint8Array {
    if (this.record) this.recorder.blockRead(site, address, length);
    return this.memory.read(address, length);
  }

  /** Writes a block, recorded under a site. */
  writeAt(address: bigint, bytes: Uint8Array, site: number): void {
    if (this.record && !this.recorder.muted) {
      const before = this.memory.read(address, bytes.length);
      this.recorder.blockWrite(site, address, before, bytes);
    }
    this.memory.write(address, bytes);
  }

  /** The access site that stands for a native function. */
  nativeSite(kind: AccessSite['kind'], name: string, type: CType = T.void): number {
    const key = `${kind} ${name}`;
    let site = this.nativeSites.get(key);
    if (site === undefined) {
      site =
        this.sites.push({
          kind,
          local: false,
          size: kind === 'write' ? type.size : 0,
          type,
          member: null,
          text: kind === 'write' ? name : `${name}()`,
          statement: 0,
        }) - 1;
      this.nativeSites.set(key, site);
    }
    return site;
  }

  readBlock(address: bigint, length: number, name: string): Uint8Array {
    return length === 0
      ? new Uint8Array()
      : this.readAt(address, length, this.nativeSite('block-read', name));
  }

  writeBlock(address: bigint, bytes: Uint8Array, name: string): void {
    if (bytes.length > 0) this.writeAt(address, bytes, this.nativeSite('block-write', name));
  }

  event(event: NewEvent): void {
    if (!this.recorder.muted)
      this.recorder.events.push({ ...event, step: this.currentStep } as RecordedEvent);
  }

  get currentStep(): number {
    return Math.max(this.recorder.currentStep, 0);
  }

  /** Splits a printk into lines; `\x01` and a digit in front is the level. */
  printk(text: string): void {
    const level = /^\x01([0-7c])/.exec(text);
    const body = level ? text.slice(2) : text;
    for (const line of body.replace(/\n$/, '').split('\n')) {
      this.event({
        kind: 'printk',
        level: level && level[1] !== 'c' ? Number(level[1]) : 4,
        text: line,
      });
    }
  }

  output(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    if (this.recorder.muted) return;
    this.options.onOutput?.(stream, bytes);
    if (stream === 'stdout') this.event({ kind: 'stdout', text: String.fromCharCode(...bytes) });
  }

  /** Makes the page of `address` an alias of the page of `target` (null unmaps it). */
  map(address: bigint, target: bigint): void {
    const page = Number(address >> 12n);
    const to = Number(target >> 12n);
    const canonical = this.aliases.get(to) ?? to;
    this.memory.map(page, canonical);
    if (this.record) this.recorder.mapEntry(page, this.aliases.get(page) ?? 0, canonical);
    if (canonical === 0) this.aliases.delete(page);
    else this.aliases.set(page, canonical);
  }

  /** Moves the end of the heap; returns the old end, or -1 when there is no more memory. */
  sbrk(heap: Region, increment: bigint): bigint {
    const old = this.brk.get(heap) ?? heap.start;
    const fresh = old + increment;
    if (fresh < heap.start || fresh > heap.start + HEAP_LIMIT) return -1n;
    this.brk.set(heap, fresh);
    heap.end = (fresh + 4095n) & ~4095n;
    return old;
  }

  /** How far a heap goes. */
  heapEnd(heap: Region): HeapEnd {
    return { end: heap.end, brk: this.brk.get(heap) ?? heap.start };
  }

  setHeapEnd(heap: Region, { end, brk }: HeapEnd): void {
    heap.end = end;
    this.brk.set(heap, brk);
  }

  /** A write of one number by the machine itself, recorded under `text`. */
  writeUint(address: bigint, size: 4 | 8, value: bigint, text: string): void {
    if (this.record) {
      const site = this.nativeSite('write', text, size === 8 ? T.ulong : T.uint);
      const before = this.memory.readUint(address, size);
      const words = (n: bigint) => (size === 8 ? halves(n) : [Number(n)]);
      this.recorder.append(
        Uint32Array.of(site, ...halves(address), ...words(before), ...words(value)),
      );
    }
    this.memory.writeUint(address, size, value);
  }
}
