/** Applying the edits of a recording to a memory, forwards and backwards, straight from the log. */
import type { Memory } from '../machine/memory.ts';
import { MAP_ENTRY } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';
import { Shape, blockLength, dataAt, highHalf, siteOf } from './accesses.ts';
import type { SiteTable } from './accesses.ts';

/** Moves one memory along one recording. Nothing is allocated per edit. */
export class Replay {
  private readonly log: Uint32Array;
  /** The same words as bytes: every machine we run on is little endian, as the log's values are. */
  private readonly logBytes: Uint8Array;
  private readonly baseLow: number;
  private readonly baseHigh: number;
  /** Starts of the entries of the step being undone: the log can be read forwards only. */
  private starts = new Uint32Array(64);

  constructor(
    private readonly recording: Recording,
    private readonly sites: SiteTable,
    private readonly memory: Memory,
  ) {
    this.log = recording.log;
    this.logBytes = new Uint8Array(this.log.buffer, this.log.byteOffset, this.log.byteLength);
    this.baseLow = Number(recording.stackBase & 0xffff_ffffn);
    this.baseHigh = Number((recording.stackBase >> 32n) & 0xffff_ffffn);
  }

  /** Executes the steps `from` … `to - 1`. */
  forward(from: number, to: number): void {
    const { stepLog } = this.recording;
    const end = stepLog[to]!;
    for (let at = stepLog[from]!; at < end;) at = this.execute(at);
  }

  /** Undoes the steps `from - 1` … `to`. */
  backward(from: number, to: number): void {
    const { stepLog } = this.recording;
    for (let step = from - 1; step >= to; step--) {
      const end = stepLog[step + 1]!;
      let count = 0;
      for (let at = stepLog[step]!; at < end; at += this.sites.entryLength(this.log, at)) {
        if (count === this.starts.length) this.grow();
        this.starts[count++] = at;
      }
      while (count > 0) this.undo(this.starts[--count]!);
    }
  }

  /** Applies the entry at `at`; returns where the next one starts. */
  execute(at: number): number {
    const { log, sites, memory } = this;
    if (log[at] === MAP_ENTRY) {
      memory.map(pageNumber(log, at + 1), pageNumber(log, at + 5));
      return at + 7;
    }
    const next = at + sites.entryLength(log, at);
    const site = siteOf(log[at]!);
    const size = sites.size[site]!;
    switch (sites.shape[site]) {
      case Shape.localWrite: {
        const low = this.baseLow + log[at + 1]!;
        const high = low > 0xffff_ffff ? this.baseHigh + 1 : this.baseHigh;
        memory.poke(low | 0, high, size, log, at + 2 + ((size + 3) >>> 2));
        break;
      }
      case Shape.write:
        this.poke(at, size, dataAt(log, at, Shape.write) + ((size + 3) >>> 2));
        break;
      case Shape.blockWrite: {
        const words = (blockLength(log, at) + 3) >>> 2;
        this.block(at, dataAt(log, at, Shape.blockWrite) + words);
        break;
      }
    }
    return next;
  }

  private undo(at: number): void {
    const { log, sites, memory } = this;
    if (log[at] === MAP_ENTRY) {
      memory.map(pageNumber(log, at + 1), pageNumber(log, at + 3));
      return;
    }
    const site = siteOf(log[at]!);
    const size = sites.size[site]!;
    switch (sites.shape[site]) {
      case Shape.localWrite: {
        const low = this.baseLow + log[at + 1]!;
        const high = low > 0xffff_ffff ? this.baseHigh + 1 : this.baseHigh;
        memory.poke(low | 0, high, size, log, at + 2);
        break;
      }
      case Shape.write:
        this.poke(at, size, dataAt(log, at, Shape.write));
        break;
      case Shape.blockWrite:
        this.block(at, dataAt(log, at, Shape.blockWrite));
        break;
    }
  }

  private block(at: number, data: number): void {
    const { log } = this;
    const bytes = this.logBytes.subarray(data * 4, data * 4 + blockLength(log, at));
    this.memory.writeAt(log[at + 1]!, highHalf(log, at), bytes);
  }

  private poke(at: number, size: number, data: number): void {
    const { log } = this;
    this.memory.poke(log[at + 1]!, highHalf(log, at), size, log, data);
  }

  private grow(): void {
    const larger = new Uint32Array(this.starts.length * 2);
    larger.set(this.starts);
    this.starts = larger;
  }
}

/** A page number (below 2^52) stored as two words. */
export function pageNumber(log: Uint32Array, at: number): number {
  return log[at + 1]! * 2 ** 32 + log[at]!;
}
