import type { Recording } from '../../core/index.ts';

/** The buffers of a recording that can change hands instead of being copied, each once. */
export function transferables(recording: Recording): ArrayBuffer[] {
  const { stepStatement, stepCall, stepLog, log, calls, initialPages } = recording;
  const columns: Uint32Array[] = [
    stepStatement,
    stepCall,
    stepLog,
    log,
    calls.function,
    calls.parent,
    calls.enter,
    calls.leave,
    calls.frame,
  ];
  const buffers = [...columns, ...initialPages.map((page) => page.bytes)].map(
    (array) => array.buffer,
  );
  // A buffer of WebAssembly memory or a shared one cannot be transferred; it is then copied.
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
