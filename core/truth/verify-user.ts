/** Comparing the recording of a user program with what a real kernel did for the same program. */
import type { MemoryView } from '../machine/memory.ts';
import { walkEntry } from '../machine/page-walk.ts';
import { Timeline, type Trace } from '../trace/index.ts';
import type { Capture } from './capture.ts';
import { FramePairs } from './frame-pairs.ts';
import { compareUserPage } from './pages.ts';
import { Session } from './session.ts';
import { compareEntry } from './user-entries.ts';
import { findUserMoments, type UserMoment } from './user-moments.ts';
import { compareUserValues } from './user-values.ts';
import type { Verification } from './verification.ts';

/** Whether a recording is of a program that watches its own pages. */
export function isUserRecording(trace: Trace): boolean {
  return trace.recording.events.some((event) => event.kind === 'watch');
}

/**
 * As `verifyCapture`, for a user program. Frames of RAM are wherever the allocators chose: a
 * captured frame must stand for the same modelled one as long as the page lives, in page table
 * entries, in arrays, and in pointers to struct pages.
 */
export function verifyUserCapture(trace: Trace, capture: Capture): Verification {
  const frames = new FramePairs(trace);
  const { found, missing, unexpected } = findUserMoments(trace, capture);
  const session = new Session(trace, capture, found, frames);
  for (const event of missing) {
    const reason = 'the recording has no such event here';
    session.disagree({ kind: 'event', seq: event.seq, at: event.at, position: null, reason });
  }
  for (const { at, position } of unexpected) {
    const reason = 'the capture has no such event here';
    session.disagree({ kind: 'call', seq: null, at, position, reason });
  }
  const timeline = new Timeline(trace);
  for (const moment of found) {
    timeline.seek(moment.position);
    compareMoment(session, moment, timeline.memory, frames);
  }
  return session.result();
}

function compareMoment(
  session: Session,
  moment: UserMoment,
  memory: MemoryView,
  frames: FramePairs,
): void {
  const { event, position } = moment;
  const watch = session.trace.recording.events.findLast(
    (each) => each.kind === 'watch' && each.step <= position,
  );
  for (const { address, entry } of event.entries) {
    const tables = watch?.kind === 'watch' ? watch.tables : 0n;
    const own = walkEntry((at) => memory.readUint(at, 8), tables, address) ?? 0n;
    compareEntry(session, moment, `entry of 0x${address.toString(16)}`, entry, own, frames);
  }
  compareUserValues(session, moment, memory, frames);
  // The driver's pages lead to the RAM that it hides behind them: compare those after these.
  const order = (role: string) => (role.startsWith('backing') ? 1 : 0);
  const pages = [...event.pages].sort((a, b) => order(a.role) - order(b.role));
  for (const page of pages) compareUserPage(session, moment, page, frames, memory);
}
