/** What crosses between the lab and the workers that run many small programs. */
import type { CaseRun, SweepPoint, SweepRun } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';

/** Cases of a scoreboard in one state. */
export interface ScoreboardOrder {
  kind: 'scoreboard';
  /** The lab's files, path → text. */
  files: Record<string, string>;
  /** Folder of the scoreboard. */
  directory: string;
  state: string;
  cases: readonly string[];
}

/** Programs of a sweep in one state and configuration. */
export interface SweepOrder {
  kind: 'sweep';
  files: Record<string, string>;
  directory: string;
  state: string;
  config: string;
  points: readonly SweepPoint[];
  /** Which of the points are recorded for the sanitizers. */
  sanitize: readonly boolean[];
}

export type RunsOrder = ScoreboardOrder | SweepOrder;
export type ProgramRun = { kind: 'case'; run: CaseRun } | { kind: 'program'; run: SweepRun };

export type RunsReply =
  { kind: 'run'; of: ProgramRun } | { kind: 'done' } | { kind: 'failed'; error: LabError };
