/**
 * Debugger steps at statement level, as functions from position to position.
 *
 * Position p means that steps 0 … p-1 have been executed; step p is the next one, the current line.
 * A *run* of a statement is its first step and the resumed steps of the same statement that follow
 * it in the same call, with the callees' steps between them. Calls are jumped over by the calls
 * table, so a step over a million steps costs as much as over one.
 */
import { processRuns } from '../machine/process-runs.ts';
import { RESUMED } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';
import { callSite, childContaining, previousInCall } from './call-stack.ts';

/** One step forward, into a call if there is one. At the end it stays. */
export function stepIn(recording: Recording, position: number): number {
  return Math.min(recording.stepCount, position + 1);
}

/** One step back, into a callee's end if the step before belongs to one. At the start it stays. */
export function stepBackIn(_recording: Recording, position: number): number {
  return Math.max(0, position - 1);
}

/**
 * Finishes the statement: goes to the first step after its run that belongs to the same call or,
 * if the call returns first, to a caller (whose step is then usually the resumed call statement).
 * If neither comes, because the run stopped, it goes to the end. What other processes do in between
 * is passed over.
 */
export function stepOver(recording: Recording, position: number): number {
  const { stepCount, stepCall, stepStatement, calls } = recording;
  if (position >= stepCount) return stepCount;
  let call = stepCall[position]!;
  const resumed = stepStatement[position]! | RESUMED;
  let at = position + 1;
  while (at < stepCount) {
    const owner = stepCall[at]!;
    if (owner === call) {
      if ((stepStatement[at]! | 0) !== (resumed | 0)) return at;
      at++;
      continue;
    }
    const child = childContaining(recording, call, owner);
    if (child >= 0) at = calls.leave[child]!;
    else {
      const next = goingOn(recording, call);
      if (!next || next.call === null) return next?.step ?? at;
      call = next.call;
      at = next.step;
    }
  }
  return stepCount;
}

/**
 * Where the process of a call goes on if the call was cut off there, because another process had to go
 * on below it on the machine's stack: the first step, and the row of the same call if it has one
 * (system calls begin anew and have none). Null if the call was not cut off.
 */
function goingOn(recording: Recording, call: number): { step: number; call: number | null } | null {
  const { calls } = recording;
  const processes = processRuns(recording.events);
  for (let outer = call; calls.leave[outer] === calls.leave[call]; outer = calls.parent[outer]!) {
    const row = processes.goesOnAs(outer);
    if (row !== null) return { step: calls.enter[row]!, call: outer === call ? row : null };
    if (outer === 0) return null;
  }
  return null;
}

/** Finishes the current call: the step after its last one; the end if it never returns. */
export function stepOut(recording: Recording, position: number): number {
  const { stepCount, stepCall, calls } = recording;
  if (position >= stepCount) return stepCount;
  let call = stepCall[position]!;
  for (let next; (next = goingOn(recording, call));) {
    if (next.call === null) return next.step;
    call = next.call;
  }
  return calls.leave[call]!;
}

/**
 * The mirror of `stepOver`: in the middle of a statement's run it goes to the start of that run,
 * else to the start of the run before it in the same call; from the first step of a call to the
 * call site, the caller's step that made the call. At the end, "the same call" is that of the last
 * step. At the first step of the entry function it stays.
 */
export function stepBackOver(recording: Recording, position: number): number {
  const { stepCount, stepCall, stepStatement } = recording;
  if (position === 0) return 0;
  const atEnd = position >= stepCount;
  const call = stepCall[atEnd ? stepCount - 1 : position]!;
  let at = atEnd ? stepCount - 1 : previousInCall(recording, call, position);
  if (at < 0) return Math.max(0, callSite(recording, call));
  while ((stepStatement[at]! & RESUMED) !== 0) {
    const before = previousInCall(recording, call, at);
    if (before < 0 || ((stepStatement[before]! ^ stepStatement[at]!) & ~RESUMED) !== 0) break;
    at = before;
  }
  return at;
}

/**
 * The mirror of `stepOut`: goes to the call site, the caller's step that made the current call; in
 * the entry function to the start. At the end, the current call is that of the last step.
 */
export function stepBackOut(recording: Recording, position: number): number {
  const { stepCount, stepCall } = recording;
  if (position === 0) return 0;
  const call = stepCall[Math.min(position, stepCount - 1)]!;
  return Math.max(0, callSite(recording, call));
}
