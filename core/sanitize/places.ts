/** How findings name code: `page_pgmap ← is_device_private_page at include/linux/mmzone.h:1141`. */
import type { Trace } from '../trace/index.ts';

/** The function of a step and its caller, with file and line. */
export function placeText(trace: Trace, step: number): string {
  const [frame, caller] = trace.callStack(step);
  if (!frame) return `step ${step}`;
  const by = caller ? ` ← ${caller.functionName}` : '';
  return `${frame.functionName}${by} at ${frame.file}:${frame.line}`;
}

/** A key for "the same place of the code": function and caller at a step. */
export function placeKey(trace: Trace, step: number): string {
  const [frame, caller] = trace.callStack(step);
  return `${frame?.functionName}:${frame?.line}:${caller?.functionName}:${caller?.line}`;
}
