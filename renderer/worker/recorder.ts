import type { Recording } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';
import type { RecordReply, RecordRequest } from './protocol.ts';

/** How a recording ended: with a value in each case, because a broken scenario is no exception. */
export type RecordResult =
  | { kind: 'recorded'; recording: Recording }
  | { kind: 'failed'; error: LabError }
  | { kind: 'cancelled' };

export interface RecordJob {
  result: Promise<RecordResult>;
  cancel(): void;
}

/** Makes recordings. The lab uses a worker per recording; tests use a fake. */
export interface Recorder {
  record(request: RecordRequest): RecordJob;
}

/** One module worker per recording: cancelling is ending the worker, whatever it is doing. */
export class WorkerRecorder implements Recorder {
  record(request: RecordRequest): RecordJob {
    const worker = new Worker(new URL('./record.worker.ts', import.meta.url), { type: 'module' });
    let cancel = () => {};
    const result = new Promise<RecordResult>((resolve) => {
      const finish = (value: RecordResult) => {
        worker.terminate();
        resolve(value);
      };
      cancel = () => finish({ kind: 'cancelled' });
      worker.onmessage = (event: MessageEvent<RecordReply>) => finish(event.data);
      worker.onerror = (event) => finish({ kind: 'failed', error: brokenWorker(event.message) });
      worker.onmessageerror = () =>
        finish({ kind: 'failed', error: brokenWorker('the recording could not be read') });
    });
    worker.postMessage(request);
    return { result, cancel: () => cancel() };
  }
}

function brokenWorker(detail: string | undefined): LabError {
  const message = `The recording worker stopped: ${detail || 'it could not be started'}`;
  return { area: 'lab', message, file: null, line: null, column: null, path: null, notes: [] };
}
