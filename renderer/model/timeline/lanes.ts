import { processRuns, type ProcessRun, type Trace } from '../../../core/index.ts';
import { hitNumber } from '../breakpoints.ts';
import { notableSteps } from '../notable.ts';
import type { VerdictItem } from '../verdict-list.ts';
import { notableLanes, type MarkLane } from './marks.ts';

const notable = new WeakMap<Trace, MarkLane[]>();

/** Marks, warnings and how the run broke off: what the run itself says. */
export function ownLanes(trace: Trace): MarkLane[] {
  let lanes = notable.get(trace);
  if (!lanes) notable.set(trace, (lanes = notableLanes(notableSteps(trace))));
  return lanes;
}

/** What the sanitizers found, as far as they are through. */
export function findingLanes(items: readonly VerdictItem[]): MarkLane[] {
  const found = items.filter(({ kind }) => kind === 'finding');
  if (found.length === 0) return [];
  const steps = Uint32Array.from(found, ({ step }) => step);
  return [{ kind: 'finding', steps, text: (index) => found[index]!.text }];
}

/** Where breakpoints stop the run. */
export function breakpointLanes(
  stops: readonly { text: string; positions: Uint32Array }[],
): MarkLane[] {
  const all = stops.filter(({ positions }) => positions.length > 0);
  if (all.length === 0) return [];
  const steps = Uint32Array.from(all.flatMap(({ positions }) => [...positions])).sort();
  const text = (index: number) => {
    const step = steps[index]!;
    return all
      .filter(({ positions }) => positions[hitNumber(positions, step) - 1] === step)
      .map((stop) => stop.text)
      .join(', ');
  };
  return [{ kind: 'breakpoint', steps, text }];
}

/** Whose steps these are, where there is more than one process to tell apart; else nothing. */
export function shownProcesses(trace: Trace): readonly ProcessRun[] {
  const { runs } = processRuns(trace.recording.events);
  return new Set(runs.map(({ pid }) => pid)).size > 1 ? runs : [];
}
