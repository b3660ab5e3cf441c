/** Comparing the recording of a user program with what a real kernel did for the same program. */
import type { MemoryView } from '../machine/memory.ts';
import { Timeline, type Trace } from '../trace/index.ts';
import type { Capture, CapturedEvent, CapturedPage } from './capture.ts';
import { FramePairs } from './frame-pairs.ts';
import { compareMoment as compareKernelMoment } from './kernel-moment.ts';
import { findMoments } from './moments.ts';
import { Neighbours } from './neighbours.ts';
import { compareUserPage } from './pages.ts';
import { Session } from './session.ts';
import { compareEntries } from './user-entries.ts';
import { findUserMoments, type UserMoment } from './user-moments.ts';
import { compareUserspace } from './userspace.ts';
import { compareUserValues } from './user-values.ts';
import type { Verification } from './verification.ts';
import { Watches, type Watch } from './watched.ts';

/** Whether a recording is of a program that watches its own pages. */
export function isUserRecording(trace: Trace): boolean {
  return trace.recording.events.some((event) => event.kind === 'watch');
}

/**
 * As `verifyCapture`, for a user program. Frames of RAM are wherever the allocators chose: a
 * captured frame must stand for the same modelled one as long as the page lives, in page table
 * entries, in arrays, and in pointers to struct pages. Which page is which begins with the roles:
 * `src1` is what the second watched address maps when the program begins to watch. What drivers did
 * to a range of their own memory (`page0` …), as when they registered it at boot, is found wherever
 * it is in the recording, and compared by frame number.
 */
export function verifyUserCapture(trace: Trace, capture: Capture): Verification {
  const frames = new FramePairs(trace);
  const ranges = capture.events.filter(isOfRange);
  const others = capture.events.filter((event) => !isOfRange(event));
  const apart = findMoments(trace, { ...capture, events: ranges });
  const { found, missing, unexpected } = findUserMoments(trace, { ...capture, events: others });
  const inOrder = [...apart.found, ...found].sort((a, b) => a.event.seq - b.event.seq);
  const session = new Session(trace, capture, inOrder, frames);
  for (const { event, reason } of apart.missing)
    session.disagree({ kind: 'event', seq: event.seq, at: event.at, position: null, reason });
  for (const event of missing) {
    const reason = 'the recording has no such event here';
    session.disagree({ kind: 'event', seq: event.seq, at: event.at, position: null, reason });
  }
  for (const { at, position } of unexpected) {
    const reason = 'the capture has no such event here';
    session.disagree({ kind: 'call', seq: null, at, position, reason });
  }
  const timeline = new Timeline(trace);
  for (const moment of apart.found) {
    timeline.seek(moment.position);
    compareKernelMoment(session, moment, timeline);
  }
  const watches = new Watches(trace, timeline);
  const begun = new Set<Watch>();
  for (const moment of found) {
    timeline.seek(moment.position);
    const inForce = watches.at(moment.position);
    for (const watch of inForce) {
      joinRoles(session, moment, watches.roles(watch), !begun.has(watch), frames);
      begun.add(watch);
    }
    compareMoment(session, moment, inForce, timeline.memory, frames);
  }
  compareUserspace(session);
  return session.result();
}

/** Whether an event is about the frames of a range, by their numbers, and not about watched pages. */
function isOfRange({ probe, pages }: CapturedEvent): boolean {
  return probe !== null && pages.length > 0 && pages.every(({ role }) => /^page\d+$/.test(role));
}

/** Roles of pages that are fixed when a program begins to watch; the others may be given anew. */
const FIXED = /^(src|thp)\d+$|^zero$/;

/** Pages with a role are the pages that have it in the recording. */
function joinRoles(
  session: Session,
  { event, position }: UserMoment,
  roles: ReadonlyMap<string, bigint>,
  isFirst: boolean,
  frames: FramePairs,
): void {
  for (const { role, pfn, stale } of event.pages) {
    const own = roles.get(role);
    if (own === undefined || stale || !(isFirst || FIXED.test(role))) continue;
    const reason = frames.join(pfn, own, position);
    if (reason === null) continue;
    const subject = `${role} (pfn 0x${pfn.toString(16)})`;
    session.disagree({ kind: 'page', seq: event.seq, at: event.at, position, subject, reason });
  }
}

function compareMoment(
  session: Session,
  moment: UserMoment,
  inForce: readonly Watch[],
  memory: MemoryView,
  frames: FramePairs,
): void {
  const { trace, capture } = session;
  session.correspondence.neighbours = new Neighbours(
    ...([trace, memory, frames, capture.vmemmap, moment.event.pages] as const),
  );
  const watch = inForce.find(({ huge }) => !huge) ?? inForce[0] ?? null;
  compareEntries(session, moment, watch, memory, frames);
  compareUserValues(session, moment, memory, frames);
  // The driver's pages lead to the RAM that it hides behind them: compare those after these.
  const order = ({ role }: CapturedPage) => (role.startsWith('backing') ? 1 : 0);
  const pages = [...moment.event.pages].sort((a, b) => order(a) - order(b));
  for (const page of pages) compareUserPage(session, moment, page, frames, memory);
}
