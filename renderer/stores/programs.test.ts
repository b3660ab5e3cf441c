import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { realFiles } from '../testing/real-lab.ts';
import type { LabError } from '../model/lab-error.ts';
import type { Family } from '../model/program-families.ts';
import type { ProgramRunner, RunsEnd } from '../worker/program-runner.ts';
import type { ProgramRun, RunsOrder } from '../worker/program-runs-protocol.ts';
import { useLibrary } from './library.ts';
import { usePrograms } from './programs.ts';

/** Runs nothing by itself: the test tells the results, and ends it. */
class HandRunner implements ProgramRunner {
  orders: readonly RunsOrder[] = [];
  tell: (run: ProgramRun) => void = () => {};
  end: (end: RunsEnd) => void = () => {};
  jobs = 0;

  run(orders: readonly RunsOrder[], told: (run: ProgramRun) => void) {
    this.jobs++;
    this.orders = orders;
    this.tell = told;
    const end = new Promise<RunsEnd>((resolve) => (this.end = resolve));
    return { end, cancel: () => this.end({ kind: 'cancelled' }) };
  }
}

let files: Record<string, string>;
let programs: ReturnType<typeof usePrograms>;
let runner: HandRunner;

function familyOf<K extends Family['kind']>(kind: K): Extract<Family, { kind: K }> {
  const found = programs.families.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found as Extract<Family, { kind: K }>;
}
const caseRun = (id: string, state = 'v9'): ProgramRun => ({
  kind: 'case',
  run: {
    ...{ case: id, variant: 'private', state, result: 'passed' as const },
    ...{ reason: '', warnings: [] },
  },
});

beforeEach(() => {
  files ??= realFiles();
  setActivePinia(createPinia());
  useLibrary().use(files);
  programs = usePrograms();
  runner = new HandRunner();
  programs.useRunner(runner);
});

describe('the families', () => {
  it('are the scoreboard and the sweep that come with the lab', () => {
    expect(programs.families.map(({ kind, directory }) => [kind, directory])).toEqual([
      ['scoreboard', 'scenarios/hmm-tests'],
      ['sweep', 'scenarios/device-page-sweep'],
    ]);
  });

  it('say what is wrong with one that cannot be loaded, and that nothing of it can be run', async () => {
    const file = 'scenarios/device-page-sweep/sweep.yaml';
    useLibrary().use({ ...files, [file]: (files[file] ?? '').replace('axes:', 'axis:') });
    const broken = familyOf('broken');
    expect(broken.error).toMatchObject({ area: 'scenario', file });
    expect(programs.countOf(broken)).toBe(0);
    await programs.run(broken);
    expect(runner.jobs).toBe(0);
  });
});

describe('running a scoreboard', () => {
  it('orders the chosen cases of each state, and tells how far it is', async () => {
    vi.useFakeTimers();
    try {
      const board = familyOf('scoreboard');
      programs.caseFilter = ' migrate_m ';
      const ids = ['migrate_mixed', 'migrate_multiple'];
      expect(programs.countOf(board)).toBe(2 * 3 * 2);
      const ended = programs.run(board);
      expect(runner.orders).toMatchObject(
        ['before', 'posted', 'v9'].map((state) => ({ kind: 'scoreboard', state, cases: ids })),
      );
      expect(programs.isRunning(board.directory)).toBe(true);
      runner.tell(caseRun(ids[0]!));
      runner.tell(caseRun(ids[1]!));
      expect(programs.progress.get(board.directory)).toMatchObject({ done: 0, total: 12 });
      vi.advanceTimersByTime(200);
      expect(programs.progress.get(board.directory)).toMatchObject({ kind: 'running', done: 2 });
      expect(programs.casesRun(board.board).map((run) => run.case)).toEqual(ids);
      void programs.run(board);
      expect(runner.jobs).toBe(1);
      runner.end({ kind: 'done' });
      await ended;
      expect(programs.progress.get(board.directory)).toMatchObject({ kind: 'done', done: 2 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps what ran when it is cancelled, and forgets only what is run again', async () => {
    const board = familyOf('scoreboard');
    const first = programs.run(board);
    for (const id of ['open_close', 'migrate', 'snapshot']) runner.tell(caseRun(id));
    programs.cancel(board.directory);
    await first;
    expect(programs.progress.get(board.directory)).toEqual({
      ...{ kind: 'cancelled', done: 3, total: 168, error: null },
    });
    expect(programs.casesRun(board.board)).toHaveLength(3);
    programs.caseFilter = 'snapshot';
    const second = programs.run(board);
    expect(programs.casesRun(board.board).map((run) => run.case)).toEqual([
      'open_close',
      'migrate',
    ]);
    runner.end({ kind: 'done' });
    await second;
  });

  it('shows why it failed, and can be run again', async () => {
    const board = familyOf('scoreboard');
    const error: LabError = {
      ...{ area: 'lab', message: 'The program worker stopped: out of memory', file: null },
      ...{ line: null, column: null, path: null, notes: [] },
    };
    const failed = programs.run(board);
    runner.tell(caseRun('open_close'));
    runner.end({ kind: 'failed', error });
    await failed;
    expect(programs.progress.get(board.directory)).toMatchObject({
      kind: 'failed',
      done: 1,
      error,
    });
    void programs.run(board);
    expect(programs.progress.get(board.directory)).toMatchObject({ kind: 'running', error: null });
  });
});

describe('running a sweep', () => {
  it('orders the chosen values in each state and configuration, sanitizers in the first', async () => {
    const family = familyOf('sweep');
    const { sweep } = family;
    const whole = programs.choiceOf(sweep);
    expect(programs.countOf(family)).toBe(programs.pointsOf(sweep).length * 3 * 2);
    programs.choices.set(sweep.directory, {
      ...whole,
      values: { ...whole.values, page: ['private'], order: ['4'], owner: ['own'] },
      states: ['before', 'v9'],
    });
    const points = programs.pointsOf(sweep);
    expect(points.length).toBeGreaterThan(0);
    expect(new Set(points.map((point) => point['page']))).toEqual(new Set(['private']));
    const ended = programs.run(family);
    const orders = runner.orders.flatMap((order) => (order.kind === 'sweep' ? [order] : []));
    expect(orders.map(({ state, config }) => `${state} ${config}`)).toEqual([
      ...['before debug-vm', 'v9 debug-vm', 'before no-debug-vm', 'v9 no-debug-vm'],
    ]);
    expect(orders[0]?.sanitize).toContain(true);
    expect(orders[2]?.sanitize).not.toContain(true);
    runner.end({ kind: 'done' });
    await ended;
  });

  it('asks no sanitizers where that is not wanted, and runs nothing where nothing is chosen', async () => {
    const family = familyOf('sweep');
    const { sweep } = family;
    const whole = programs.choiceOf(sweep);
    programs.choices.set(sweep.directory, { ...whole, sanitize: false });
    const ended = programs.run(family);
    const asked = runner.orders.flatMap((order) => (order.kind === 'sweep' ? order.sanitize : []));
    expect(asked).not.toContain(true);
    runner.end({ kind: 'done' });
    await ended;
    programs.choices.set(sweep.directory, { ...whole, configs: [] });
    expect(programs.countOf(family)).toBe(0);
    await programs.run(family);
    expect(runner.jobs).toBe(1);
  });
});
