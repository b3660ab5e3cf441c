/** Which storage a page number named, and when: the map entries of a recording over time. */
import { MAP_ENTRY } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';
import type { SiteTable } from './accesses.ts';
import { pageNumber } from './replay.ts';

/** From log word `from` up to (not including) `to`, the page's bytes were those of `storage`. */
export interface StoragePeriod {
  from: number;
  to: number;
  storage: number;
}

/** Replays only the map entries of a recording. */
export class AliasHistory {
  /** Log words at which the map entries start, ascending. */
  readonly moments: Uint32Array;
  private readonly periods = new Map<number, StoragePeriod[]>();

  constructor(
    private readonly recording: Recording,
    sites: SiteTable,
    /** Found before, by an `AliasHistory` of the same recording. */
    moments?: Uint32Array,
  ) {
    this.moments = moments ?? mapEntries(recording, sites);
  }

  /** Whether no page is ever an alias, so that every page is its own storage for ever. */
  get empty(): boolean {
    return this.moments.length === 0;
  }

  /** Every page that is an alias at some time, by number. */
  pages(): number[] {
    const { log } = this.recording;
    const pages = Array.from(this.moments, (at) => pageNumber(log, at + 1));
    return [...new Set(pages)].sort((a, b) => a - b);
  }

  /** All periods of `page` in order; they cover the whole log without gaps. */
  of(page: number): StoragePeriod[] {
    let periods = this.periods.get(page);
    if (!periods) {
      periods = this.compute(page);
      this.periods.set(page, periods);
    }
    return periods;
  }

  /** The storage of `page` for an access at log word `moment`. */
  at(page: number, moment: number): number {
    const periods = this.of(page);
    let low = 0;
    let high = periods.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (periods[middle]!.from <= moment) low = middle;
      else high = middle - 1;
    }
    return periods[low]!.storage;
  }

  private compute(page: number): StoragePeriod[] {
    const { log } = this.recording;
    const aliases = new Map<number, number>();
    const resolve = () => {
      let at = page;
      for (let to = aliases.get(at); to !== undefined; to = aliases.get(at)) at = to;
      return at;
    };
    const periods: StoragePeriod[] = [{ from: 0, to: Infinity, storage: page }];
    for (const moment of this.moments) {
      const alias = pageNumber(log, moment + 1);
      const target = pageNumber(log, moment + 5);
      if (target === 0 || target === alias) aliases.delete(alias);
      else aliases.set(alias, target);
      const storage = resolve();
      const last = periods[periods.length - 1]!;
      if (storage === last.storage) continue;
      last.to = moment;
      periods.push({ from: moment, to: Infinity, storage });
    }
    return periods;
  }
}

function mapEntries({ log, stepLog, stepCount }: Recording, sites: SiteTable): Uint32Array {
  const moments: number[] = [];
  const end = stepLog[stepCount]!;
  for (let at = 0; at < end; at += sites.entryLength(log, at)) {
    if (log[at] === MAP_ENTRY) moments.push(at);
  }
  return Uint32Array.from(moments);
}
