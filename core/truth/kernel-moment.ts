/** Comparing one moment of the kernel alone: objects, struct pages by frame number, readings. */
import type { Timeline } from '../trace/index.ts';
import type { Moment } from './moments.ts';
import { compareObjects } from './objects.ts';
import { comparePages } from './pages.ts';
import { compareReported } from './readings.ts';
import type { Session } from './session.ts';

/** The timeline stands at the moment. */
export function compareMoment(session: Session, moment: Moment, timeline: Timeline): void {
  // Objects first: the pages point to them.
  const objects = compareObjects(session, moment, timeline.memory);
  comparePages(session, moment, timeline.memory);
  compareReported(session, moment, objects);
  const { entries } = moment.event;
  if (entries.length > 0) {
    const reason = 'a program in kernel mode has no page tables of its own';
    session.exclude('page table entries', reason, 'value', entries.length);
  }
}
