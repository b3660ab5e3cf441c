/** Comparing a recording with what a real kernel was seen to do. */
import { Timeline, type Trace } from '../trace/index.ts';
import type { Capture } from './capture.ts';
import { compareMoment } from './kernel-moment.ts';
import { findMoments } from './moments.ts';
import { Session } from './session.ts';
import { compareUserspace } from './userspace.ts';
import type { Verification } from './verification.ts';
import { isUserRecording, verifyUserCapture } from './verify-user.ts';

/**
 * Finds the moments of the capture in the recording and compares every byte of every struct page
 * there, every object and every reading. Numbers must be equal; pointers must point to the same
 * thing, with one captured address for one modelled one throughout. Frames are compared by number,
 * so the capture must be about memory whose place both kernels choose alike, as device memory is.
 * Throws Error when the program of the recording has no struct page.
 */
export function verifyCapture(trace: Trace, capture: Capture): Verification {
  if (isUserRecording(trace)) return verifyUserCapture(trace, capture);
  const { found, missing, unexpected } = findMoments(trace, capture);
  const session = new Session(trace, capture, found);
  for (const { event, reason } of missing) {
    session.disagree({ kind: 'event', seq: event.seq, at: event.at, position: null, reason });
  }
  for (const { probe, pfn, position } of unexpected) {
    session.disagree({
      kind: 'call',
      seq: null,
      at: `${probe.functionName} ${probe.when}`,
      position,
      reason: `the recording has this ${probe.when} for pfn 0x${pfn.toString(16)}, the capture has not`,
    });
  }
  const timeline = new Timeline(trace);
  for (const moment of found) {
    timeline.seek(moment.position);
    compareMoment(session, moment, timeline);
  }
  compareUserspace(session);
  return session.result();
}
