/** Who called whom, from the calls table of a recording: no step is ever scanned. */
import { processRuns } from '../machine/process-runs.ts';
import type { Recording } from '../machine/recording.ts';

/** One function that was being executed. */
export interface Frame {
  /** Row in `Recording.calls`. */
  call: number;
  functionIndex: number;
  functionName: string;
  file: string;
  line: number;
  /** The step the frame is at: the current one, or for a caller the step that made the call. */
  step: number;
  /** Address that `LocalInfo.frameOffset` counts from. */
  frameBase: bigint;
}

/** How deep each call is nested; the entry function has depth 0. */
export function callDepths(recording: Recording): Uint32Array {
  const { count, parent } = recording.calls;
  const depths = new Uint32Array(count);
  // A caller's row always stands before its callees'.
  for (let call = 1; call < count; call++) depths[call] = depths[parent[call]!]! + 1;
  return depths;
}

/**
 * The child of `ancestor` that `call` is or is nested in; -1 if `call` is not nested in `ancestor`.
 */
export function childContaining(recording: Recording, ancestor: number, call: number): number {
  const { parent } = recording.calls;
  while (call > ancestor) {
    const up = parent[call]!;
    if (up === ancestor) return call;
    call = up;
  }
  return -1;
}

/** The last step before `step` that belongs to `call` itself (not to a callee); -1 if none. */
export function previousInCall(recording: Recording, call: number, step: number): number {
  const { stepCall, calls } = recording;
  let at = step - 1;
  while (at >= calls.enter[call]!) {
    const owner = stepCall[at]!;
    if (owner === call) return at;
    const child = childContaining(recording, call, owner);
    if (child < 0) return -1;
    at = calls.enter[child]! - 1;
  }
  return -1;
}

/** The step of the caller that made `call`; -1 for the entry function. */
export function callSite(recording: Recording, call: number): number {
  const { calls } = recording;
  const processes = processRuns(recording.events);
  for (let of; (of = processes.beganAs(call)) !== null;) call = of;
  return call === 0 ? -1 : previousInCall(recording, calls.parent[call]!, calls.enter[call]!);
}

/** The frames at `step`, innermost first: of the process that runs there, and of no other. */
export function framesAt(recording: Recording, step: number): Frame[] {
  const { program, stepCall, stepStatement, calls, stackBase } = recording;
  const processes = processRuns(recording.events);
  const frames: Frame[] = [];
  let call = stepCall[step]!;
  for (let at = step; at >= 0;) {
    const statement = program.statements[stepStatement[at]! & 0x7fff_ffff]!;
    const functionIndex = calls.function[call]!;
    frames.push({
      call,
      functionIndex,
      functionName: program.functions[functionIndex]!.name,
      file: program.files[statement.file]!,
      line: statement.line,
      step: at,
      frameBase: stackBase + BigInt(calls.frame[call]!),
    });
    if (call === 0 || processes.isOutermost(call)) break;
    at = callSite(recording, call);
    call = calls.parent[call]!;
  }
  return frames;
}
