/**
 * What reading a recording quickly needs besides the recording: made once, in the thread that has the
 * time, and handed to the one that draws. Plain columns.
 */
import type { CallRows } from './call-rows.ts';
import type { CheckpointData } from './checkpoint-data.ts';
import type { StepIndexData } from './step-index.ts';
import type { AccessIndexData } from './write-index.ts';

export interface TraceIndexes {
  /** Log words at which map entries start. */
  mapEntries: Uint32Array;
  writes: AccessIndexData;
  steps: StepIndexData;
  /** How deep each call is nested. */
  depths: Uint32Array;
  rows: CallRows;
  checkpoints: CheckpointData;
}

/** All buffers of the indexes, each once: those that can change hands instead of being copied. */
export function indexBuffers(indexes: TraceIndexes): ArrayBuffer[] {
  const { mapEntries, writes, steps, depths, rows, checkpoints } = indexes;
  const columns: (Uint32Array | Float64Array | Uint8Array)[] = [
    mapEntries,
    writes.pages,
    writes.chunks,
    writes.starts,
    writes.moments,
    steps.starts,
    steps.steps,
    steps.callStarts,
    steps.calls,
    depths,
    rows.starts,
    rows.calls,
    checkpoints.positions,
    checkpoints.costs,
    checkpoints.pages,
    checkpoints.starts,
    checkpoints.slots,
    checkpoints.bytes,
  ];
  const buffers = new Set(columns.map((column) => column.buffer));
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer);
}
