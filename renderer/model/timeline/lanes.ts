import { processRuns, type ProcessRun, type Trace } from '../../../core/index.ts';
import { notableSteps } from '../notable.ts';
import { notableLanes, type MarkLane } from './marks.ts';

const notable = new WeakMap<Trace, MarkLane[]>();

/** Marks, warnings and how the run broke off: what the run itself says. */
export function ownLanes(trace: Trace): MarkLane[] {
  let lanes = notable.get(trace);
  if (!lanes) notable.set(trace, (lanes = notableLanes(notableSteps(trace))));
  return lanes;
}

/** Whose steps these are, where there is more than one process to tell apart; else nothing. */
export function shownProcesses(trace: Trace): readonly ProcessRun[] {
  const { runs } = processRuns(trace.recording.events);
  return new Set(runs.map(({ pid }) => pid)).size > 1 ? runs : [];
}
