/**
 * What a process got from outside of its image, in the order in which it got it: the results of its
 * system calls, the faults that it took, and the contents of mapped pages. With that, running the
 * program again from its start leads to the same place, without a kernel.
 */
import { ADDRESS } from '../c/emit/abi.ts';
import type { LinearMemory, Region } from './linear-memory.ts';
import { applyChanges, pageChanges, type PageChange } from './page-changes.ts';
import type { SignalFrame } from './user-mode.ts';

const PAGE = 4096;

/** The kernel was entered and came back. */
export interface KernelEntry {
  kind: 'kernel';
  what: 'syscall' | 'fault' | 'timer';
  result: bigint;
  /** How many calls there had been in all when it came back. */
  calls: number;
  /** What it wrote into the image. */
  writes: { address: bigint; bytes: Uint8Array }[];
  /** The signal handlers that the program had to run before it went on. */
  handlers: readonly SignalFrame[];
}

/** A mapped page was touched for the first time since the kernel was entered last. */
interface PageEntry {
  kind: 'page';
  /** The address under which the page is recorded. */
  page: bigint;
  /** What has changed in it since the entry before this one. */
  changes: PageChange[];
}

export type HistoryEntry = KernelEntry | PageEntry;

/** The entries of one process, written as it runs. */
export class History {
  readonly entries: HistoryEntry[];
  /** What each page held at its last entry. */
  private readonly contents: Map<bigint, Uint8Array>;

  constructor(from?: History) {
    this.entries = [...(from?.entries ?? [])];
    this.contents = new Map(from?.contents);
  }

  addPage(page: bigint, bytes: Uint8Array): void {
    const changes = pageChanges(this.contents.get(page), bytes);
    if (changes.length > 0 || !this.contents.has(page)) this.contents.set(page, bytes);
    this.entries.push({ kind: 'page', page, changes });
  }
}

/** Says that running again did not lead to where the process was: a defect of the machine. */
export class Diverged extends Error {
  constructor(what: string) {
    super(`running a process again went another way: ${what}`);
    this.name = 'Diverged';
  }
}

/** Pages that stand for the mapped ones while a process runs again. No recorded access is in them. */
export class ShadowPages {
  private readonly region: Region = { start: ADDRESS.shadow, end: ADDRESS.shadow };
  private readonly places = new Map<bigint, bigint>();

  constructor(private readonly memory: LinearMemory) {
    memory.regions.push(this.region);
  }

  /** Address of the page that stands for `page`. */
  address(page: bigint): bigint {
    let at = this.places.get(page);
    if (at === undefined) {
      at = this.region.end;
      this.region.end += BigInt(PAGE);
      this.places.set(page, at);
    }
    return at;
  }

  fill(page: bigint, bytes: Uint8Array): void {
    this.memory.write(this.address(page), bytes);
  }
}

/** Reads a history while its process runs again. */
export class Rerun {
  private at = 0;
  private readonly contents = new Map<bigint, Uint8Array>();

  constructor(
    private readonly history: History,
    private readonly shadow: ShadowPages,
  ) {}

  /** All that the process had got has been used. */
  get isOver(): boolean {
    return this.at === this.history.entries.length;
  }

  /** The next entry if the kernel was entered here, or null. */
  nextKernelEntry(what: KernelEntry['what']): KernelEntry | null {
    const entry = this.history.entries[this.at];
    if (entry?.kind !== 'kernel' || entry.what !== what) return null;
    this.at++;
    return entry;
  }

  /** The address that stands for the page of the next entry, with the contents it had here. */
  nextPage(): bigint {
    const entry = this.history.entries[this.at];
    if (entry?.kind !== 'page') throw new Diverged('a page was touched that had not been');
    this.at++;
    const bytes = applyChanges(this.contents.get(entry.page), entry.changes);
    this.contents.set(entry.page, bytes);
    this.shadow.fill(entry.page, bytes);
    return this.shadow.address(entry.page);
  }
}
