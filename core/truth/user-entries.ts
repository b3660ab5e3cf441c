/** Comparing page table entries, and reporting what of a user program differs. */
import type { FramePairs } from './frame-pairs.ts';
import type { Session } from './session.ts';
import type { UserMoment } from './user-moments.ts';

const FRAME = 0x000f_ffff_ffff_f000n;
/** The lowest type of a swap entry that names a frame (SWP_HWPOISON). */
const FIRST_FRAME_TYPE = 0x17n;

/** The frame of a page table entry and all that is not the frame; null: it names none. */
function partsOf(entry: bigint): { frame: bigint | null; rest: bigint } {
  if ((entry & 1n) !== 0n) return { frame: (entry & FRAME) >> 12n, rest: entry & ~FRAME };
  // Access taken away (_PAGE_PROTNONE): the frame is kept inverted.
  if ((entry & 0x100n) !== 0n) return { frame: (~entry & FRAME) >> 12n, rest: entry & ~FRAME };
  if (entry === 0n || entry >> 59n < FIRST_FRAME_TYPE) return { frame: null, rest: entry };
  // Bits 9 to 58 are the offset, inverted: 34 bits of frame, above them accessed and dirty.
  const offset = (~entry >> 9n) & ((1n << 50n) - 1n);
  const above = offset >> 34n;
  const rest = (entry & 0x1ffn) | ((entry >> 59n) << 59n) | (above << 16n);
  return { frame: offset & ((1n << 34n) - 1n), rest };
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
  { event, position }: UserMoment,
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
    captured: { ...side, value: captured },
    modelled: { ...side, value: own },
  });
}
