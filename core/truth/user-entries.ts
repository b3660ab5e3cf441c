/** Comparing page table entries, and reporting what of a user program differs. */
import type { MemoryView } from '../machine/memory.ts';
import { walkEntry } from '../machine/page-walk.ts';
import { isHuge, partsOf } from './entry-parts.ts';
import type { FramePairs } from './frame-pairs.ts';
import type { Session } from './session.ts';
import type { UserMoment } from './user-moments.ts';
import type { Watch } from './watched.ts';

/** Compares the entries of the watched addresses with those in the tables of the watching process. */
export function compareEntries(
  session: Session,
  moment: UserMoment,
  watch: Watch | null,
  memory: MemoryView,
  frames: FramePairs,
): void {
  for (const { address, entry } of moment.event.entries) {
    const va = address ?? watch?.address;
    if (!watch || va === undefined) {
      session.exclude('page table entries', 'the program watches no address (lab_watch)');
      continue;
    }
    const own = walkEntry((at) => memory.readUint(at, 8), watch.tables, va) ?? 0n;
    if (entry === 0n && isHuge(own)) {
      const reason = 'there is no such entry: the level above maps a huge page';
      session.exclude('page table entries below a huge page', reason);
      continue;
    }
    compareEntry(session, moment, `entry of 0x${va.toString(16)}`, entry, own, frames);
  }
}

/** Compares two page table entries: bits must be equal, frames the same page. */
export function compareEntry(
  session: Session,
  moment: UserMoment,
  subject: string,
  captured: bigint,
  own: bigint,
  frames: FramePairs,
): void {
  const [left, right] = [partsOf(captured), partsOf(own)];
  session.entries.compared++;
  let reason: string | null = null;
  if (left.rest !== right.rest) reason = 'not the same bits';
  else if (left.frame !== null && right.frame !== null)
    reason = frames.join(left.frame, right.frame, moment.position);
  if (reason === null) session.entries[captured === own ? 'asStored' : 'byTarget']++;
  else reportNumber(session, moment, 'entry', subject, captured, own, reason);
}

export function reportNumber(
  session: Session,
  { event, position }: Pick<UserMoment, 'event' | 'position'>,
  kind: 'value' | 'entry',
  subject: string,
  captured: bigint,
  own: bigint,
  reason: string | null,
): void {
  if (reason === null) return;
  const side = { size: 8, kind: '', fields: [], meaning: '' };
  session.disagree({
    ...{ kind, seq: event.seq, at: event.at, position, subject, reason },
    captured: { ...side, value: captured, meaning: session.describeCaptured(captured) },
    modelled: { ...side, value: own },
  });
}
