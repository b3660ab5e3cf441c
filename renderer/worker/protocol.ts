/** What crosses between the lab and its recording worker. Plain data, structured-cloneable. */
import type { Recording } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';

export interface RecordRequest {
  /** The lab's files, path → text. */
  files: Record<string, string>;
  /** Folder of the scenario. */
  directory: string;
  state: string;
  stepBudget?: number;
}

export type RecordReply =
  { kind: 'recorded'; recording: Recording } | { kind: 'failed'; error: LabError };
