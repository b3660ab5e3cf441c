import type { Trace } from '../../core/index.ts';
import { workerError, type LabError } from '../model/lab-error.ts';
import type { AnalysisReply, AnalysisRequest } from './analysis-protocol.ts';
import type { Answer, Ask, QuestionKind } from './questions.ts';
import { unpackedWorker } from './unpacked-worker.ts';

/** How a question ended. */
export type AnalysisResult<T> =
  { kind: 'answered'; answer: T } | { kind: 'failed'; error: LabError } | { kind: 'cancelled' };

export interface AnalysisJob<T> {
  result: Promise<AnalysisResult<T>>;
  cancel: () => void;
}

/** Answers questions about the open scenario's recordings. The lab uses a worker; tests have none. */
export interface Analysis {
  /** Forgets everything and starts on another scenario. */
  open(files: Record<string, string>, directory: string): void;
  /** The same scenario with files changed, states added: recordings stay. */
  change(files: Record<string, string>): void;
  /** Where a recorder is to leave a copy of a state's recording; null if none is needed. */
  expect(state: string): MessagePort | null;
  /** The lab has the recording too. */
  recorded(state: string, trace: Trace): void;
  /** `progress` hears the share that is done, from 0 to 1. */
  ask<K extends QuestionKind>(
    question: K,
    ask: Ask<K>,
    progress?: (share: number) => void,
  ): AnalysisJob<Answer<K>>;
}

interface Open {
  progress: (share: number) => void;
  finish: (result: AnalysisResult<never>) => void;
}

/** One worker for the open scenario; it keeps copies of the recordings. */
export class WorkerAnalysis implements Analysis {
  private worker: Worker | null = null;
  private readonly open_ = new Map<number, Open>();
  private jobs = 0;
  /** One that has loaded its script meanwhile. */
  private waiting: Worker | null = null;

  /** Starts the worker of the scenario that will be opened first. */
  expectOpen(): void {
    this.waiting ??= startWorker();
  }

  open(files: Record<string, string>, directory: string): void {
    this.worker?.terminate();
    this.endAll({ kind: 'cancelled' });
    const worker = this.waiting ?? startWorker();
    this.waiting = null;
    worker.onmessage = ({ data }: MessageEvent<AnalysisReply>) => this.hear(data);
    worker.onerror = (event) => {
      this.endAll({ kind: 'failed', error: workerError('analysis', event.message) });
    };
    this.worker = worker;
    this.tell({ kind: 'open', files, directory });
  }

  change(files: Record<string, string>): void {
    this.tell({ kind: 'change', files });
  }

  expect(state: string): MessagePort | null {
    const { port1, port2 } = new MessageChannel();
    this.tell({ kind: 'expect', state, port: port1 }, [port1]);
    return port2;
  }

  recorded(): void {
    // The worker has a copy of its own.
  }

  ask<K extends QuestionKind>(
    question: K,
    ask: Ask<K>,
    progress: (share: number) => void = () => {},
  ): AnalysisJob<Answer<K>> {
    const job = ++this.jobs;
    const result = new Promise<AnalysisResult<Answer<K>>>((resolve) => {
      this.open_.set(job, { progress, finish: resolve as Open['finish'] });
    });
    this.tell({ kind: 'ask', job, question, ask });
    const cancel = () => {
      if (!this.open_.has(job)) return;
      this.tell({ kind: 'cancel', job });
      this.end(job, { kind: 'cancelled' });
    };
    return { result, cancel };
  }

  private tell(request: AnalysisRequest, transfer: Transferable[] = []): void {
    this.worker?.postMessage(request, transfer);
  }

  private hear(reply: AnalysisReply): void {
    switch (reply.kind) {
      case 'progress':
        this.open_.get(reply.job)?.progress(reply.share);
        break;
      case 'answer':
        this.end(reply.job, { kind: 'answered', answer: reply.answer as never });
        break;
      case 'failed':
        this.end(reply.job, reply);
    }
  }

  private end(job: number, result: AnalysisResult<never>): void {
    this.open_.get(job)?.finish(result);
    this.open_.delete(job);
  }

  private endAll(result: AnalysisResult<never>): void {
    for (const job of [...this.open_.keys()]) this.end(job, result);
  }
}

const startWorker = () =>
  unpackedWorker('analysis') ??
  new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
