import {
  actorText,
  addressSpaces,
  decodeEntry,
  describePointer,
  entryText,
  mappedEntries,
  mappings,
  ObjectReader,
  pageAddress,
  walkTables,
  watches,
  type AddressSpace,
  type Mapping,
  type TableWalk,
  type WalkStep,
} from '../../../core/index.ts';
import type { Moment } from '../session.ts';
import { hex } from '../text.ts';
import { frameName } from './names.ts';

/** The address spaces that can be looked at, and the one that is. */
export interface SpaceView {
  all: AddressSpace[];
  shown: AddressSpace | null;
  mappings: Mapping[];
}

/** `wanted` is the address of an mm_struct; null or one that is gone means the current one. */
export function spaceView(moment: Moment, wanted: bigint | null): SpaceView {
  const { session, position, memory } = moment;
  const all = addressSpaces(session.trace, position, memory);
  const shown = all.find(({ mm }) => mm === wanted) ?? all[0] ?? null;
  return { all, shown, mappings: shown ? mappings(session.trace, memory, shown.mm) : [] };
}

/** Where to begin: what the observer watches, else the first page that is there. */
export function firstAddress(moment: Moment, space: AddressSpace): bigint | null {
  const { session, position, memory } = moment;
  const watch = watches(session.trace).find(
    ({ from, until }) => position >= from && position < until,
  );
  if (watch?.addresses[0] !== undefined) return watch.addresses[0];
  for (const { address } of mappedEntries(memory, space.pgd)) return address;
  return null;
}

/** The lowest entry on the way of the address that is looked at. */
export function shownEntry(moment: Moment | null, looked: Looked): WalkStep | null {
  const space = moment && spaceView(moment, looked.space).shown;
  const address = looked.walked ?? (moment && space ? firstAddress(moment, space) : null);
  if (!moment || !space || address === null) return null;
  return walkTables(moment.memory, space.pgd, address).last;
}

/** Which address of which address space is looked at; null stands for what `firstAddress` finds. */
export interface Looked {
  walked: bigint | null;
  space: bigint | null;
}

/** One level of a walk, ready to be shown. */
export interface LevelView {
  /** `PGD` …; the P4D is folded into the PGD. */
  level: string;
  step: WalkStep | null;
  /** Which entry of which table. */
  place: string;
  text: string;
  /** Struct page of the frame that the entry maps or keeps the place of. */
  page: bigint | null;
  /** What that page is called. */
  pageName: string;
  /** The step that wrote the entry last. */
  writer: { step: number; by: string } | null;
}

/** The five levels of Linux's page tables, of which this machine has four. */
export function levelViews(moment: Moment, walk: TableWalk): LevelView[] {
  const views = walk.steps.map((step) => levelView(moment, step));
  const folded: LevelView = {
    ...{ level: 'P4D', step: null, place: '', page: null, pageName: '', writer: null },
    text: 'folded into the PGD (four-level paging)',
  };
  return [...views.slice(0, 1), folded, ...views.slice(1)];
}

function levelView(moment: Moment, step: WalkStep): LevelView {
  const { trace } = moment.session;
  const { entry, level } = step;
  const named = entry.kind !== 'table' && entry.pfn !== null;
  const page = named ? pageAddress(trace.program, entry.pfn ?? 0n) : null;
  const write = moment.position > 0 ? trace.lastWrite(step.slot, 8, moment.position - 1) : null;
  return {
    level,
    step,
    place: `entry ${step.index} of the table at ${hex(step.table)}`,
    text: entryText(entry),
    page,
    pageName: page === null ? '' : frameName(moment, page),
    writer: write && { step: write.step, by: actorText(trace, write.step) },
  };
}

/** One value that an entry had. */
export interface EntryChange {
  step: number;
  by: string;
  before: string;
  after: string;
  /** Not executed yet. */
  later: boolean;
}

/** Everything that was ever written to an entry, in step order. */
export function entryHistory(moment: Moment, { slot, level }: WalkStep): EntryChange[] {
  const { trace } = moment.session;
  const read = (at: number) => {
    const bytes = trace.bytesAt(at, slot, 8);
    const value = new DataView(bytes.buffer).getBigUint64(0, true);
    const entry = decodeEntry(value, level);
    const pfn = entry.pfn === null ? '' : ` pfn 0x${entry.pfn.toString(16)}`;
    return `${entryText(entry)}${pfn}`;
  };
  return trace.writes(slot, 8).map(({ step, moment: at }) => ({
    step,
    by: actorText(trace, step),
    before: read(at),
    after: read(at + 1),
    later: step >= moment.position,
  }));
}

/** What a mapping is for, as far as its structures tell. */
export function mappingName(moment: Moment, mapping: Mapping): string {
  if (mapping.file !== 0n) return fileName(moment, mapping);
  return mapping.anonVma === 0n ? 'anonymous, untouched' : 'anonymous';
}

/** By its operations and its inode: `shmem_file_operations, inode 3 + 0x2000`. */
function fileName({ session, memory }: Moment, { file, offset }: Mapping): string {
  const reader = new ObjectReader(session.trace.program, memory);
  const operations = reader.uint(file, 'struct file', 'f_op') ?? 0n;
  const inode = reader.uint(file, 'struct file', 'f_inode') ?? 0n;
  const number = inode === 0n ? null : reader.uint(inode, 'struct inode', 'i_ino');
  const how = describePointer(session.trace, memory, operations).replace(/^&(\w+).*$/, '$1');
  const which = number === null ? '' : `, inode ${number}`;
  return `file (${how}${which})${offset === 0n ? '' : ` + ${hex(offset)}`}`;
}

/** The pages of a mapping that have an entry: how many of each sort. */
export function mappingPages(moment: Moment, space: AddressSpace, mapping: Mapping) {
  const counts = { present: 0, swap: 0 };
  for (const { address, entry } of mappedEntries(moment.memory, space.pgd)) {
    if (address < mapping.start || address >= mapping.end) continue;
    if (entry.kind === 'swap') counts.swap++;
    else counts.present++;
  }
  return counts;
}
