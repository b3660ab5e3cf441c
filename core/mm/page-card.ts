/** The page card: the bytes of one struct page with every reading of every word. */
import type { CType } from '../c/ctype.ts';
import type { MemoryView } from '../machine/memory.ts';
import type { Trace, WriteRef } from '../trace/index.ts';
import { aliasText } from './alias-text.ts';
import { hex, toBits, toUint } from './bytes.ts';
import { leafAt } from './leaves.ts';
import { folioParts, overlays, type Overlay } from './overlay.ts';
import { decodeFlags, type PageFlags } from './page-flags.ts';
import { pageDevice, pageKind, type PageDevice, type PageKind } from './page-kind.ts';
import { judge, LastWrites, writtenAs } from './provenance.ts';
import { pageAddress, pageRecords, pfnAt, type PageRecords } from './vmemmap.ts';

const WORD = 8;

export interface PageCard {
  address: bigint;
  pfn: bigint;
  bytes: Uint8Array;
  /** `order-4 head, MEMORY_DEVICE_GENERIC`, `tail 3 of 0x…`, `order-0`, `uninitialised (poison)`. */
  kind: string;
  /** For a tail, the address of its head; else null. */
  headAddress: bigint | null;
  /** Order of the folio the page belongs to; null while it is not known. */
  order: number | null;
  /** The device map of a ZONE_DEVICE page; null for other pages. */
  device: PageDevice | null;
  flags: PageFlags;
  words: PageWord[];
}

/** Eight bytes of a struct page. */
export interface PageWord {
  offset: number;
  bytes: Uint8Array;
  aliases: Alias[];
  /** The last write that touched the word, null if there was none. */
  writer: WriteRef | null;
}

/** One member that overlaps the word. */
export interface Alias {
  record: string;
  member: string;
  type: CType;
  /** Bytes from the start of the struct page. */
  offset: number;
  size: number;
  /** The stored bits, unsigned. */
  value: bigint;
  /** What the value means, read as this member. */
  text: string;
  /** True for the member that the bytes were last written through. */
  valid: boolean;
  reason: string;
}

/**
 * The card of the struct page at `address`; `memory` is the memory at `position` (steps 0 to
 * position - 1 have run). Throws Error when `address` is not the address of a struct page.
 */
export function pageCard(
  trace: Trace,
  position: number,
  memory: MemoryView,
  address: bigint,
): PageCard {
  const { program } = trace;
  const records = pageRecords(program);
  const { size } = records.page;
  const pfn = pfnAt(program, address);
  if (pfn === null || pageAddress(program, pfn) !== address) {
    throw new Error(`${hex(address)} is not the address of a struct page`);
  }
  const bytes = memory.read(address, size);
  const kind = pageKind(program, memory, address);
  const device = pageDevice(program, memory, address);
  const firstTail = kind.role === 'tail' && kind.index === 1;
  const writes = new LastWrites(trace, position, address);
  const names = overlays(records, visibleParts(writes, records, kind));
  const words: PageWord[] = [];
  for (let offset = 0; offset < size; offset += WORD) {
    const inWord = names.filter((name) => name.offset < offset + WORD && name.offset >= offset);
    words.push({
      offset,
      bytes: bytes.subarray(offset, offset + WORD),
      aliases: inWord.map((name) => ({
        record: name.record,
        member: name.member,
        type: name.type,
        offset: name.offset,
        size: name.size,
        ...readAlias(trace, memory, bytes, name, firstTail),
        ...judge(writes, name, inWord),
      })),
      writer: writes.of({ offset, size: WORD }),
    });
  }
  const flags = leafAt(records.page, 'flags');
  const raw = flags ? toUint(bytes.subarray(flags.offset, flags.offset + flags.size)) : 0n;
  return {
    address,
    pfn,
    bytes,
    kind: device?.type ? `${kind.text}, ${device.type}` : kind.text,
    headAddress: kind.head,
    order: kind.order,
    device,
    flags: decodeFlags(program, raw, firstTail),
    words,
  };
}

function readAlias(
  trace: Trace,
  memory: MemoryView,
  bytes: Uint8Array,
  name: Overlay,
  firstTail: boolean,
): { value: bigint; text: string } {
  const own = bytes.subarray(name.offset, name.offset + name.size);
  const value = name.bits ? toBits(own, name.bits.offset, name.bits.width) : toUint(own);
  return { value, text: aliasText(trace, memory, name.member, name.type, value, firstTail) };
}

/**
 * The parts of struct folio that overlay the page: part 0 where a folio may start, part n on the nth
 * page of one, and any part through which one of the page's words was in fact last written, such
 * as `_deferred_list` before its page is made a tail.
 */
function visibleParts(writes: LastWrites, records: PageRecords, kind: PageKind): number[] {
  const own = kind.role === 'tail' ? kind.index : 0;
  const known = overlays(records, [own]);
  const parts = Array.from({ length: folioParts(records) }, (_, part) => part);
  return parts.filter((part) => {
    if (part === own) return true;
    return overlays(records, [part]).some((name) => {
      if (name.record !== 'struct folio') return false;
      const write = writes.of(name);
      if (!write || !writtenAs(write, writes.address, name)) return false;
      return !known.some((other) => writtenAs(write, writes.address, other));
    });
  });
}
