/**
 * The links of a page on a list of page reclaim. All processes' pages are on these lists, so who
 * stands beside a page depends on everything else that ran on the machine. What a program settles is
 * the order of its own pages: that is compared, and pages that nobody watches may stand between them.
 */
import type { MemoryView } from '../machine/memory.ts';
import { hex, toUint } from '../mm/bytes.ts';
import { leafAt } from '../mm/leaves.ts';
import { pageAddress, pageRecords, pfnAt } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import type { CapturedPage } from './capture.ts';
import type { FramePairs } from './frame-pairs.ts';

/** A list that never ends is a broken one. */
const LONGEST = 100_000;

/** The result where a page that nobody watches stands on either side. */
export const STRANGER = Symbol('stranger');

/** What is found beside a page: a watched page, another page, or the list's head. */
type Beside = { kind: 'watched'; frame: bigint } | { kind: 'stranger' } | { kind: 'head' };

/** The lists at one moment. */
export class Neighbours {
  private readonly watched: Map<bigint, CapturedPage>;
  /** Offsets of the two links, next and previous, and for each the other one. */
  private readonly links: readonly number[];

  constructor(
    private readonly trace: Trace,
    private readonly memory: MemoryView,
    private readonly frames: FramePairs,
    private readonly vmemmap: bigint,
    pages: readonly CapturedPage[],
  ) {
    this.watched = new Map(pages.filter(({ stale }) => !stale).map((page) => [page.pfn, page]));
    const { page } = pageRecords(trace.program);
    this.links = ['next', 'prev'].map((name) => leafAt(page, 'lru', name)?.offset ?? -1);
  }

  /**
   * Compares the link at `offset` of a page. `agree` is to compare the two values themselves; it is
   * left out when a page that nobody watches stands on either side.
   */
  compare(
    captured: bigint,
    modelled: bigint,
    offset: number,
    agree: () => string | null,
  ): string | null | typeof STRANGER {
    const left = this.capturedBeside(captured);
    const right = this.beside(modelled);
    const passed = this.nextWatched(modelled, offset);
    if (left.kind === 'stranger') {
      if (passed.kind !== 'watched') return STRANGER;
      const back = this.reciprocal(passed.frame, offset);
      if (back.kind !== 'watched') return STRANGER;
      return `beside frame ${hex(passed.frame)}, which the capture has beside ${hex(back.frame)}`;
    }
    if (right.kind !== 'stranger') return agree();
    if (left.kind === 'head' && passed.kind === 'head') return STRANGER;
    if (left.kind === 'watched' && passed.kind === 'watched' && left.frame === passed.frame)
      return STRANGER;
    const text = passed.kind === 'watched' ? `frame ${hex(passed.frame)}` : 'the end of the list';
    return `the next watched page is ${text}`;
  }

  private capturedBeside(link: bigint): Beside {
    const size = BigInt(pageRecords(this.trace.program).page.size);
    const offset = link - this.vmemmap;
    if (offset < 0n || offset >= 1n << 40n) return { kind: 'head' };
    const frame = offset / size;
    return this.watched.has(frame) ? { kind: 'watched', frame } : { kind: 'stranger' };
  }

  private beside(link: bigint): Beside {
    const pfn = pfnAt(this.trace.program, link);
    if (pfn === null) return { kind: 'head' };
    const frame = this.frames.captureOf(pfn);
    return frame !== null && this.watched.has(frame)
      ? { kind: 'watched', frame }
      : { kind: 'stranger' };
  }

  /** The first watched page, or the head, that the recording's list comes to in this direction. */
  private nextWatched(link: bigint, offset: number): Beside {
    for (let count = 0; count < LONGEST; count++) {
      const beside = this.beside(link);
      if (beside.kind !== 'stranger') return beside;
      const page = pageAddress(this.trace.program, pfnAt(this.trace.program, link)!);
      link = toUint(this.memory.read(page + BigInt(offset), 8));
    }
    return { kind: 'stranger' };
  }

  /** What the captured page has on the side from which `offset` leads to it. */
  private reciprocal(frame: bigint, offset: number): Beside {
    const back = this.links.find((other) => other !== offset)!;
    const { bytes } = this.watched.get(frame)!;
    return this.capturedBeside(toUint(bytes.subarray(back, back + 8)));
  }
}
