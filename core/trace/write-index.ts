/**
 * Who touched this word, and when: an index over the accesses of a recording in typed arrays.
 *
 * Accesses are filed under every aligned 8-byte word of *storage* they touch (aliases resolved as
 * they stood at the moment of the access), each word's in the order of the log. An entry is the log
 * word where the access starts, its *moment*; the step follows by binary search in `stepLog`.
 */
import { MAP_ENTRY } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';
import { Shape, blockLength, highHalf, siteOf } from './accesses.ts';
import type { SiteTable } from './accesses.ts';
import type { AliasHistory } from './alias-history.ts';

const PAGE_NUMBERS = 2 ** 52;
/** Words are numbered in chunks of 64 (512 bytes), so that sparse pages cost little. */
const CHUNKS_PER_PAGE = 8;

/** Calls `touch` with storage page, first and last offset in it, and moment of each access. */
type Touch = (page: number, first: number, last: number, moment: number) => void;

/** An index as plain columns, to be made in one thread and used in another. */
export interface AccessIndexData {
  /** Storage pages by dense number. */
  pages: Float64Array;
  chunks: Uint32Array;
  starts: Uint32Array;
  moments: Uint32Array;
}

export class AccessIndex {
  /** Storage page to dense number. */
  private readonly pages = new Map<number, number>();
  /** Per dense page and chunk: number of its chunk plus one. */
  private chunks: Uint32Array = new Uint32Array(1024);
  private chunkCount = 0;
  /** Per word and one more: where its moments start in `moments`. */
  private readonly starts: Uint32Array;
  private readonly moments: Uint32Array;

  /** Indexes the writes, or the reads, of a recording; or takes over what was made before. */
  constructor(
    private readonly recording: Recording,
    private readonly sites: SiteTable,
    private readonly history: AliasHistory,
    from: 'write' | 'read' | AccessIndexData,
  ) {
    if (typeof from === 'object') {
      from.pages.forEach((page, dense) => this.pages.set(page, dense));
      ({ chunks: this.chunks, starts: this.starts, moments: this.moments } = from);
      return;
    }
    const kind = from;
    let counts = new Uint32Array(4096);
    let total = 0;
    this.walk(kind, (page, first, last) => {
      for (let offset = first & ~7; offset <= last; offset += 8) {
        const word = this.number(page, offset);
        if (word >= counts.length) {
          const larger = new Uint32Array(Math.max(counts.length * 2, word + 1));
          larger.set(counts);
          counts = larger;
        }
        counts[word]!++;
        total++;
      }
    });
    const words = this.chunkCount * 64;
    this.starts = new Uint32Array(words + 1);
    for (let word = 0; word < words; word++) {
      this.starts[word + 1] = this.starts[word]! + (counts[word] ?? 0);
    }
    const filled = this.starts.slice(0, words);
    this.moments = new Uint32Array(total);
    this.walk(kind, (page, first, last, moment) => {
      for (let offset = first & ~7; offset <= last; offset += 8) {
        this.moments[filled[this.number(page, offset)]!++] = moment;
      }
    });
  }

  /** The columns; they are the index's own, not copies. */
  data(): AccessIndexData {
    const { chunks, starts, moments } = this;
    const pages = Float64Array.from(this.pages.keys());
    return { pages, chunks: chunks.slice(0, pages.length * CHUNKS_PER_PAGE), starts, moments };
  }

  /** The last access before `moment` to any of the bytes `first` … `last` of a storage page; -1. */
  last(page: number, first: number, last: number, moment: number): number {
    let best = -1;
    for (let offset = first & ~7; offset <= last; offset += 8) {
      const word = this.find(page, offset);
      if (word < 0) continue;
      const start = this.starts[word]!;
      for (let i = this.lowerBound(word, moment) - 1; i >= start; i--) {
        const at = this.moments[i]!;
        if (at <= best) break;
        if (this.touches(at, page, first, last)) {
          best = at;
          break;
        }
      }
    }
    return best;
  }

  /** The first access at or after `moment` and before `end` to any of those bytes; -1. */
  next(page: number, first: number, last: number, moment: number, end: number): number {
    let best = end;
    for (let offset = first & ~7; offset <= last; offset += 8) {
      const word = this.find(page, offset);
      if (word < 0) continue;
      const stop = this.starts[word + 1]!;
      for (let i = this.lowerBound(word, moment); i < stop; i++) {
        const at = this.moments[i]!;
        if (at >= best) break;
        if (this.touches(at, page, first, last)) {
          best = at;
          break;
        }
      }
    }
    return best === end ? -1 : best;
  }

  /** Adds to `into` all accesses from `begin` to before `end` to any of those bytes. */
  collect(
    page: number,
    first: number,
    last: number,
    begin: number,
    end: number,
    into: Set<number>,
  ): void {
    for (let offset = first & ~7; offset <= last; offset += 8) {
      const word = this.find(page, offset);
      if (word < 0) continue;
      const stop = this.lowerBound(word, end);
      for (let i = this.lowerBound(word, begin); i < stop; i++) {
        const at = this.moments[i]!;
        if (!into.has(at) && this.touches(at, page, first, last)) into.add(at);
      }
    }
  }

  /** Whether the access at `moment` covers a byte of `first` … `last` in storage page `page`. */
  private touches(moment: number, page: number, first: number, last: number): boolean {
    let found = false;
    this.pieces(moment, (at, low, high) => {
      if (at === page && low <= last && high >= first) found = true;
    });
    return found;
  }

  private find(page: number, offset: number): number {
    const dense = this.pages.get(page);
    if (dense === undefined) return -1;
    const chunk = this.chunks[dense * CHUNKS_PER_PAGE + (offset >>> 9)]!;
    return chunk === 0 ? -1 : (chunk - 1) * 64 + ((offset >>> 3) & 63);
  }

  private number(page: number, offset: number): number {
    let dense = this.pages.get(page);
    if (dense === undefined) {
      dense = this.pages.size;
      this.pages.set(page, dense);
      if ((dense + 1) * CHUNKS_PER_PAGE > this.chunks.length) {
        const larger = new Uint32Array(this.chunks.length * 2);
        larger.set(this.chunks);
        this.chunks = larger;
      }
    }
    const at = dense * CHUNKS_PER_PAGE + (offset >>> 9);
    let chunk = this.chunks[at]!;
    if (chunk === 0) {
      chunk = ++this.chunkCount;
      this.chunks[at] = chunk;
    }
    return (chunk - 1) * 64 + ((offset >>> 3) & 63);
  }

  /** Index in `moments` of the word's first moment that is not below `moment`. */
  private lowerBound(word: number, moment: number): number {
    let low = this.starts[word]!;
    let high = this.starts[word + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.moments[middle]! < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private walk(kind: 'write' | 'read', touch: Touch): void {
    const { log, stepLog, stepCount } = this.recording;
    const { sites } = this;
    const end = stepLog[stepCount]!;
    for (let at = 0; at < end; at += sites.entryLength(log, at)) {
      const word = log[at]!;
      if (word === MAP_ENTRY) continue;
      const shape = sites.shape[siteOf(word)]!;
      const writes =
        shape === Shape.localWrite || shape === Shape.write || shape === Shape.blockWrite;
      if (writes === (kind === 'write')) this.pieces(at, touch);
    }
  }

  /** The parts of an access, split at page boundaries. */
  private pieces(at: number, touch: Touch): void {
    const { log, stackBase } = this.recording;
    const site = siteOf(log[at]!);
    const shape = this.sites.shape[site]!;
    let size = this.sites.size[site]!;
    let page: number;
    let offset: number;
    if (shape === Shape.localRead || shape === Shape.localWrite) {
      // Exact: the stack base's page and offset are numbers, and so is their sum.
      const sum = Number(stackBase & 0xfffn) + log[at + 1]!;
      page = Number(stackBase >> 12n) + Math.floor(sum / 4096);
      offset = sum % 4096;
    } else {
      page = pageNumberOf(log[at + 1]!, highHalf(log, at));
      offset = log[at + 1]! & 0xfff;
      if (shape === Shape.blockRead || shape === Shape.blockWrite) size = blockLength(log, at);
    }
    while (size > 0) {
      const count = Math.min(size, 4096 - offset);
      const storage = this.history.empty ? page : this.history.at(page, at);
      touch(storage, offset, offset + count - 1, at);
      size -= count;
      offset = 0;
      page = (page + 1) % PAGE_NUMBERS;
    }
  }
}

function pageNumberOf(low: number, high: number): number {
  return high * 2 ** 20 + (low >>> 12);
}
