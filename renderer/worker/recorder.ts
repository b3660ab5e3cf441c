import type { Recording, TraceIndexes } from '../../core/index.ts';
import { workerError, type LabError } from '../model/lab-error.ts';
import type { RecordReply, RecordRequest } from './protocol.ts';
import { unpack } from './transfer.ts';
import { unpackedWorker } from './unpacked-worker.ts';

/** How a recording ended: with a value in each case, because a broken scenario is no exception. */
export type RecordResult =
  | {
      kind: 'recorded';
      recording: Recording;
      /** What was made of it on the way; without it, it is made when it is first asked for. */
      indexes?: TraceIndexes;
    }
  | { kind: 'failed'; error: LabError }
  | { kind: 'cancelled' };

export interface RecordJob {
  result: Promise<RecordResult>;
  cancel(): void;
}

/** Makes recordings. The lab uses a worker per recording; tests use a fake. */
export interface Recorder {
  /** `analyst`: where a copy of the recording is to be left. */
  record(request: RecordRequest, analyst: MessagePort | null): RecordJob;
}

/** One module worker per recording: cancelling is ending the worker, whatever it is doing. */
export class WorkerRecorder implements Recorder {
  record(request: RecordRequest, analyst: MessagePort | null): RecordJob {
    const worker =
      unpackedWorker('record') ??
      new Worker(new URL('./record.worker.ts', import.meta.url), { type: 'module' });
    let cancel = () => {};
    const result = new Promise<RecordResult>((resolve) => {
      const finish = (value: RecordResult) => {
        worker.terminate();
        resolve(value);
      };
      cancel = () => finish({ kind: 'cancelled' });
      worker.onmessage = ({ data }: MessageEvent<RecordReply>) =>
        finish(data.kind === 'failed' ? data : { kind: 'recorded', ...unpack(data.recorded) });
      worker.onerror = (event) => finish({ kind: 'failed', error: broken(event.message) });
      worker.onmessageerror = () =>
        finish({ kind: 'failed', error: broken('the recording could not be read') });
    });
    worker.postMessage({ ...request, analyst }, analyst ? [analyst] : []);
    return { result, cancel: () => cancel() };
  }
}

const broken = (detail: string) => workerError('recording', detail);
