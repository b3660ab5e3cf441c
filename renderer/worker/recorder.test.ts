import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordOrder, RecordReply } from './protocol.ts';
import { WorkerRecorder } from './recorder.ts';

/** Notes what it is told; answers when the test says so. */
class FakeWorker {
  static started: FakeWorker[] = [];
  orders: string[] = [];
  terminated = false;
  onmessage: ((event: { data: RecordReply }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  constructor() {
    FakeWorker.started.push(this);
  }

  postMessage({ state }: RecordOrder): void {
    this.orders.push(state);
  }

  terminate(): void {
    this.terminated = true;
  }

  fail(message: string): void {
    const error = { area: 'C', message } as Extract<RecordReply, { kind: 'failed' }>['error'];
    this.onmessage?.({ data: { kind: 'failed', error } });
  }
}

const record = (recorder: WorkerRecorder, state: string) =>
  recorder.record({ files: {}, directory: 'scenarios/s', state }, null);

beforeEach(() => {
  FakeWorker.started = [];
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the worker that records', () => {
  it('makes one recording after the other, and ends when it has long had nothing to do', async () => {
    const recorder = new WorkerRecorder();
    recorder.expect();
    const [one, two] = [record(recorder, 'before'), record(recorder, 'v9')];
    const [worker] = FakeWorker.started;
    expect(worker!.orders).toEqual(['before']);
    worker!.fail('first');
    worker!.fail('second');
    expect(worker!.orders).toEqual(['before', 'v9']);
    expect(await one.result).toMatchObject({ kind: 'failed', error: { message: 'first' } });
    expect(await two.result).toMatchObject({ kind: 'failed', error: { message: 'second' } });
    vi.advanceTimersByTime(4000);
    expect(worker!.terminated).toBe(false);
    vi.advanceTimersByTime(2000);
    expect(worker!.terminated).toBe(true);
    record(recorder, 'posted');
    expect(FakeWorker.started.map(({ orders }) => orders)).toEqual([['before', 'v9'], ['posted']]);
  });

  it('is ended when what it makes is cancelled; what waits goes on in another', async () => {
    const recorder = new WorkerRecorder();
    const jobs = ['before', 'posted', 'v9'].map((state) => record(recorder, state));
    jobs[1]!.cancel();
    expect(FakeWorker.started[0]!.terminated).toBe(false);
    jobs[0]!.cancel();
    expect(FakeWorker.started[0]!.terminated).toBe(true);
    expect(FakeWorker.started.map(({ orders }) => orders)).toEqual([['before'], ['v9']]);
    expect(await jobs[0]!.result).toEqual({ kind: 'cancelled' });
    expect(await jobs[1]!.result).toEqual({ kind: 'cancelled' });
    // Too late.
    FakeWorker.started[0]!.fail('nobody listens');
    FakeWorker.started[1]!.fail('heard');
    expect(await jobs[2]!.result).toMatchObject({ error: { message: 'heard' } });
  });

  it('is replaced when it breaks', async () => {
    const recorder = new WorkerRecorder();
    const jobs = ['before', 'v9'].map((state) => record(recorder, state));
    FakeWorker.started[0]!.onerror?.({ message: 'out of memory' });
    const result = await jobs[0]!.result;
    expect(result.kind === 'failed' && result.error.message).toContain('out of memory');
    expect(FakeWorker.started[0]!.terminated).toBe(true);
    expect(FakeWorker.started[1]!.orders).toEqual(['v9']);
  });
});
