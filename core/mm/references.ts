/** Why the counts of a page are what they are: each reference and each mapping with its holder. */
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { commonDepth, innermostOpen, kernelEntry, openCalls } from './calls.ts';
import { actorText, countHistory, sinceRest, type CountChange } from './count-history.ts';
import { codeKind, FrameScanner } from './frame-kind.ts';
import { sinceStep, type Holder } from './holder.ts';
import type { Holders } from './holders.ts';
import { pageWordAt } from './holders.ts';
import { entryHolds } from './page-entry.ts';
import { pageKind } from './page-kind.ts';
import { pageRecords, pfnAt } from './vmemmap.ts';

/** GUP_PIN_COUNTING_BIAS: what one pin adds to the count of a single page (include/linux/mm.h). */
const PIN_BIAS = 1024;

/** A counter of the folio with what accounts for it. */
export interface ExplainedCount {
  /** `_refcount`, `_mapcount` … */
  name: string;
  /** Address of the counter. */
  address: bigint;
  /** As stored. */
  stored: number;
  /** What it means: references, or mappings (stored minus one less). */
  value: number;
  holders: Holder[];
  /** What the holders found do not account for; negative when they are more than the count says. */
  rest: number;
  /** The changes since nobody held anything. */
  history: CountChange[];
}

export interface PageReferences {
  /** Address of the struct page that keeps the counts: the head of a compound page. */
  folio: bigint;
  /** Pages of the folio. */
  pages: number;
  counts: ExplainedCount[];
  /** What names the page without holding it: migration entries and the like. */
  others: Holder[];
}

/**
 * The counts of the struct page at `address` explained. Null for a struct page that is not
 * initialised. `holders` are those of the position that is asked about; several pages may share them.
 */
export function pageReferences(holders: Holders, address: bigint): PageReferences | null {
  const { trace, memory } = holders;
  const kind = pageKind(trace.program, memory, address);
  if (kind.role === 'uninitialised') return null;
  const folio = kind.head ?? address;
  const pages = kind.order === null ? 1 : 1 << kind.order;
  const explain = new Explainer(holders, folio, pages);
  return { folio, pages, counts: explain.counts(address), others: explain.others() };
}

class Explainer {
  private readonly pfn: bigint;
  private readonly trace: Trace;
  private readonly position: number;
  private readonly memory: MemoryView;

  constructor(
    private readonly holders: Holders,
    private readonly folio: bigint,
    private readonly pages: number,
  ) {
    ({ trace: this.trace, position: this.position, memory: this.memory } = holders);
    this.pfn = pfnAt(this.trace.program, folio) ?? 0n;
  }

  counts(page: bigint): ExplainedCount[] {
    const counts = [this.references()];
    if (this.isTyped()) return counts;
    const entries = this.entries().filter(({ entry }) => entryHolds(entry).mapping);
    const huge = entries.filter(({ level }) => level !== 'PTE');
    if (this.pages === 1) {
      counts.push(this.mappings('_mapcount', this.folio, entries));
      return counts;
    }
    const { folio } = pageRecords(this.trace.program);
    if (folio) {
      counts.push(this.mappings('_large_mapcount', this.folio, entries));
      counts.push(this.mappings('_entire_mapcount', this.folio, huge));
    }
    const own = pfnAt(this.trace.program, page);
    const single = entries.filter(({ level, pfn }) => level === 'PTE' && pfn === own);
    counts.push(this.mappings('_mapcount', page, single));
    counts.push(this.pins());
    return counts.filter((count) => count.address !== 0n);
  }

  /** Entries that only keep the page's place. */
  others(): Holder[] {
    return this.entries()
      .filter(({ entry }) => !entryHolds(entry).reference)
      .map((entry) => ({ ...this.holders.entryHolder(entry), count: 0 }));
  }

  private entries() {
    return this.holders.entriesOf(this.pfn, this.pages);
  }

  private references(): ExplainedCount {
    const count = this.open('_refcount', this.folio, 0);
    const entries = this.entries().filter(({ entry }) => entryHolds(entry).reference);
    count.holders.push(
      ...entries.map((entry) => this.holders.entryHolder(entry)),
      ...this.holders.batchHolders(this.folio),
      ...this.holders.backingHolders(this.folio),
      ...this.holders.ownHolders(this.folio, this.pages, count.value),
    );
    const rest = restOf(count);
    if (this.pages === 1 && rest >= PIN_BIAS) {
      const pins = Math.floor(rest / PIN_BIAS);
      const text = `FOLL_PIN: ${pins} ${pins === 1 ? 'pin' : 'pins'} of ${PIN_BIAS} each`;
      count.holders.push(holder('pin', pins * PIN_BIAS, text));
    }
    this.settle(count);
    return count;
  }

  private mappings(
    name: string,
    page: bigint,
    entries: ReturnType<Holders['entriesOf']>,
  ): ExplainedCount {
    const count = this.open(name, page, -1);
    count.holders.push(...entries.map((entry) => this.holders.entryHolder(entry)));
    this.settle(count);
    return count;
  }

  private pins(): ExplainedCount {
    const count = this.open('_pincount', this.folio, 0);
    if (count.value > 0) count.holders.push(holder('pin', count.value, 'FOLL_PIN'));
    return count;
  }

  private open(name: string, page: bigint, rest: number): ExplainedCount {
    const address = pageWordAt(this.trace, page, name, 'counter') ?? 0n;
    const stored = Number(BigInt.asIntN(32, this.memory.readUint(address, 4)));
    const all = countHistory(this.trace, this.position, address);
    const history = sinceRest(all, rest);
    return { name, address, stored, value: stored - rest, holders: [], rest: 0, history };
  }

  /** Page types share the bytes of the mapcount. */
  private isTyped(): boolean {
    const [code] = new FrameScanner(this.trace.program, this.memory).scan(this.pfn, 1);
    const { id } = codeKind(code!);
    return id === 'slab' || id === 'typed';
  }

  /**
   * What memory does not account for is held by the code that runs now: it has taken it, or taken its
   * holder out of memory. What is left then was taken by somebody whom nothing names.
   */
  private settle(count: ExplainedCount): void {
    let rest = restOf(count);
    const entry = kernelEntry(this.trace, this.position);
    if (rest < 0 && entry !== null) rest += this.workedOff(count, -rest);
    let gone: Holder[] | null = null;
    for (const { change, left } of rest > 0 ? this.unclaimed(count) : []) {
      for (let unit = 0; unit < left && rest > 0;) {
        const fresh = entry !== null && change.call >= entry;
        const from = fresh ? undefined : (gone ??= this.goneSince(count)).shift();
        const units = from ? Math.min(from.count, rest) : Math.min(left - unit, rest);
        count.holders.push({
          ...holder(
            fresh || from ? 'running' : 'unknown',
            units,
            this.restText(change, fresh, from),
          ),
          since: sinceStep(this.trace, change.step),
        });
        unit += units;
        rest -= units;
      }
    }
    count.rest = rest;
  }

  /**
   * A batch is worked off folio by folio, and its slots are cleared afterwards: the reference of a slot
   * may be given back already. Returns for how many that is the case.
   */
  private workedOff(count: ExplainedCount, over: number): number {
    let done = 0;
    for (const slot of count.holders) {
      if (slot.kind !== 'batch' || done === over) continue;
      slot.count = 0;
      slot.text += ': the code that runs now has given this one back already';
      done++;
    }
    return done;
  }

  private restText(change: CountChange, fresh: boolean, from: Holder | undefined): string {
    const code = 'kernel code that runs now';
    if (fresh) return `${code}: ${this.openName(change)}()`;
    if (from) return `${code}: it has removed what held it, ${from.text}`;
    return 'taken and not given back; no table, list or batch names the page';
  }

  /** What held the page when the code that runs now was entered, and does no more. */
  private goneSince({ name, address, holders }: ExplainedCount): Holder[] {
    const before = this.holders.atEntry();
    const page = before && pageReferences(before, this.folio);
    const then = page?.counts.find((count) => count.name === name && count.address === address);
    return (then?.holders ?? []).filter(
      (old) =>
        old.kind !== 'unknown' &&
        !holders.some((now) => now.kind === old.kind && now.at === old.at),
    );
  }

  private openName({ step }: CountChange): string {
    const row = innermostOpen(this.trace, this.openRows(), step);
    const { functions } = this.trace.program;
    return functions[this.trace.recording.calls.function[Math.max(row, 0)]!]!.name;
  }

  private openRows(): Set<number> {
    return new Set(openCalls(this.trace, this.position));
  }

  /**
   * What was taken, without what the holders found in memory came with: a holder belongs to the
   * change that was made in the innermost call common to both. First come those made in the
   * innermost call that is still open, and of these the latest.
   */
  private unclaimed(count: ExplainedCount): { change: CountChange; left: number }[] {
    const taken = count.history
      .filter(({ before, after }) => after > before)
      .map((change) => ({ change, left: change.after - change.before }));
    for (const { since, count: held } of count.holders) {
      if (!since) continue;
      let need = held;
      const near = taken
        .map((one) => ({ one, depth: commonDepth(this.trace, one.change.step, since.step) }))
        .sort(
          (a, b) =>
            b.depth - a.depth ||
            Math.abs(a.one.change.step - since.step) - Math.abs(b.one.change.step - since.step),
        );
      for (const { one } of near) {
        const units = Math.min(need, one.left);
        one.left -= units;
        need -= units;
      }
    }
    const open = this.openRows();
    const depth = ({ step }: CountChange) => innermostOpen(this.trace, open, step);
    return taken
      .filter(({ left }) => left > 0)
      .sort((a, b) => depth(b.change) - depth(a.change) || b.change.step - a.change.step);
  }
}

const restOf = ({ value, holders }: ExplainedCount): number =>
  value - holders.reduce((sum, { count }) => sum + count, 0);

function holder(kind: Holder['kind'], count: number, text: string): Holder {
  return { kind, count, text, at: null, address: null, since: null };
}

const SHORT: Record<Holder['kind'], [one: string, many: string]> = {
  'page-table': ['page table entry', 'page table entries'],
  'swap-entry': ['swap entry', 'swap entries'],
  batch: ['per-CPU batch', 'per-CPU batches'],
  'device-page': ['device page', 'device pages'],
  'page-cache': ['page cache', 'page cache'],
  'swap-cache': ['swap cache', 'swap cache'],
  private: ['private data', 'private data'],
  'device-map': ['driver', 'driver'],
  reserved: ['reserved', 'reserved'],
  pin: ['pin', 'pins'],
  running: ['kernel code running now', 'kernel code running now'],
  unknown: ['unaccounted', 'unaccounted'],
};

/** `2 = 1 page table entry + 1 per-CPU batch`; of a count of nothing `0`. */
export function countSummary(count: ExplainedCount): string {
  const sums = new Map<Holder['kind'], number>();
  for (const { kind, count: held } of count.holders) sums.set(kind, (sums.get(kind) ?? 0) + held);
  const parts = [...sums]
    .filter(([, held]) => held > 0)
    .map(([kind, held]) => `${held} ${SHORT[kind][held === 1 ? 0 : 1]}`);
  if (count.rest > 0) parts.push(`${count.rest} unaccounted`);
  const sum = parts.join(' + ');
  if (count.rest < 0) return `${count.value}, but ${sum} are found`;
  return sum === '' ? String(count.value) : `${count.value} = ${sum}`;
}

/** The references of a change in words: `+1 folio_get in migrate_vma_collect_pmd`. */
export function changeSummary(trace: Trace, { step, before, after }: CountChange): string {
  const delta = after - before;
  return `${delta > 0 ? '+' : '−'}${Math.abs(delta)} ${actorText(trace, step)}`;
}
