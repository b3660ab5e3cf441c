import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunsOrder, RunsReply } from './program-runs-protocol.ts';
import { WorkerProgramRunner } from './program-runner.ts';

/** A worker that does what the test says. */
class FakeWorker {
  static made: FakeWorker[] = [];
  static refuse: Error | null = null;
  onmessage: ((event: { data: RunsReply }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  order: RunsOrder | null = null;
  ended = false;

  constructor() {
    if (FakeWorker.refuse) throw FakeWorker.refuse;
    FakeWorker.made.push(this);
  }
  postMessage(order: RunsOrder): void {
    this.order = order;
  }
  terminate(): void {
    this.ended = true;
  }
  reply(data: RunsReply): void {
    this.onmessage?.({ data });
  }
}

const order = (state: string): RunsOrder => ({
  ...{ kind: 'scoreboard', files: {}, directory: 'scenarios/board', state, cases: ['one'] },
});
const run = (state: string): RunsReply => ({
  kind: 'run',
  of: {
    kind: 'case',
    run: {
      ...{ case: 'one', variant: 'private', state, result: 'passed' },
      ...{ reason: '', warnings: [] },
    },
  },
});
const ORDERS = ['before', 'posted', 'v9'].map(order);

beforeEach(() => {
  FakeWorker.made = [];
  FakeWorker.refuse = null;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { hardwareConcurrency: 3 });
});
afterEach(() => vi.unstubAllGlobals());

function start() {
  const told: string[] = [];
  const job = new WorkerProgramRunner().run(ORDERS, (each) => {
    told.push(each.kind === 'case' ? each.run.state : 'program');
  });
  return { job, told, made: FakeWorker.made };
}

describe('the runner of programs', () => {
  it('leaves a processor free, and takes the next order when a worker is done', async () => {
    const { job, told, made } = start();
    expect(made.map((each) => each.order?.state)).toEqual(['before', 'posted']);
    made[0]!.reply(run('before'));
    made[0]!.reply({ kind: 'done' });
    expect(made[0]!.ended).toBe(true);
    expect(made.map((each) => each.order?.state)).toEqual(['before', 'posted', 'v9']);
    made[2]!.reply(run('v9'));
    made[2]!.reply({ kind: 'done' });
    made[1]!.reply(run('posted'));
    made[1]!.reply({ kind: 'done' });
    expect(await job.end).toEqual({ kind: 'done' });
    expect(told).toEqual(['before', 'v9', 'posted']);
  });

  it('ends its workers when it is cancelled, and tells nothing after it', async () => {
    const { job, told, made } = start();
    job.cancel();
    expect(await job.end).toEqual({ kind: 'cancelled' });
    expect(made.map(({ ended }) => ended)).toEqual([true, true]);
    made[0]!.reply(run('before'));
    made[1]!.reply({ kind: 'done' });
    expect(told).toEqual([]);
    expect(made).toHaveLength(2);
  });

  it('passes on what is wrong with the programs, and ends the others', async () => {
    const { job, made } = start();
    const error = {
      ...{ area: 'C' as const, message: 'undeclared name', file: 'hmm.c', line: 3 },
      ...{ column: 1, path: null, notes: [] },
    };
    made[1]!.reply({ kind: 'failed', error });
    expect(await job.end).toEqual({ kind: 'failed', error });
    expect(made.map(({ ended }) => ended)).toEqual([true, true]);
  });

  it('says so when a worker breaks, cannot be read or cannot be started', async () => {
    const broken = start();
    broken.made[0]!.onerror?.({ message: 'out of memory' });
    expect(await broken.job.end).toMatchObject({
      ...{ kind: 'failed', error: { message: 'The program worker stopped: out of memory' } },
    });
    FakeWorker.made = [];
    const unread = start();
    unread.made[0]!.onmessageerror?.();
    expect(await unread.job.end).toMatchObject({
      ...{ kind: 'failed', error: { message: expect.stringContaining('could not be read') } },
    });
    FakeWorker.refuse = new Error('workers are not allowed here');
    expect(await start().job.end).toMatchObject({
      ...{ kind: 'failed', error: { message: 'workers are not allowed here' } },
    });
  });
});
