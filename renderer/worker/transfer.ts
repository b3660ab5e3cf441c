import {
  indexBuffers,
  packProgram,
  unpackProgram,
  type Recording,
  type TraceIndexes,
} from '../../core/index.ts';
import type { Recorded } from './protocol.ts';

/** Makes a recording ready for the way to another thread. */
export function pack(recording: Recording, indexes: TraceIndexes): Recorded {
  return { recording: { ...recording, program: packProgram(recording.program) }, indexes };
}

export function unpack({ recording, indexes }: Recorded) {
  return { recording: { ...recording, program: unpackProgram(recording.program) }, indexes };
}

/** The buffers of a recording that can change hands instead of being copied, each once. */
export function transferables({ recording, indexes }: Recorded): ArrayBuffer[] {
  const { stepStatement, stepCall, stepLog, log, calls, initialPages, program } = recording;
  const columns: (Uint32Array | Int32Array)[] = [
    stepStatement,
    stepCall,
    stepLog,
    log,
    calls.function,
    calls.parent,
    calls.enter,
    calls.leave,
    calls.frame,
    program.statements,
    program.sites,
    program.variables,
  ];
  const buffers = [...columns, ...initialPages.map((page) => page.bytes)].map(
    (array) => array.buffer,
  );
  // A buffer of WebAssembly memory or a shared one cannot be transferred; it is then copied.
  return [...new Set([...buffers, ...indexBuffers(indexes)])].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}
