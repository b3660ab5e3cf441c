import { describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

const ID = 'device-page-sweep';
const SMALL = ['--only', 'page=zero', 'page=anon', 'order=0', 'action=migrate', 'owner=own'];

describe('sweep', () => {
  it('tells what was found, where, and what each state shows', async () => {
    const argv = ['sweep', ID, ...SMALL, '--config', 'debug-vm', '--sanitize', 'none'];
    const { exitCode, stdout } = await run(...argv);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/8 programs × 3 states × 1 configurations: 24 runs in [\d.]+ s\n/);
    expect(stdout).toMatch(
      /oops {2}posted, debug-vm\n +BUG: kernel NULL pointer dereference, address: 0000000000000000 .*\n +2 of 8 programs: page zero; .*select private, coherent/,
    );
    expect(stdout).toMatch(/warning {2}posted, debug-vm\n +page_pgmap: VM_WARN_ON_ONCE_PAGE/);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(-3).map((line) => line.split(/ {2,}/))).toEqual([
      ['before', 'nothing'],
      ['posted', 'oops in 2 runs, warning in 4 runs'],
      ['v9', 'nothing'],
    ]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  }, 120_000);

  it('gives the same as JSON', async () => {
    const argv = ['sweep', ID, ...SMALL, '--only', 'select=private', '--config', 'no-debug-vm'];
    const { stdout } = await run(...argv, '--state', 'posted', 'v9', '--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ sweep: ID, states: ['posted', 'v9'], configs: ['no-debug-vm'] });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ kind: 'oops', state: 'posted', known: null });
    expect(report.findings[0].points).toEqual([
      { page: 'zero', order: '0', action: 'migrate', select: 'private', owner: 'own' },
    ]);
  }, 120_000);

  it.each([
    [['nope'], 'there is no sweep "nope" (sweeps: device-page-sweep; or give a folder)'],
    [[ID, '--state', 'nope'], 'has no state "nope" (states: before, posted, v9)'],
    [
      [ID, '--config', 'nope'],
      'has no configuration "nope" (configurations: debug-vm, no-debug-vm)',
    ],
    [[ID, '--only', 'page=swap'], '--only page=swap: not a value of this sweep (page=hole|zero|'],
    [[ID, '--sanitize', 'maybe'], '--sanitize maybe: must be all, none or some'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await run('sweep', ...argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
