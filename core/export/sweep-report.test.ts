import { expect, it } from 'vitest';
import { sweepFindings } from '../scenario/sweep-findings.ts';
import type { SweepRun } from '../scenario/sweep-run.ts';
import type { Sweep } from '../scenario/sweep.ts';
import { toMailText, toMarkdown } from './index.ts';
import { findingSpread, sweepReport } from './sweep-report.ts';

const sweep = {
  ...{ id: 'grid', title: 'A grid', kernel: { version: '6.12.117', arch: 'x86-64' } },
  axes: [
    { id: 'page', title: 'page', values: ['zero', 'anon'] },
    { id: 'owner', title: 'owner', values: ['own', 'foreign'] },
  ],
  known: [{ text: 'a tail', reason: 'nobody asks it' }],
} as unknown as Sweep;

const run = (page: string, state: string, more: Partial<SweepRun> = {}): SweepRun => ({
  ...{ point: { page, owner: 'own' }, state, config: 'debug-vm', said: 'answer: 1\n' },
  ...{ outcome: { kind: 'finished', exitCode: 0 }, warnings: [], sanitized: [], ...more },
});

const runs = [
  run('zero', 'before'),
  run('zero', 'posted', { warnings: ['page_pgmap: no device page'] }),
  run('anon', 'before', { sanitized: ['union-confusion: a tail is read; here'] }),
  run('anon', 'posted', {
    ...{ said: 'answer: 2\n', warnings: ['page_pgmap: no device page'] },
  }),
];
const findings = sweepFindings(sweep, runs);
const rowsOf = (report: ReturnType<typeof sweepReport>) => report.tables[0]!.rows;

it('has one row for what is the same, the worst first, with where it is and why it is no defect', () => {
  const report = sweepReport(sweep, runs, findings);
  const common = 'owner own';
  expect(rowsOf(report)).toEqual([
    ['warning', 'posted', 'debug-vm', 'page_pgmap: no device page', '2', common, ''],
    [
      ...['sanitizer', 'before', 'debug-vm', 'union-confusion: a tail is read; here', '1'],
      ...[`page anon; ${common}`, 'nobody asks it'],
    ],
    [
      ...['different answers', 'before ≠ posted', 'debug-vm'],
      ...['before: answer: 1; posted: answer: 2', '1', `page anon; ${common}`, ''],
    ],
  ]);
  expect(report.facts).toEqual([
    ['kernel', 'model of Linux 6.12.117 x86-64'],
    ['runs', '4: 2 programs'],
    ['states', 'before, posted'],
    ['configurations', 'debug-vm'],
  ]);
});

it('names only the axes on which not every value is there', () => {
  const [warning] = findings;
  const everywhere = {
    ...warning!,
    points: [...warning!.points, { page: 'zero', owner: 'foreign' }],
  };
  expect(findingSpread(sweep, everywhere)).toBe('');
});

it('can be sent, also when nothing was found', () => {
  const report = sweepReport(sweep, runs, findings);
  expect(toMarkdown(report)).toContain('| warning | posted | debug-vm |');
  const mail = toMailText(report);
  expect(mail).toContain('page_pgmap: no device page');
  const none = sweepReport(sweep, [runs[0]!], []);
  expect(toMailText(none)).toContain('nothing was found');
});
