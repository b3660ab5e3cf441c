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
  private readonly stackPage: number;
  private readonly stackOffset: number;
  /** What `locate` found. */
  private page = 0;
  private offset = 0;
  /** The page numbered last, most often the next one too. */
  private recent = { page: -1, dense: -1 };

  /** Indexes the writes, or the reads, of a recording; or takes over what was made before. */
  constructor(
    private readonly recording: Recording,
    private readonly sites: SiteTable,
    private readonly history: AliasHistory,
    from: 'write' | 'read' | AccessIndexData,
  ) {
    this.stackPage = Number(recording.stackBase >> 12n);
    this.stackOffset = Number(recording.stackBase & 0xfffn);
    if (typeof from === 'object') {
      from.pages.forEach((page, dense) => this.pages.set(page, dense));
      ({ chunks: this.chunks, starts: this.starts, moments: this.moments } = from);
      return;
    }
    const found = this.walk(from);
    const words = this.chunkCount * 64;
    this.starts = new Uint32Array(words + 1);
    for (let i = 0; i < found.count; i++) this.starts[found.words[i]! + 1]!++;
    for (let word = 0; word < words; word++) this.starts[word + 1]! += this.starts[word]!;
    const filled = this.starts.slice(0, words);
    this.moments = new Uint32Array(found.count);
    for (let i = 0; i < found.count; i++) {
      this.moments[filled[found.words[i]!]!++] = found.moments[i]!;
    }
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
    let size = this.locate(moment);
    let { page: at, offset } = this;
    while (size > 0) {
      const count = Math.min(size, 4096 - offset);
      const storage = this.history.empty ? at : this.history.at(at, moment);
      if (storage === page && offset <= last && offset + count > first) return true;
      size -= count;
      offset = 0;
      at = (at + 1) % PAGE_NUMBERS;
    }
    return false;
  }

  private find(page: number, offset: number): number {
    const dense = this.pages.get(page);
    if (dense === undefined) return -1;
    const chunk = this.chunks[dense * CHUNKS_PER_PAGE + (offset >>> 9)]!;
    return chunk === 0 ? -1 : (chunk - 1) * 64 + ((offset >>> 3) & 63);
  }

  private number(page: number, offset: number): number {
    const { recent } = this;
    let dense = recent.page === page ? recent.dense : this.pages.get(page);
    if (dense === undefined) {
      dense = this.pages.size;
      this.pages.set(page, dense);
      if ((dense + 1) * CHUNKS_PER_PAGE > this.chunks.length) {
        const larger = new Uint32Array(this.chunks.length * 2);
        larger.set(this.chunks);
        this.chunks = larger;
      }
    }
    recent.page = page;
    recent.dense = dense;
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

  /** The words that are touched, and the moments, in the order of the log. */
  private walk(kind: 'write' | 'read'): Touched {
    const { log, stepLog, stepCount } = this.recording;
    const { sites, history } = this;
    const touched = new Touched(stepCount);
    const wanted = Uint8Array.from(sites.shape, (shape) =>
      isWrite(shape) === (kind === 'write') ? 1 : 0,
    );
    const end = stepLog[stepCount]!;
    for (let at = 0; at < end; at += sites.entryLength(log, at)) {
      const word = log[at]!;
      if (word === MAP_ENTRY || wanted[siteOf(word)] === 0) continue;
      let size = this.locate(at);
      let { page, offset } = this;
      while (size > 0) {
        const count = Math.min(size, 4096 - offset);
        const storage = history.empty ? page : history.at(page, at);
        const last = offset + count - 1;
        for (let of = offset & ~7; of <= last; of += 8) touched.add(this.number(storage, of), at);
        size -= count;
        offset = 0;
        page = (page + 1) % PAGE_NUMBERS;
      }
    }
    return touched;
  }

  /** Sets `page` and `offset` to where the access at `at` begins; answers with its size. */
  private locate(at: number): number {
    const { log } = this.recording;
    const site = siteOf(log[at]!);
    const shape = this.sites.shape[site]!;
    if (shape === Shape.localRead || shape === Shape.localWrite) {
      // Exact: the stack base's page and offset are numbers, and so is their sum.
      const sum = this.stackOffset + log[at + 1]!;
      this.page = this.stackPage + Math.floor(sum / 4096);
      this.offset = sum % 4096;
    } else {
      this.page = pageNumberOf(log[at + 1]!, highHalf(log, at));
      this.offset = log[at + 1]! & 0xfff;
      if (shape === Shape.blockRead || shape === Shape.blockWrite) return blockLength(log, at);
    }
    return this.sites.size[site]!;
  }
}

/** Pairs of word and moment, as many as come. */
class Touched {
  count = 0;
  words: Uint32Array;
  moments: Uint32Array;

  constructor(expected: number) {
    this.words = new Uint32Array(expected);
    this.moments = new Uint32Array(expected);
  }

  add(word: number, moment: number): void {
    if (this.count === this.words.length) {
      this.words = grown(this.words);
      this.moments = grown(this.moments);
    }
    this.words[this.count] = word;
    this.moments[this.count++] = moment;
  }
}

function grown(column: Uint32Array): Uint32Array {
  const larger = new Uint32Array(column.length * 2 + 64);
  larger.set(column);
  return larger;
}

const isWrite = (shape: number): boolean =>
  shape === Shape.localWrite || shape === Shape.write || shape === Shape.blockWrite;

function pageNumberOf(low: number, high: number): number {
  return high * 2 ** 20 + (low >>> 12);
}
