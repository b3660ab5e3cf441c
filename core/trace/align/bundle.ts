/** What the steps of one side did that can be compared, gathered while their edits are replayed. */
import type { Memory } from '../../machine/memory.ts';
import { MAP_ENTRY } from '../../machine/recording.ts';
import type { RecordedEvent } from '../../machine/recording.ts';
import { Shape, blockLength, highHalf, siteOf } from '../accesses.ts';
import { Replay } from '../replay.ts';
import type { Trace } from '../trace.ts';
import type { Translator } from './translate.ts';

export type ValueEvent = Extract<RecordedEvent, { kind: 'value' }>;

/** Numbers per read: site, address low and high, size, value low and high (blocks: a checksum). */
export const READ = 6;
/** Numbers per write: site, address low and high, size. */
export const WRITE = 4;

/** Reads and writes of memory other than the stack, as rows of numbers, and `lab_value` events. */
export class Bundle {
  readonly reads: number[] = [];
  readonly writes: number[] = [];
  readonly values: ValueEvent[] = [];

  clear(): void {
    this.reads.length = 0;
    this.writes.length = 0;
    this.values.length = 0;
  }
}

/** Moves one trace's memory forward step by step and gathers what the steps do. */
export class Gatherer {
  private readonly replay: Replay;
  private nextEvent = 0;

  constructor(
    readonly trace: Trace,
    readonly memory: Memory,
    private readonly translator: Translator,
  ) {
    this.replay = new Replay(trace.recording, trace.sites, memory);
  }

  /** Executes a step, which must be the one after the last; adds what it does to `bundle`. */
  step(step: number, bundle: Bundle): void {
    const { recording, sites } = this.trace;
    const { log, stepLog, events } = recording;
    const end = stepLog[step + 1]!;
    for (let at = stepLog[step]!; at < end; at = this.replay.execute(at)) {
      if (log[at] === MAP_ENTRY) continue;
      const site = siteOf(log[at]!);
      const shape = sites.shape[site]!;
      if (shape === Shape.localRead || shape === Shape.localWrite) continue;
      const low = log[at + 1]! | 0;
      const high = highHalf(log, at) | 0;
      switch (shape) {
        case Shape.read:
          this.read(bundle, site, low, high, sites.size[site]!);
          break;
        case Shape.blockRead: {
          const length = blockLength(log, at);
          bundle.reads.push(site, low, high, length, this.checksum(low, high, length), 0);
          break;
        }
        case Shape.write:
        case Shape.blockWrite:
          if (this.translator.onStack(low, high)) break;
          bundle.writes.push(
            site,
            low,
            high,
            shape === Shape.write ? sites.size[site]! : blockLength(log, at),
          );
          break;
      }
    }
    for (; this.nextEvent < events.length; this.nextEvent++) {
      const event = events[this.nextEvent]!;
      if (event.step > step) break;
      if (event.kind === 'value') bundle.values.push(event);
    }
  }

  private read(bundle: Bundle, site: number, low: number, high: number, size: number): void {
    if (size <= 4) {
      bundle.reads.push(site, low, high, size, this.memory.peek(low, high, size), 0);
    } else if (size <= 8) {
      const value = this.memory.peek(low, high, 4);
      bundle.reads.push(site, low, high, size, value, this.upper(low, high, size - 4));
    } else {
      bundle.reads.push(site, low, high, size, this.checksum(low, high, size), 0);
    }
  }

  private upper(low: number, high: number, size: number): number {
    const sum = (low >>> 0) + 4;
    return sum > 0xffff_ffff
      ? this.memory.peek(sum | 0, (high + 1) | 0, size)
      : this.memory.peek(sum | 0, high, size);
  }

  /** FNV-1a over the bytes: enough to see that two structures differ. */
  private checksum(low: number, high: number, length: number): number {
    const address = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    let hash = 0x811c9dc5;
    for (const byte of this.memory.read(address, length)) hash = Math.imul(hash ^ byte, 0x01000193);
    return hash | 0;
  }
}
