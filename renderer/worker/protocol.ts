/** What crosses between the lab and its recording worker. Plain data, structured-cloneable. */
import type { Frozen, PackedProgram, Recording, TraceIndexes } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';

export interface RecordRequest {
  /** The lab's files, path → text. */
  files: Record<string, string>;
  /** Folder of the scenario. */
  directory: string;
  state: string;
  stepBudget?: number;
  /** The recording, made before: it is then only read. */
  frozen?: Frozen;
}

/** A recording on its way, with everything that takes time to make from it. */
export interface Recorded {
  recording: Omit<Recording, 'program'> & { program: PackedProgram };
  indexes: TraceIndexes;
}

/** To the recording worker: what to record, and where to leave a copy for the analyst. */
export interface RecordOrder extends RecordRequest {
  analyst: MessagePort | null;
}

export type RecordReply =
  { kind: 'recorded'; recorded: Recorded } | { kind: 'failed'; error: LabError };
