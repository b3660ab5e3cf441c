/** The moments of a recorded user program: probed calls and marks, in their order. */
import type { Trace } from '../trace/index.ts';
import type { Capture, CapturedEvent } from './capture.ts';
import { functionOf } from './parameters.ts';

export interface UserMoment {
  event: CapturedEvent;
  /** Steps before it have run. */
  position: number;
  /** Row of the probed call; null for a mark. */
  call: number | null;
}

interface Candidate {
  at: string;
  position: number;
  call: number | null;
  order: number;
}

/** Ends of probed calls and marks while the program has recording switched on. */
function candidates(trace: Trace, capture: Capture): Candidate[] {
  const { calls, events, outcome } = trace.recording;
  const probed = new Set(
    capture.events.map(({ probe }) => probe && `${probe.functionName} ${probe.when}`),
  );
  const isOn = recordedSpan(trace, capture);
  const found: Candidate[] = [];
  const add = (at: string, position: number, call: number | null, order: number) => {
    if (isOn(position)) found.push({ at, position, call, order });
  };
  for (let call = 0; call < calls.count; call++) {
    const { name } = functionOf(trace, call);
    if (probed.has(`${name} entry`)) add(`${name} entry`, calls.enter[call]!, call, call);
    const leave = calls.leave[call]!;
    const returned = leave < trace.length || outcome.kind === 'finished';
    // Of calls that end together the inner one, which began later, comes first.
    if (returned && probed.has(`${name} return`)) add(`${name} return`, leave, call, -call);
  }
  for (const event of events) {
    if (event.kind === 'mark') add(event.text, event.step, null, calls.count);
  }
  return found.sort((a, b) => a.position - b.position || a.order - b.order);
}

/**
 * While recording is on. A program may switch it on several times; then the time counts in which most
 * of the capture's snapshots are taken.
 */
function recordedSpan(trace: Trace, capture: Capture): (position: number) => boolean {
  const { events } = trace.recording;
  const snapshots = new Set(capture.events.filter(({ probe }) => !probe).map(({ at }) => at));
  const spans: { from: number; to: number; marks: number }[] = [];
  let open = false;
  for (const event of events) {
    if (event.kind === 'record' && event.on !== open) {
      open = event.on;
      if (open) spans.push({ from: event.step, to: trace.length, marks: 0 });
      else spans.at(-1)!.to = event.step;
    }
    if (open && event.kind === 'mark' && snapshots.has(event.text)) spans.at(-1)!.marks++;
  }
  const best = spans.reduce<(typeof spans)[number] | null>(
    (most, span) => (most === null || span.marks > most.marks ? span : most),
    null,
  );
  return (position) => best !== null && position >= best.from && position < best.to;
}

export interface UserMoments {
  found: UserMoment[];
  missing: CapturedEvent[];
  unexpected: { at: string; position: number }[];
}

/** Matches both sequences with as few events left over as possible. */
export function findUserMoments(trace: Trace, capture: Capture): UserMoments {
  const own = candidates(trace, capture);
  const names = capture.events.map(({ at, probe }) =>
    probe ? `${probe.functionName} ${probe.when}` : at,
  );
  const [n, m] = [names.length, own.length];
  // Length of the longest common subsequence of what is left on both sides.
  const longest = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      longest[i]![j] =
        names[i] === own[j]!.at
          ? longest[i + 1]![j + 1]! + 1
          : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
    }
  }
  const result: UserMoments = { found: [], missing: [], unexpected: [] };
  let [i, j] = [0, 0];
  while (i < n || j < m) {
    if (i < n && j < m && names[i] === own[j]!.at) {
      const { position, call } = own[j++]!;
      result.found.push({ event: capture.events[i++]!, position, call });
    } else if (j === m || (i < n && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      result.missing.push(capture.events[i++]!);
    } else {
      const { at, position } = own[j++]!;
      result.unexpected.push({ at, position });
    }
  }
  return result;
}
