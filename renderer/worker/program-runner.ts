import { toLabError, workerError, type LabError } from '../model/lab-error.ts';
import type { ProgramRun, RunsOrder, RunsReply } from './program-runs-protocol.ts';

export type RunsEnd =
  { kind: 'done' } | { kind: 'cancelled' } | { kind: 'failed'; error: LabError };

export interface RunsJob {
  end: Promise<RunsEnd>;
  cancel(): void;
}

/** Runs many small programs. The lab uses workers; tests use the same thread. */
export interface ProgramRunner {
  /** Runs the orders, some at a time; `told` hears of each program when it has ended. */
  run(orders: readonly RunsOrder[], told: (run: ProgramRun) => void): RunsJob;
}

/** One worker per order, at most as many at a time as leave a processor to the thread that draws. */
export class WorkerProgramRunner implements ProgramRunner {
  run(orders: readonly RunsOrder[], told: (run: ProgramRun) => void): RunsJob {
    const workers = new Set<Worker>();
    const waiting = [...orders];
    let cancel = () => {};
    const end = new Promise<RunsEnd>((resolve) => {
      const finish = (value: RunsEnd) => {
        waiting.length = 0;
        for (const worker of workers) worker.terminate();
        workers.clear();
        resolve(value);
      };
      const next = () => {
        const order = waiting.shift();
        if (!order) {
          if (workers.size === 0) finish({ kind: 'done' });
          return;
        }
        let worker: Worker;
        try {
          worker = new Worker(new URL('./programs.worker.ts', import.meta.url), { type: 'module' });
        } catch (thrown) {
          return finish({ kind: 'failed', error: toLabError(thrown) });
        }
        workers.add(worker);
        worker.onmessage = ({ data }: MessageEvent<RunsReply>) => {
          if (!workers.has(worker)) return; // it was under way when all ended
          if (data.kind === 'run') return told(data.of);
          if (data.kind === 'failed') return finish(data);
          worker.terminate();
          workers.delete(worker);
          next();
        };
        const broken = (detail: string) =>
          finish({ kind: 'failed', error: workerError('program', detail) });
        worker.onerror = (event) => broken(event.message);
        worker.onmessageerror = () => broken('a result could not be read');
        worker.postMessage(order);
      };
      cancel = () => finish({ kind: 'cancelled' });
      const atOnce = Math.max(1, Math.min(orders.length, navigator.hardwareConcurrency - 1));
      for (let count = 0; count < atOnce; count++) next();
    });
    return { end, cancel: () => cancel() };
  }
}
