import { Memory } from '../machine/memory.ts';
import type { MemorySnapshot, MemoryView } from '../machine/memory.ts';
import { decodeStep } from './accesses.ts';
import type { WriteRef } from './accesses.ts';
import type { CheckpointData } from './checkpoint-data.ts';
import { Checkpoints } from './checkpoints.ts';
import { Replay } from './replay.ts';
import { runToFunction, runToLine, runToWrite } from './run-to.ts';
import * as stepping from './stepping.ts';
import type { Trace } from './trace.ts';

/** Replaying so many steps takes a few milliseconds, and a checkpoint costs the pages they wrote. */
const CHECKPOINT_EVERY = 8192;

/**
 * A cursor over a trace, with memory as it is there. Position p in 0 … length means that steps
 * 0 … p-1 have been executed; step p is the next one, the current line. What the steps mean is
 * written at the functions in `stepping.ts`.
 */
export class Timeline {
  private at = 0;
  private readonly cursor: Memory;
  private readonly replay: Replay;
  private readonly checkpoints: Checkpoints;
  private copiedAtCheckpoint: number;

  /** `checkpoints`: of a timeline over the same recording, which need not be made again. */
  constructor(
    readonly trace: Trace,
    options: { checkpointEvery?: number; checkpoints?: CheckpointData } = {},
  ) {
    if (options.checkpoints) {
      this.checkpoints = Checkpoints.unpack(options.checkpoints);
      this.cursor = Memory.fromSnapshot(this.checkpoints.before(0).snapshot);
    } else {
      this.cursor = new Memory(trace.recording.initialPages);
      const every = options.checkpointEvery ?? CHECKPOINT_EVERY;
      this.checkpoints = new Checkpoints(every, this.cursor.snapshot());
    }
    this.replay = new Replay(trace.recording, trace.sites, this.cursor);
    this.copiedAtCheckpoint = this.cursor.pagesCopied;
  }

  /** Checkpoints along the whole run, made now if they are not there; moves the cursor to the end. */
  packCheckpoints(): CheckpointData {
    this.runToEnd();
    return this.checkpoints.pack();
  }

  get position(): number {
    return this.at;
  }

  /** Same as `seek`. */
  set position(position: number) {
    this.seek(position);
  }

  /** Memory at `position`: a live view that follows the cursor. */
  get memory(): MemoryView {
    return this.cursor;
  }

  /** Throws RangeError unless 0 <= position <= length. */
  seek(position: number): void {
    this.checkPosition(position);
    if (position === this.at) return;
    this.restoreNear(position);
    this.advanceTo(position);
  }

  stepIn(): void {
    this.seek(stepping.stepIn(this.trace.recording, this.at));
  }

  stepOver(): void {
    this.seek(stepping.stepOver(this.trace.recording, this.at));
  }

  stepOut(): void {
    this.seek(stepping.stepOut(this.trace.recording, this.at));
  }

  stepBackIn(): void {
    this.seek(stepping.stepBackIn(this.trace.recording, this.at));
  }

  stepBackOver(): void {
    this.seek(stepping.stepBackOver(this.trace.recording, this.at));
  }

  stepBackOut(): void {
    this.seek(stepping.stepBackOut(this.trace.recording, this.at));
  }

  runToEnd(): void {
    this.seek(this.trace.length);
  }

  runToStart(): void {
    this.seek(0);
  }

  /**
   * Runs until just after the next (direction 1) or to just before the previous (direction -1)
   * write of the range. False if there is none; the cursor then stays.
   */
  runToWrite(address: bigint, size: number, direction: 1 | -1): boolean {
    return this.runTo(runToWrite(this.trace, this.at, address, size, direction));
  }

  /** Runs to the first step of the next or previous call of a function; false if there is none. */
  runToFunction(name: string, direction: 1 | -1): boolean {
    return this.runTo(runToFunction(this.trace, this.at, name, direction));
  }

  /** Runs to the next or previous arrival at a line; false if there is none. */
  runToLine(file: string, line: number, direction: 1 | -1): boolean {
    return this.runTo(runToLine(this.trace, this.at, file, line, direction));
  }

  /** What the step just executed (`position - 1`) wrote, in order; nothing at the start. */
  changed(): WriteRef[] {
    if (this.at === 0) return [];
    const step = this.at - 1;
    return decodeStep(this.trace.recording, this.trace.sites, step).flatMap((access) =>
      access.kind === 'write'
        ? [
            {
              step,
              site: access.site,
              address: access.address,
              size: access.size,
              before: access.before!,
              after: access.after!,
              moment: access.moment,
            },
          ]
        : [],
    );
  }

  /** Memory at any position, independent of the cursor. */
  memoryAt(position: number): MemoryView {
    return this.copyAt(position);
  }

  /** All pages of memory at any position, and which of them are aliases. */
  snapshotAt(position: number): MemorySnapshot {
    return this.copyAt(position).snapshot();
  }

  private copyAt(position: number): Memory {
    this.checkPosition(position);
    const { stepLog } = this.trace.recording;
    const before = this.checkpoints.before(position);
    const after = this.checkpoints.after(position);
    const distance = (from: number) => Math.abs(stepLog[position]! - stepLog[from]!);
    let start = before;
    if (after && distance(after.position) < distance(before.position)) start = after;
    if (distance(this.at) < distance(start.position)) {
      start = { position: this.at, snapshot: this.cursor.snapshot() };
    }
    const memory = Memory.fromSnapshot(start.snapshot);
    const replay = new Replay(this.trace.recording, this.trace.sites, memory);
    if (start.position <= position) replay.forward(start.position, position);
    else replay.backward(start.position, position);
    return memory;
  }

  private runTo(position: number): boolean {
    if (position < 0) return false;
    this.seek(position);
    return true;
  }

  /** Takes the nearest of cursor and checkpoints, measured in log words, for a start. */
  private restoreNear(position: number): void {
    const { stepLog } = this.trace.recording;
    const distance = (from: number) => Math.abs(stepLog[position]! - stepLog[from]!);
    // Restoring copies a pointer per page: not worth it for a short way.
    const here = distance(this.at);
    if (here < 512) return;
    const before = this.checkpoints.before(position);
    const after = this.checkpoints.after(position);
    let best = before;
    if (after && distance(after.position) < distance(before.position)) best = after;
    if (distance(best.position) >= here) return;
    this.cursor.restore(best.snapshot);
    this.at = best.position;
    this.copiedAtCheckpoint = this.cursor.pagesCopied;
  }

  /** Replays to `position`, leaving checkpoints where the cursor goes for the first time. */
  private advanceTo(position: number): void {
    while (position >= this.checkpoints.next && this.at < this.checkpoints.next) {
      const next = this.checkpoints.next;
      this.replay.forward(this.at, next);
      this.at = next;
      const cost = this.cursor.pagesCopied - this.copiedAtCheckpoint;
      this.checkpoints.add(next, this.cursor.snapshot(), cost);
      this.copiedAtCheckpoint = this.cursor.pagesCopied;
    }
    if (position >= this.at) this.replay.forward(this.at, position);
    else this.replay.backward(this.at, position);
    this.at = position;
  }

  private checkPosition(position: number): void {
    const { length } = this.trace;
    if (!(Number.isInteger(position) && position >= 0 && position <= length)) {
      throw new RangeError(`there is no position ${position}: positions are 0 to ${length}`);
    }
  }
}
