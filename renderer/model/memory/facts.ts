import {
  FrameScanner,
  Holders,
  frameRanges,
  pageReferences,
  type FrameRange,
  type PageReferences,
} from '../../../core/index.ts';
import type { Moment } from '../session.ts';

/** Frames of one page of the vmemmap: they are read together. */
const BLOCK = 64;

/**
 * What is read out of a moment's memory for several views, each thing once. Nothing of it may be
 * asked for after the moment's timeline has been moved.
 */
export class MemoryFacts {
  readonly scanner: FrameScanner;
  readonly holders: Holders;
  private readonly blocks = new Map<number, Uint8Array>();
  private readonly references = new Map<bigint, PageReferences | null>();
  private mapped: FrameRange[] | null = null;

  constructor(readonly moment: Moment) {
    const { session, position, memory } = moment;
    this.scanner = new FrameScanner(session.trace.program, memory);
    this.holders = new Holders(session.trace, position, memory, (at) =>
      session.timeline.memoryAt(at),
    );
  }

  /** All frames that have a struct page. */
  get ranges(): FrameRange[] {
    return (this.mapped ??= frameRanges(this.moment.session.trace, this.moment.position));
  }

  /** What a frame is used for (see frame-kind.ts of the core). */
  code(pfn: number): number {
    const block = Math.floor(pfn / BLOCK);
    let codes = this.blocks.get(block);
    if (!codes) {
      codes = this.scanner.scan(BigInt(block * BLOCK), BLOCK);
      this.blocks.set(block, codes);
    }
    return codes[pfn % BLOCK] ?? 0;
  }

  /** Who holds the page at `address`. */
  of(address: bigint): PageReferences | null {
    let found = this.references.get(address);
    if (found === undefined) {
      found = pageReferences(this.holders, address);
      this.references.set(address, found);
    }
    return found;
  }
}

const known = new WeakMap<Moment, MemoryFacts>();

export function factsOf(moment: Moment): MemoryFacts {
  let facts = known.get(moment);
  if (!facts) known.set(moment, (facts = new MemoryFacts(moment)));
  return facts;
}
