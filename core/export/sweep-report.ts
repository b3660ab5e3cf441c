/** What a sweep found, as tables. */
import { spread, type SweepFinding } from '../scenario/sweep-findings.ts';
import type { Sweep } from '../scenario/sweep.ts';
import type { SweepRun } from '../scenario/sweep-run.ts';
import type { Report } from './report.ts';

/** What the kinds of findings are called. */
export const FINDING_WORDS: Record<SweepFinding['kind'], string> = {
  oops: 'oops',
  budget: 'no end',
  unfit: 'program that cannot do its part',
  warning: 'warning',
  sanitizer: 'sanitizer',
  divergence: 'different answers',
};

/** The programs of a finding in words: `page zero; owner own`; only axes on which not all values are there. */
export function findingSpread({ axes }: Pick<Sweep, 'axes'>, { points }: SweepFinding): string {
  return spread(axes, points)
    .flatMap(({ axis, values }) => (values ? [`${axis} ${values.join(', ')}`] : []))
    .join('; ');
}

export function sweepReport(
  sweep: Sweep,
  runs: readonly SweepRun[],
  findings: readonly SweepFinding[],
): Report {
  const { version, arch } = sweep.kernel;
  const of = <T>(list: readonly T[]) => [...new Set(list)];
  const programs = of(runs.map(({ point }) => JSON.stringify(point))).length;
  const states = of(runs.map(({ state }) => state));
  const configs = of(runs.map(({ config }) => config));
  return {
    title: `${sweep.id}: ${sweep.title}`,
    facts: [
      ['kernel', `model of Linux ${version} ${arch}`],
      ['runs', `${runs.length}: ${programs} programs`],
      ['states', states.join(', ')],
      ['configurations', configs.join(', ')],
    ],
    tables: [
      {
        title: 'findings',
        columns: ['kind', 'state', 'configuration', 'what', 'programs', 'where', 'no defect'].map(
          (title) => ({ title }),
        ),
        rows: findings.map((finding) => [
          FINDING_WORDS[finding.kind],
          finding.state,
          finding.config,
          finding.text,
          String(finding.points.length),
          findingSpread(sweep, finding),
          finding.known ?? '',
        ]),
        empty: 'nothing was found',
      },
    ],
  };
}
