/**
 * What in memory holds references to pages: page tables, batches, device pages, caches. Found by
 * reading the kernel's structures as they are at one position; the rules are those of Linux 6.12.
 */
import type { CType } from '../c/ctype.ts';
import { recordName } from '../c/types.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace } from '../trace/index.ts';
import { hex } from './bytes.ts';
import { kernelEntry } from './calls.ts';
import { codeKind, codeRole, FrameScanner } from './frame-kind.ts';
import { frameRanges } from './frame-ranges.ts';
import { sinceStep, type Holder } from './holder.ts';
import { leafAt } from './leaves.ts';
import { entriesByFrame, type FrameEntry } from './mapped-pages.ts';
import { ObjectReader, placeAt } from './object.ts';
import { decodeEntry, entryHolds, entryText } from './page-entry.ts';
import { flagMask } from './page-flags.ts';
import { pageAddress, pageRecords, pfnAt } from './vmemmap.ts';

const BATCH = 'struct folio_batch';
const PER_VMEMMAP_PAGE = 64;
/** Alignment leaves these bits of a folio's address to others. */
const TAGS = 3n;

/** Everything that holds pages at one position; reading it all takes a few milliseconds. */
export class Holders {
  private readonly reader: ObjectReader;
  private entries: Map<bigint, FrameEntry[]> | null = null;
  private batches: Map<bigint, Holder[]> | null = null;
  private backed: Map<bigint, { device: bigint; word: bigint }[]> | null = null;

  private before: Holders | null = null;

  /** `memoryAt` makes the memory of another position, as a timeline can. */
  constructor(
    readonly trace: Trace,
    readonly position: number,
    readonly memory: MemoryView,
    private readonly memoryAt?: (position: number) => MemoryView,
  ) {
    this.reader = new ObjectReader(trace.program, memory);
  }

  /** What held pages when the kernel code that runs now was entered; null outside of the kernel. */
  atEntry(): Holders | null {
    const entry = kernelEntry(this.trace, this.position);
    if (entry === null || !this.memoryAt) return null;
    const position = this.trace.recording.calls.enter[entry]!;
    this.before ??= new Holders(this.trace, position, this.memoryAt(position));
    return this.before;
  }

  /** The entries of page tables that name one of `count` frames from `pfn` on. */
  entriesOf(pfn: bigint, count: number): FrameEntry[] {
    this.entries ??= entriesByFrame(this.trace, this.position, this.memory);
    const found: FrameEntry[] = [];
    for (let index = 0; index < count; index++) {
      found.push(...(this.entries.get(pfn + BigInt(index)) ?? []));
    }
    return found;
  }

  /** An entry as a holder of `count` references or mappings. */
  entryHolder({ slot, address, entry, level, space, pfn }: FrameEntry): Holder {
    const name = level === 'PTE' ? 'PTE' : `${level} (huge)`;
    const whose = space.current ? '' : ` of mm ${hex(space.mm)}`;
    return {
      kind: entry.kind === 'swap' ? 'swap-entry' : 'page-table',
      count: 1,
      text: `${name} of ${hex(address)}${whose}: ${entryText(entry)}`,
      at: slot,
      address,
      since: sinceStep(
        this.trace,
        this.firstOf(slot, (value) => {
          const decoded = decodeEntry(value, level);
          return decoded.pfn === pfn && entryHolds(decoded).reference;
        }),
      ),
    };
  }

  /** Slots of the batches in which folios wait: each slot in use holds one reference. */
  batchHolders(folio: bigint): Holder[] {
    this.batches ??= this.findBatches();
    return (this.batches.get(folio) ?? []).map((holder) => ({ ...holder }));
  }

  /** Device pages in use that keep this page of RAM behind them. */
  backingHolders(page: bigint): Holder[] {
    this.backed ??= this.findBacked();
    return (this.backed.get(page) ?? []).map(({ device, word }) => ({
      kind: 'device-page',
      count: 1,
      text: `zone_device_data of device page pfn ${hex(device)}: the driver keeps its bytes here`,
      at: word,
      address: null,
      since: sinceStep(this.trace, this.lastWrite(word)?.step),
    }));
  }

  /** The first of the latest writes in a row that left a value of this kind. */
  firstOf(address: bigint, fits: (value: bigint) => boolean): number | undefined {
    let step: number | undefined;
    let write = this.lastWrite(address);
    while (write) {
      const value = this.trace.bytesAt(write.moment + 1, address, 8);
      if (!fits(new DataView(value.buffer).getBigUint64(0, true))) break;
      step = write.step;
      write = this.trace.previousWrite(address, 8, write.step);
    }
    return step;
  }

  private lastWrite(address: bigint) {
    return this.position === 0 ? null : this.trace.lastWrite(address, 8, this.position - 1);
  }

  private findBatches(): Map<bigint, Holder[]> {
    const found = new Map<bigint, Holder[]>();
    for (const { name, type, address } of this.trace.program.globals) {
      for (const { path, offset } of recordsIn(type, BATCH)) {
        this.readBatch(`${name}${path}`, address + BigInt(offset), found);
      }
    }
    return found;
  }

  private readBatch(name: string, address: bigint, into: Map<bigint, Holder[]>): void {
    const nr = Number(this.reader.uint(address, BATCH, 'nr') ?? 0n);
    for (let index = 0; index < nr; index++) {
      const slot = this.reader.addressOf(address, BATCH, 'folios', index);
      if (slot === null) break;
      // Some batches keep what is to be done in the low bits (mm/mlock.c).
      const folio = this.memory.readUint(slot, 8) & ~TAGS;
      const holder: Holder = {
        kind: 'batch',
        count: 1,
        text: `${name}.folios[${index}]: a batch of the CPU, to be worked off together`,
        at: slot,
        address: null,
        since: sinceStep(this.trace, this.lastWrite(slot)?.step),
      };
      into.set(folio, [...(into.get(folio) ?? []), holder]);
    }
  }

  /** From pages of RAM to the device pages whose own word leads to them. */
  private findBacked(): Map<bigint, { device: bigint; word: bigint }[]> {
    const { program } = this.trace;
    const found = new Map<bigint, { device: bigint; word: bigint }[]>();
    const leaf = leafAt(pageRecords(program).page, 'zone_device_data');
    if (!leaf) return found;
    const scanner = new FrameScanner(program, this.memory);
    for (const pfn of this.deviceFrames(scanner)) {
      const word = pageAddress(program, pfn) + BigInt(leaf.offset);
      const page = this.memory.readUint(word, 8);
      const target = pfnAt(program, page);
      if (target === null || pageAddress(program, target) !== page) continue;
      if (isDeviceKind(codeKind(scanner.scan(target, 1)[0]!).id)) continue;
      found.set(page, [...(found.get(page) ?? []), { device: pfn, word }]);
    }
    return found;
  }

  /** Single pages of device memory that are in use. */
  private deviceFrames(scanner: FrameScanner): bigint[] {
    const found: bigint[] = [];
    for (const { first, count } of frameRanges(this.trace, this.position)) {
      for (let done = 0; done < count; done += PER_VMEMMAP_PAGE) {
        const start = first + BigInt(done);
        if (!isDeviceKind(codeKind(scanner.scan(start, 1)[0]!).id)) continue;
        scanner.scan(start, Math.min(PER_VMEMMAP_PAGE, count - done)).forEach((code, index) => {
          const { id } = codeKind(code);
          const used = id === 'device-private' || id === 'device-coherent';
          if (used && codeRole(code) === 'single') found.push(start + BigInt(index));
        });
      }
    }
    return found;
  }

  /** What the folio's own words say about who has it. */
  ownHolders(folio: bigint, pages: number, count: number): Holder[] {
    const { program } = this.trace;
    const { page } = pageRecords(program);
    const word = (...path: string[]) => {
      const leaf = leafAt(page, ...path);
      return leaf ? this.memory.readUint(folio + BigInt(leaf.offset), 8) : 0n;
    };
    const at = (...path: string[]) => folio + BigInt(leafAt(page, ...path)?.offset ?? 0);
    const flags = Number(word('flags') & 0xffff_ffffn);
    const has = (name: string) => (flags & flagMask(program, name)) !== 0;
    const pfn = pfnAt(program, folio) ?? 0n;
    const code = new FrameScanner(program, this.memory).scan(pfn, 1)[0]!;
    const { id } = codeKind(code);
    const holder = (kind: Holder['kind'], held: number, text: string, where: bigint): Holder => ({
      ...{ kind, count: held, text, at: where, address: null },
      since: sinceStep(this.trace, this.lastWrite(where)?.step),
    });
    if (count <= 0) return [];
    if (id === 'device-generic' || id === 'p2pdma' || id === 'fs-dax' || id === 'device') {
      const text = 'the driver: pages of this type of device map start with a reference';
      return [{ ...holder('device-map', 1, text, at('_refcount', 'counter')), since: null }];
    }
    if (id === 'reserved' || id === 'zero-page') {
      const text = 'reserved: the first reference is never given back';
      return [{ ...holder('reserved', 1, text, at('_refcount', 'counter')), since: null }];
    }
    const own: Holder[] = [];
    const mapping = word('mapping');
    const isFile = id === 'file' || id === 'file-lru';
    if (isFile && (mapping & 3n) === 0n) {
      const text = `page cache of the address_space at ${hex(mapping)}`;
      own.push(holder('page-cache', pages, text, at('mapping')));
    }
    if (has('PG_swapcache') && !isFile && (mapping & 1n) === 1n) {
      own.push(holder('swap-cache', pages, 'swap cache', at('flags')));
    }
    if (has('PG_private') && isFile) {
      own.push(holder('private', 1, 'PG_private: data that a file system attached', at('private')));
    }
    return own;
  }
}

function isDeviceKind(id: string): boolean {
  return /^device|^fs-dax$|^p2pdma$/.test(id);
}

/** The records of a C name inside a type, itself included: `.lru_add` at offset 0. */
function recordsIn(
  type: CType,
  name: string,
  path = '',
  offset = 0,
): { path: string; offset: number }[] {
  if (type.kind === 'array') {
    return Array.from({ length: type.length ?? 0 }, (_, index) =>
      recordsIn(type.of, name, `${path}[${index}]`, offset + index * type.of.size),
    ).flat();
  }
  if (type.kind !== 'struct' && type.kind !== 'union') return [];
  if (recordName(type) === name) return [{ path, offset }];
  return type.members.flatMap((member) =>
    recordsIn(member.type, name, `${path}.${member.name ?? ''}`, offset + member.offset),
  );
}

/** Where a record's member lies, for callers that name a word of a page. */
export function pageWordAt(trace: Trace, page: bigint, ...path: string[]): bigint | null {
  const { page: record, folio } = pageRecords(trace.program);
  const place = placeAt(record, ...path) ?? (folio ? placeAt(folio, ...path) : null);
  return place ? page + BigInt(place.offset) : null;
}
