import type { Program } from '../c/program.ts';
import { processRuns } from './process-runs.ts';
import { RESUMED, type Calls, type RecordedEvent } from './recording.ts';

/** The calls that were open at the last step, innermost first, with the line each was at. */
export function callTrace(
  program: Program,
  columns: { stepCount: number; stepStatement: Uint32Array; stepCall: Uint32Array; calls: Calls },
  events: readonly RecordedEvent[],
): { function: string; file: string; line: number }[] {
  const { stepCount, stepStatement, stepCall, calls } = columns;
  if (stepCount === 0) return [];
  const processes = processRuns(events);
  const trace = [];
  let step = stepCount - 1;
  for (let call = stepCall[step]; ; call = calls.parent[call]) {
    const statement = program.statements[(stepStatement[step] & ~RESUMED) >>> 0];
    trace.push({
      function: program.functions[calls.function[call]].name,
      file: program.files[statement.file],
      line: statement.line,
    });
    if (call === 0 || processes.isOutermost(call)) return trace;
    // the step before a call's first is the calling statement
    let began = call;
    for (let of; (of = processes.beganAs(began)) !== null;) began = of;
    step = calls.enter[began] - 1;
  }
}
