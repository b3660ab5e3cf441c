/** Empties the buffers that emitted code fills, and builds the columns of a recording from them. */
import { LINEAR } from '../c/emit/abi.ts';
import type { LinearMemory } from './linear-memory.ts';
import { MAP_ENTRY, RESUMED, type Calls, type RecordedEvent } from './recording.ts';
import type { WasmGlobal } from './wasm-host.ts';

export interface RecorderGlobals {
  log: WasmGlobal;
  steps: WasmGlobal;
  stepsEnd: WasmGlobal;
  calls: WasmGlobal;
  logBase: WasmGlobal;
}

/** Steps that fit into the step buffer, which holds three columns. */
const STEP_ROWS = (LINEAR.stepsEnd - LINEAR.steps) / 12;

export class Recorder {
  readonly events: RecordedEvent[] = [];
  /** Statement, call and log position of the steps. */
  private readonly steps: Uint32Array[][] = [[], [], []];
  private readonly calls: Uint32Array[] = [];
  private readonly logs: Uint32Array[] = [];
  private stepCount = 0;
  private logWords = 0;
  private lastFlushed = 0;
  private isMuted = false;
  /**
   * Rows of calls under other numbers: what emitted code calls a row, and which row it is. A process
   * that was run again believes to be in the calls of its first run.
   */
  private renamed: ReadonlyMap<number, number> | null = null;

  constructor(
    private readonly memory: LinearMemory,
    private readonly globals: RecorderGlobals,
    private readonly budget: number,
  ) {
    this.limitSteps();
  }

  /** Index of the step being executed; -1 before the first. */
  get currentStep(): number {
    return this.stepCount + (Number(this.globals.steps.value) - LINEAR.steps) / 4 - 1;
  }

  /** Statement of the step being executed. */
  get lastStatement(): number {
    const pointer = Number(this.globals.steps.value);
    const row = pointer > LINEAR.steps ? this.memory.u32[pointer / 4 - 1] : this.lastFlushed;
    return row & ~RESUMED;
  }

  get exhausted(): boolean {
    return this.currentStep + 1 >= this.budget;
  }

  /** The buffer ends where the budget does. */
  private limitSteps(): void {
    const rows = this.isMuted ? STEP_ROWS : Math.min(STEP_ROWS, this.budget - this.stepCount);
    this.globals.stepsEnd.value = LINEAR.steps + 4 * Math.max(rows, 0);
  }

  get muted(): boolean {
    return this.isMuted;
  }

  /** From here on what emitted code writes is thrown away, or kept again. */
  set muted(muted: boolean) {
    this.flush();
    this.isMuted = muted;
    this.limitSteps();
  }

  /** Rows that emitted code names by other numbers from here on; null for none. */
  rename(renamed: ReadonlyMap<number, number> | null): void {
    this.flush();
    this.renamed = renamed;
  }

  /** How many calls there have been. */
  get callCount(): number {
    return this.calls.reduce((sum, chunk) => sum + chunk.length / 3, 0);
  }

  /** Function, parent and frame of a call. */
  call(row: number): [number, number, number] {
    let at = 3 * row;
    for (const chunk of this.calls) {
      if (at < chunk.length) return [chunk[at], chunk[at + 1], chunk[at + 2]];
      at -= chunk.length;
    }
    throw new RangeError(`there is no call ${row}`);
  }

  /** Adds rows that no emitted code has written. */
  addCalls(rows: readonly [number, number, number][]): void {
    this.flush();
    this.calls.push(Uint32Array.from(rows.flat()));
  }

  flush(): void {
    if (this.isMuted) return this.discard();
    this.flushSteps();
    this.flushCalls();
    this.flushLog();
    this.limitSteps();
  }

  private discard(): void {
    this.lastFlushed = this.lastStatement;
    this.globals.steps.value = LINEAR.steps;
    this.globals.calls.value = LINEAR.calls;
    this.globals.log.value = LINEAR.log;
  }

  private flushSteps(): void {
    const start = LINEAR.steps / 4;
    const rows = Number(this.globals.steps.value) / 4 - start;
    if (rows === 0) return;
    this.lastFlushed = this.lastStatement;
    this.steps.forEach((chunks, column) => {
      const from = start + column * STEP_ROWS;
      const words = this.memory.u32.slice(from, from + rows);
      if (column === 1) this.renameIn(words, 0, 1);
      chunks.push(words);
    });
    this.stepCount += rows;
    this.globals.steps.value = LINEAR.steps;
  }

  private flushCalls(): void {
    const before = this.calls.length;
    this.take(this.calls, this.globals.calls, LINEAR.calls);
    if (this.calls.length > before) this.renameIn(this.calls[before], 1, 3);
  }

  private renameIn(words: Uint32Array, from: number, step: number): void {
    const { renamed } = this;
    if (!renamed) return;
    for (let at = from; at < words.length; at += step) {
      words[at] = renamed.get(words[at]) ?? words[at];
    }
  }

  private flushLog(): void {
    this.logWords += this.take(this.logs, this.globals.log, LINEAR.log);
    this.globals.logBase.value = this.logWords;
  }

  /** Copies a buffer's words out, resets its pointer, and returns how many there were. */
  private take(into: Uint32Array[], pointer: WasmGlobal, start: number): number {
    const chunk = this.memory.u32.slice(start / 4, Number(pointer.value) / 4);
    if (chunk.length > 0) into.push(chunk);
    pointer.value = start;
    return chunk.length;
  }

  /** Appends an entry that the machine itself makes. */
  append(entry: Uint32Array): void {
    if (this.isMuted) return;
    const at = Number(this.globals.log.value);
    if (at + 4 * entry.length <= LINEAR.logSoftEnd) {
      this.memory.u32.set(entry, at / 4);
      this.globals.log.value = at + 4 * entry.length;
      return;
    }
    this.flushLog();
    this.logs.push(entry);
    this.logWords += entry.length;
    this.globals.logBase.value = this.logWords;
  }

  blockRead(site: number, address: bigint, length: number): void {
    this.append(Uint32Array.of(site, ...halves(address), length));
  }

  blockWrite(site: number, address: bigint, before: Uint8Array, after: Uint8Array): void {
    const words = Math.ceil(before.length / 4);
    const entry = new Uint32Array(4 + 2 * words);
    entry.set([site, ...halves(address), before.length]);
    const bytes = new Uint8Array(entry.buffer);
    bytes.set(before, 16);
    bytes.set(after, 16 + 4 * words);
    this.append(entry);
  }

  mapEntry(page: number, before: number, after: number): void {
    this.append(
      Uint32Array.of(
        MAP_ENTRY,
        ...numberHalves(page),
        ...numberHalves(before),
        ...numberHalves(after),
      ),
    );
  }

  /** The columns; the recorder must not be used afterwards. */
  finish() {
    this.flush();
    const count = this.stepCount;
    const [stepStatement, stepCall, stepLog] = this.steps.map((chunks, column) =>
      join(chunks, column === 2 ? 1 : 0),
    ) as [Uint32Array, Uint32Array, Uint32Array];
    stepLog[count] = this.logWords;
    if (count > 0) stepLog[0] = 0;
    return {
      stepCount: count,
      stepStatement,
      stepCall,
      stepLog,
      log: join(this.logs),
      calls: callColumns(join(this.calls), stepCall),
    };
  }
}

export const halves = (address: bigint): [number, number] => [
  Number(address & 0xffff_ffffn),
  Number(address >> 32n),
];
const numberHalves = (n: number): [number, number] => [n % 2 ** 32, Math.floor(n / 2 ** 32)];

/** The chunks in one array, with room for `extra` words behind them. The chunks are gone then. */
function join(chunks: Uint32Array[], extra = 0): Uint32Array {
  const result = new Uint32Array(chunks.reduce((n, c) => n + c.length, extra));
  let offset = 0;
  for (const chunk of chunks) {
    result.set(chunk, offset);
    offset += chunk.length;
  }
  chunks.length = 0;
  return result;
}

/** Rows of (function, parent, frame), with the steps that each call spans worked out. */
function callColumns(rows: Uint32Array, stepCall: Uint32Array): Calls {
  const count = rows.length / 3;
  const column = (k: number) => {
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = rows[3 * i + k];
    return values;
  };
  const calls: Calls = {
    count,
    function: column(0),
    parent: column(1),
    enter: new Uint32Array(count).fill(stepCall.length),
    leave: new Uint32Array(count),
    frame: column(2),
  };
  for (let step = stepCall.length - 1; step >= 0; step--) calls.enter[stepCall[step]] = step;
  for (let step = 0; step < stepCall.length; step++) calls.leave[stepCall[step]] = step + 1;
  // a call spans what its callees span; parents have lower numbers than their callees
  for (let call = count - 1; call > 0; call--) {
    const parent = calls.parent[call];
    calls.enter[parent] = Math.min(calls.enter[parent], calls.enter[call]);
    calls.leave[parent] = Math.max(calls.leave[parent], calls.leave[call]);
  }
  return calls;
}
