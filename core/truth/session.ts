/** What one verification collects while it goes through the capture. */
import type { MemoryView } from '../machine/memory.ts';
import { describePointer } from '../mm/pointer.ts';
import type { Trace } from '../trace/index.ts';
import type { Capture } from './capture.ts';
import type { WordResult } from './compare-record.ts';
import { Correspondence } from './correspondence.ts';
import { Counters } from './counters.ts';
import { Inheritance } from './inherited.ts';
import type { FramePairs } from './frame-pairs.ts';
import type { Moment } from './moments.ts';
import { regionOf } from './regions.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';
import type { Disagreement, Excluded, Given, Tally, Verification } from './verification.ts';

type Details = Pick<Disagreement, 'kind' | 'seq' | 'at' | 'position' | 'reason'> &
  Partial<Disagreement>;

const INHERITED =
  'nothing in the program made it: taken over when first seen, compared from then on';
const STALE = 'the capture marks them: the frame has another owner by then';

const newTally = (): Tally => ({ compared: 0, asStored: 0, byTarget: 0 });

export class Session {
  readonly correspondence: Correspondence;
  readonly inheritance: Inheritance;
  readonly bytes = newTally();
  readonly objectBytes = newTally();
  readonly values = { ...newTally(), notRead: 0 };
  readonly given: Given[] = [];
  private readonly exclusions = new Map<string, Excluded>();
  readonly entries = newTally();
  inherited = 0;
  readonly userspace = { captured: 0, found: 0 };
  pages = 0;
  stale = 0;
  readonly counters: Counters;
  private readonly disagreements: Disagreement[] = [];

  constructor(
    readonly trace: Trace,
    readonly capture: Capture,
    /** The captured events that were found, in order. */
    private readonly moments: readonly Pick<Moment, 'event' | 'position'>[],
    frames: FramePairs | null = null,
  ) {
    this.counters = new Counters(trace);
    this.inheritance = new Inheritance(trace);
    this.correspondence = new Correspondence(trace, capture.vmemmap, frames);
  }

  disagree(details: Details): void {
    const none = { subject: '', offset: null, captured: null, modelled: null };
    this.disagreements.push({ ...none, ...details });
  }

  /** Counts a word that agrees, or that has still what an earlier user of the page left there. */
  countAgreeing(tally: Tally, { size, verdict }: WordResult): void {
    tally.compared += size;
    if (verdict === 'target') tally.byTarget += size;
    else tally.asStored += size;
  }

  /** Counts a word in which an earlier user of the page left something: the bytes that differ. */
  inherit(role: string, { offset, size }: WordResult, left: Uint8Array, right: Uint8Array): void {
    let different = 0;
    for (let at = offset; at < offset + size; at++) if (left[at] !== right[at]) different++;
    this.inherited += different;
    this.bytes.compared += size - different;
    this.bytes.asStored += size - different;
    this.exclude(`what an earlier user left on ${role}`, INHERITED, 'byte', different);
  }

  /** Says what is not compared, and why; the same thing is counted. */
  exclude(what: string, reason: string, unit: Excluded['unit'] = 'value', count = 1): void {
    const known = this.exclusions.get(what);
    if (known) known.count += count;
    else this.exclusions.set(what, { what, count, unit, reason });
  }

  /** Adds the words of an object to a tally; `left` and `right` are its bytes. */
  count(tally: Tally, result: WordResult, left: Uint8Array, right: Uint8Array): void {
    tally.compared += result.size;
    if (result.verdict === 'stored') tally.asStored += result.size;
    else if (result.verdict === 'target') tally.byTarget += result.size;
    else if (result.different) {
      // A word of several small members: the others of them do agree.
      for (let at = result.offset; at < result.offset + result.size; at++) {
        if (left[at] === right[at]) tally.asStored++;
      }
    }
  }

  /**
   * Counts and compares two numbers that were reported: equal, or pointers to the same thing. Null
   * if they agree, else the reason why not.
   */
  compareNumbers(captured: bigint, modelled: bigint, position: number): string | null {
    this.values.compared++;
    if (this.correspondence.isPointer(captured)) {
      const reason = this.correspondence.pair(captured, modelled, position);
      if (reason !== null) return reason;
    } else if (captured !== modelled) {
      return 'not the same number';
    }
    if (captured === modelled) this.values.asStored++;
    else this.values.byTarget++;
    return null;
  }

  /** What a captured number points to, in words; empty if it is no pointer. */
  describeCaptured(value: bigint): string {
    if (value === 0n) return '';
    const region = regionOf(value, this.capture.vmemmap);
    if (region !== 'vmemmap') return region ?? '';
    const inside = value - this.capture.vmemmap;
    const rest = inside % BigInt(PAGE_STRUCT_BYTES);
    const pfn = (inside / BigInt(PAGE_STRUCT_BYTES)).toString(16);
    const tag = rest === 0n ? '' : rest < 4n ? ` | ${rest}` : ` + 0x${rest.toString(16)}`;
    return `struct page of pfn 0x${pfn}${tag}`;
  }

  /** What a number of the recording points to, in words; empty if it is no pointer. */
  describeModelled(value: bigint, memory: MemoryView): string {
    // Both kernels have their regions at the same places, but for the vmemmap perhaps.
    if (value === 0n || regionOf(value, this.correspondence.modelVmemmap) === null) return '';
    return describePointer(this.trace, memory, value);
  }

  result(): Verification {
    const { file, kernel, variant, scenario, title, events } = this.capture;
    const disagreements = this.disagreements
      .map((found, index) => ({ found, index, order: this.orderOf(found) }))
      .sort((a, b) => a.order - b.order || a.index - b.index)
      .map(({ found }) => found);
    return {
      ...{ file, kernel, variant, scenario, title },
      events: { captured: events.length, matched: this.moments.length },
      pages: this.pages,
      stale: this.stale,
      inherited: this.inherited,
      bytes: this.bytes,
      objectBytes: this.objectBytes,
      values: this.values,
      entries: this.entries,
      strangers: this.correspondence.strangers,
      userspace: this.userspace,
      given: this.given,
      excluded: [...(this.stale > 0 ? [stalePages(this.stale)] : []), ...this.exclusions.values()],
      disagreements,
      first: disagreements[0] ?? null,
      agrees: disagreements.length === 0,
    };
  }

  /** A call that the capture lacks stands before the first moment that comes after it. */
  private orderOf({ seq, position }: Disagreement): number {
    if (seq !== null) return seq;
    if (position === null) return this.capture.events.length;
    const later = this.moments.find((moment) => moment.position >= position);
    return (later?.event.seq ?? this.capture.events.length) - 0.5;
  }
}

function stalePages(count: number): Excluded {
  return { what: 'stale struct pages', count, unit: 'page', reason: STALE };
}
