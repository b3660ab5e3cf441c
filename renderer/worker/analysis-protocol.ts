/** What crosses between the lab and its analyst's worker. */
import type { LabError } from '../model/lab-error.ts';
import type { QuestionKind } from './questions.ts';

export type AnalysisRequest =
  /** First of all: the scenario that the recordings are of. */
  | { kind: 'open'; files: Record<string, string>; directory: string }
  /** The same scenario, with files changed: recordings stay. */
  | { kind: 'change'; files: Record<string, string> }
  /** The recording of a state will come through the port. */
  | { kind: 'expect'; state: string; port: MessagePort }
  | { kind: 'ask'; job: number; question: QuestionKind; ask: object }
  | { kind: 'cancel'; job: number };

export type AnalysisReply =
  | { kind: 'progress'; job: number; share: number }
  | { kind: 'answer'; job: number; answer: unknown }
  | { kind: 'failed'; job: number; error: LabError };
