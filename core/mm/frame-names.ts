/**
 * Names of frames that a program's observer follows (`lab_watch()`): `src0` is the page that was
 * mapped at the first watched address to begin with, `dev0` the device page that came there, `backing0`
 * the page that the driver keeps behind it, `ram0` a later page of RAM, `zero` the zero page, `thp0` …
 * the pages of a huge page. They are the names that the captures of real kernels use.
 */
import { ADDRESS } from '../c/emit/abi.ts';
import type { Trace } from '../trace/index.ts';
import { toUint } from './bytes.ts';
import { leafAt } from './leaves.ts';
import { memoryBefore, valuesOf } from './moment-memory.ts';
import { decodeEntry, type Level } from './page-entry.ts';
import { decodeFlags } from './page-flags.ts';
import { walkTables } from './table-walk.ts';
import { pageAddress, pageRecords, pfnAt } from './vmemmap.ts';

const PAGE = 4096n;

export interface NamedFrame {
  name: string;
  pfn: bigint;
  /** Positions from (inclusive) to (exclusive) which the frame goes by this name. */
  from: number;
  until: number;
}

/** What one call of the observer follows. */
export interface Watch {
  /** Positions from (inclusive) to (exclusive) which the observer follows the pages. */
  from: number;
  until: number;
  /** User addresses, one per page. */
  addresses: bigint[];
  frames: NamedFrame[];
}

const cache = new WeakMap<Trace, Watch[]>();

/** Everything that is watched in the course of a run, in order. */
export function watches(trace: Trace): Watch[] {
  let found = cache.get(trace);
  if (!found) cache.set(trace, (found = findWatches(trace)));
  return found;
}

/** The named frames at a position, in the order of their names' first use; each has one name. */
export function namedFrames(trace: Trace, position: number): NamedFrame[] {
  return watches(trace)
    .filter(({ from, until }) => position >= from && position < until)
    .flatMap(({ frames }) =>
      frames.filter(({ from, until }) => position >= from && position < until),
    );
}

function findWatches(trace: Trace): Watch[] {
  const { events } = trace.recording;
  if (!trace.program.records.get('struct page')?.complete) return [];
  return events.flatMap((event, index) => {
    if (event.kind !== 'watch') return [];
    const from = event.step + 1;
    const end = events.find((other, at) => at > index && other.kind === 'reset');
    const until = end ? end.step + 1 : trace.length + 1;
    const addresses = Array.from(
      { length: event.pages },
      (_, i) => event.address + BigInt(i) * PAGE,
    );
    const namer = new Namer(trace, from, until);
    addresses.forEach((address, i) => namer.follow(ADDRESS.directMap + event.tables, address, i));
    return [{ from, until, addresses, frames: namer.finish() }];
  });
}

interface Sighting {
  role: string;
  index: number;
  pfn: bigint;
  moment: number;
}

class Namer {
  private readonly sightings: Sighting[] = [];
  private readonly start: number;
  private readonly end: number;

  constructor(
    private readonly trace: Trace,
    private readonly from: number,
    private readonly until: number,
  ) {
    const { stepLog } = trace.recording;
    this.start = stepLog[Math.min(from, trace.length)]!;
    this.end = stepLog[Math.min(until, trace.length)]!;
  }

  /** Sees every frame that the entries of an address are about while it is watched. */
  follow(tables: bigint, address: bigint, index: number): void {
    // Tables may come into being later: those of the beginning and those of the end.
    const slots = new Map<bigint, Level>();
    for (const moment of [this.start, this.end]) {
      const { steps } = walkTables(memoryBefore(this.trace, moment), tables, address);
      for (const { slot, level } of steps)
        if (level === 'PMD' || level === 'PTE') slots.set(slot, level);
    }
    for (const [slot, level] of slots) {
      for (const { moment, value } of valuesOf(this.trace, slot, this.start, this.end)) {
        const entry = decodeEntry(value, level);
        if (entry.pfn === null || entry.kind === 'table') continue;
        const part = level === 'PMD' ? (address >> 12n) & 511n : 0n;
        this.see(entry.pfn + part, index, moment, level === 'PMD');
      }
    }
  }

  private see(pfn: bigint, index: number, moment: number, huge: boolean): void {
    const memory = memoryBefore(this.trace, moment);
    const { program } = this.trace;
    const zero = program.globals.find((variable) => variable.name === 'zero_pfn');
    const add = (role: string, frame = pfn) =>
      this.sightings.push({ role, index, pfn: frame, moment });
    if (zero && memory.readUint(zero.address, 8) === pfn) return void add('zero');
    if (this.isDevice(pfn, moment)) {
      add('dev');
      const data = this.word(pfn, moment, 'zone_device_data');
      const backing = data === null ? null : pfnAt(program, data);
      if (backing !== null && !this.isDevice(backing, moment)) add('backing', backing);
      return;
    }
    if (huge) return void add('thp');
    add(moment === this.start ? 'src' : 'ram');
  }

  private word(pfn: bigint, moment: number, member: string): bigint | null {
    const { program } = this.trace;
    const leaf = leafAt(pageRecords(program).page, member);
    if (!leaf) return null;
    const at = pageAddress(program, pfn) + BigInt(leaf.offset);
    return memoryBefore(this.trace, moment).readUint(at, 8);
  }

  private isDevice(pfn: bigint, moment: number): boolean {
    const flags = this.word(pfn, moment, 'flags') ?? 0n;
    return decodeFlags(this.trace.program, flags).zone === 'ZONE_DEVICE';
  }

  /**
   * A frame keeps the first name it is seen under. A page of RAM loses it when it is freed and
   * handed out to somebody else; a page of a device stays the one it is.
   */
  finish(): NamedFrame[] {
    const names = new Map<bigint, NamedFrame[]>();
    for (const { role, index, pfn, moment } of this.sightings.sort((a, b) => a.moment - b.moment)) {
      const own = names.get(pfn) ?? [];
      const last = own.at(-1);
      const position = last ? this.trace.stepOfMoment(moment - 1) + 1 : this.from;
      if (last && position < last.until) continue;
      const until = role === 'dev' || role === 'zero' ? this.until : this.reused(pfn, moment);
      const name = role === 'zero' ? role : `${role}${index}`;
      names.set(pfn, [...own, { name, pfn, from: position, until }]);
    }
    return [...names.values()].flat();
  }

  /** The position at which the frame is handed out anew after it was freed. */
  private reused(pfn: bigint, moment: number): number {
    const { program } = this.trace;
    const leaf = leafAt(pageRecords(program).page, '_refcount', 'counter');
    if (!leaf) return this.until;
    const address = pageAddress(program, pfn) + BigInt(leaf.offset);
    let free = false;
    for (const write of this.trace.writes(address, 4)) {
      if (write.moment < moment) continue;
      const count = toUint(this.trace.bytesAt(write.moment + 1, address, 4));
      if (free && count !== 0n) return Math.min(write.step + 1, this.until);
      free ||= count === 0n;
    }
    return this.until;
  }
}
