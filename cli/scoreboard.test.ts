import { describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

describe('scoreboard', () => {
  it('tells pass, fail or why not for each case in each state', async () => {
    const cases = ['--case', 'snapshot', 'migrate', 'anon_teardown'];
    const { exitCode, stdout } = await run('scoreboard', ...cases);
    expect(exitCode).toBe(0);
    const words = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(words).toContainEqual(['case', 'before', 'posted', 'v9']);
    expect(words).toContainEqual(['snapshot', 'pass', 'pass', 'pass']);
    expect(words).toContainEqual(['migrate', 'pass', 'pass !', 'pass']);
    expect(words).toContainEqual(['anon_teardown', '–', '–', '–']);
    expect(stdout).toMatch(/not modelled, because a process of the model has one thread/);
    expect(stdout).toMatch(/posted warns in page_pgmap: VM_WARN_ON_ONCE_PAGE.*\n +migrate\n/);
    expect(stdout).toMatch(/\nv9: 2 of 3 pass, 0 fail, 1 not modelled\n$/);
  }, 120_000);

  it('gives the same as JSON', async () => {
    const { stdout } = await run('scoreboard', '--case', 'exclusive', '--state', 'v9', '--json');
    const [board] = JSON.parse(stdout).scoreboards;
    expect(board).toMatchObject({
      id: 'hmm-tests',
      totals: [{ state: 'v9', cases: 1, passed: 1, failed: 0, notModelled: 0 }],
    });
    expect(board.runs).toHaveLength(2);
    expect(board.runs[1]).toEqual({
      ...{ case: 'exclusive', variant: 'coherent', state: 'v9' },
      ...{ result: 'passed', reason: '', warnings: [] },
    });
  }, 120_000);

  it.each([
    [['--case', 'nope'], 'hmm-tests has no case "nope" (cases: open_close,'],
    [['--state', 'nope'], 'hmm-tests has no state "nope" (states: before, posted, v9)'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stderr } = await run('scoreboard', ...argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
