/** Comparing the struct pages of one moment. */
import type { MemoryView } from '../machine/memory.ts';
import { toUint } from '../mm/bytes.ts';
import { decodeFlags } from '../mm/page-flags.ts';
import { pageAddress } from '../mm/vmemmap.ts';
import type { CapturedEvent, CapturedPage } from './capture.ts';
import type { FramePairs } from './frame-pairs.ts';
import type { UserMoment } from './user-moments.ts';
import { compareRecord, type WordResult } from './compare-record.ts';
import type { Moment } from './moments.ts';
import { pageFields, pageWords, userPageWords } from './record-words.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';
import type { Session } from './session.ts';
import type { Side } from './verification.ts';

export function comparePages(session: Session, moment: Moment, memory: MemoryView): void {
  const { program } = session.trace;
  const kindAt = pageWords(program);
  for (const page of moment.event.pages) {
    if (page.stale) {
      session.stale++;
      continue;
    }
    session.pages++;
    const bytes = memory.read(pageAddress(program, page.pfn), PAGE_STRUCT_BYTES);
    const results = compareRecord(
      page.bytes,
      bytes,
      kindAt,
      session.correspondence,
      moment.position,
    );
    for (const result of results) {
      session.count(session.bytes, result, page.bytes, bytes);
      if (result.verdict === 'differs')
        report(session, moment, page, page.pfn, bytes, result, memory);
    }
  }
}

const CHANGED = 'changed though nothing wrote it';

/** Compares the struct page of the frame that stands for a captured one. */
export function compareUserPage(
  session: Session,
  moment: UserMoment,
  page: CapturedPage,
  frames: FramePairs,
  memory: MemoryView,
): void {
  if (page.stale) {
    session.stale++;
    return;
  }
  const { program } = session.trace;
  session.pages++;
  const pfn = frames.modelOf(page.pfn) ?? sameDevicePage(session, page, frames, moment, memory);
  if (pfn === null) {
    session.bytes.compared += PAGE_STRUCT_BYTES;
    session.disagree({
      ...{ kind: 'page', seq: moment.event.seq, at: moment.event.at, position: moment.position },
      subject: `${page.role} (pfn 0x${page.pfn.toString(16)})`,
      reason: 'nothing in the recording leads to this page yet',
    });
    return;
  }
  const bytes = memory.read(pageAddress(program, pfn), PAGE_STRUCT_BYTES);
  const { correspondence } = session;
  const kindAt = userPageWords(program, page.bytes, bytes);
  for (const result of compareRecord(page.bytes, bytes, kindAt, correspondence, moment.position)) {
    const verdict = session.inheritance.judge(page, { pfn, bytes }, result, moment.position);
    if (verdict === 'inherited') session.inherit(page.role, result, page.bytes, bytes);
    else if (verdict === 'kept') session.countAgreeing(session.bytes, result);
    else {
      session.count(session.bytes, result, page.bytes, bytes);
      const reason = verdict === 'changed' ? CHANGED : result.reason;
      report(session, moment, page, pfn, bytes, { ...result, reason }, memory);
    }
  }
}

/** Device memory is at the same place on both sides: its pages are known by their numbers. */
function sameDevicePage(
  { trace: { program } }: Session,
  { pfn }: CapturedPage,
  frames: FramePairs,
  { position }: UserMoment,
  memory: MemoryView,
): bigint | null {
  const flags = toUint(memory.read(pageAddress(program, pfn), 8));
  const isDevice = decodeFlags(program, flags).zone === 'ZONE_DEVICE';
  return isDevice && frames.join(pfn, pfn, position) === null ? pfn : null;
}

function report(
  session: Session,
  moment: Pick<Moment, 'event' | 'position'>,
  page: CapturedPage,
  pfn: bigint,
  bytes: Uint8Array,
  { offset, size, reason }: WordResult,
  memory: MemoryView,
): void {
  const { program } = session.trace;
  const captured = new CapturedPages(moment.event, (frame) => pageAddress(program, frame));
  // Several small members may share the word: name the one that really differs.
  const different = page.bytes.findIndex((byte, at) => at >= offset && byte !== bytes[at]);
  const at = different >= 0 && different < offset + size ? different : offset;
  const side = (
    row: Uint8Array,
    view: MemoryView,
    frame: bigint,
    meaning: (value: bigint) => string,
  ): Side => {
    const value = toUint(row.subarray(offset, offset + size));
    const named = pageFields(program, view, pageAddress(program, frame), at);
    return { value, size, ...named, meaning: meaning(value) };
  };
  session.disagree({
    kind: 'page',
    seq: moment.event.seq,
    at: moment.event.at,
    position: moment.position,
    subject: `${page.role} (pfn 0x${page.pfn.toString(16)})`,
    offset,
    captured: side(page.bytes, captured, page.pfn, (value) => session.describeCaptured(value)),
    modelled: side(bytes, memory, pfn, (value) => session.describeModelled(value, memory)),
    reason,
  });
}

/** The struct pages of an event as memory, at the addresses where the recorded kernel has them. */
class CapturedPages implements MemoryView {
  private readonly rows = new Map<bigint, Uint8Array>();

  constructor(event: CapturedEvent, addressOf: (pfn: bigint) => bigint) {
    for (const page of event.pages) this.rows.set(addressOf(page.pfn), page.bytes);
  }

  /** Bytes that were not captured read as zero. */
  read(address: bigint, length: number): Uint8Array {
    return Uint8Array.from({ length }, (_, index) => {
      const at = address + BigInt(index);
      const inside = at % BigInt(PAGE_STRUCT_BYTES);
      return this.rows.get(at - inside)?.[Number(inside)] ?? 0;
    });
  }

  readUint(address: bigint, size: 1 | 2 | 4 | 8): bigint {
    return toUint(this.read(address, size));
  }
}
