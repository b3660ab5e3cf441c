import type { Recording, TraceIndexes } from '../../core/index.ts';
import { workerError, type LabError } from '../model/lab-error.ts';
import type { RecordOrder, RecordReply, RecordRequest } from './protocol.ts';
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

/** Makes recordings. The lab uses a worker; tests use a fake. */
export interface Recorder {
  /** `analyst`: where a copy of the recording is to be left. */
  record(request: RecordRequest, analyst: MessagePort | null): RecordJob;
}

interface Waiting {
  order: RecordOrder;
  finish: (result: RecordResult) => void;
}

/** So long a worker that has nothing to do is kept, in milliseconds: it has warmed up. */
const IDLE = 5000;

/**
 * One module worker for all recordings, one after the other: a second state takes half the time of the
 * first, because the engine's code is compiled by then. Cancelling is ending the worker, whatever it is
 * doing; what waits goes on in another one.
 */
export class WorkerRecorder implements Recorder {
  private worker: Worker | null = null;
  /** The first of them is being made. */
  private readonly queue: Waiting[] = [];
  private idle: ReturnType<typeof setTimeout> | undefined;

  /** Starts the worker ahead of the first recording: it loads its script while the lab does other things. */
  expect(): void {
    this.worker ??= this.start();
  }

  record(request: RecordRequest, analyst: MessagePort | null): RecordJob {
    let waiting: Waiting;
    const result = new Promise<RecordResult>((finish) => {
      waiting = { order: { ...request, analyst }, finish };
      this.queue.push(waiting);
      if (this.queue.length === 1) this.next();
    });
    const cancel = () => {
      if (waiting === this.queue[0]) this.stop();
      this.end(waiting, { kind: 'cancelled' });
    };
    return { result, cancel };
  }

  /** Has the first of the queue made. */
  private next(): void {
    clearTimeout(this.idle);
    const [first] = this.queue;
    if (first) {
      const { order } = first;
      this.worker ??= this.start();
      this.worker.postMessage(order, order.analyst ? [order.analyst] : []);
    } else this.idle = setTimeout(() => this.stop(), IDLE);
  }

  private end(waiting: Waiting, result: RecordResult): void {
    const at = this.queue.indexOf(waiting);
    if (at < 0) return;
    this.queue.splice(at, 1);
    waiting.finish(result);
    if (at === 0) this.next();
  }

  private start(): Worker {
    const worker =
      unpackedWorker('record') ??
      new Worker(new URL('./record.worker.ts', import.meta.url), { type: 'module' });
    const answer = (result: RecordResult) => {
      const [first] = this.queue;
      if (worker === this.worker && first) this.end(first, result);
    };
    const fail = (detail: string) => {
      if (worker !== this.worker) return;
      this.stop();
      const [first] = this.queue;
      if (first) this.end(first, { kind: 'failed', error: workerError('recording', detail) });
    };
    worker.onmessage = ({ data }: MessageEvent<RecordReply>) =>
      answer(data.kind === 'failed' ? data : { kind: 'recorded', ...unpack(data.recorded) });
    worker.onerror = (event) => fail(event.message);
    worker.onmessageerror = () => fail('the recording could not be read');
    return worker;
  }

  private stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
