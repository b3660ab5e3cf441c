/** What a sweep found: the same thing once, with all the programs that showed it. */
import type { Sweep, SweepAxis, SweepPoint } from './sweep.ts';
import type { SweepRun } from './sweep-run.ts';

export interface SweepFinding {
  /**
   * The kernel dies; warns; a program does not end, or cannot do what it is for; a sanitizer speaks;
   * or the states answer differently.
   */
  kind: 'oops' | 'warning' | 'budget' | 'unfit' | 'sanitizer' | 'divergence';
  /** The state that shows it; for a divergence the states, those that agree joined by `=`. */
  state: string;
  config: string;
  text: string;
  points: SweepPoint[];
  /** Why it is no defect, if the sweep says so. */
  known: string | null;
}

/** The exit code with which a program says that it could not make its page, or knows no such action. */
const UNFIT = 2;

const ORDER: readonly SweepFinding['kind'][] = [
  ...(['oops', 'budget', 'unfit', 'warning', 'sanitizer', 'divergence'] as const),
];

/** In the order of how bad it is, then of the runs. */
export function sweepFindings(
  sweep: Pick<Sweep, 'known'>,
  runs: readonly SweepRun[],
): SweepFinding[] {
  const found = new Map<string, SweepFinding>();
  const add = (finding: Omit<SweepFinding, 'points' | 'known'>, point: SweepPoint) => {
    const { kind, state, config, text } = finding;
    const key = JSON.stringify([kind, state, config, text]);
    const known = found.get(key);
    if (known) known.points.push(point);
    else {
      const reason = sweep.known.find((one) => text.includes(one.text))?.reason ?? null;
      found.set(key, { ...finding, points: [point], known: reason });
    }
  };
  for (const run of runs) {
    const { point, state, config, outcome } = run;
    if (outcome.kind === 'oops') {
      const place = outcome.callTrace[0];
      const where = place ? ` in ${place.function}()` : '';
      add({ kind: 'oops', state, config, text: `${outcome.reason}${where}` }, point);
    }
    if (outcome.kind === 'budget') {
      add(
        { kind: 'budget', state, config, text: `not ended after ${outcome.budget} steps` },
        point,
      );
    }
    if (outcome.kind === 'finished' && outcome.exitCode === UNFIT) {
      add({ kind: 'unfit', state, config, text: run.said.trim() }, point);
    }
    for (const text of run.warnings) add({ kind: 'warning', state, config, text }, point);
    for (const text of run.sanitized) add({ kind: 'sanitizer', state, config, text }, point);
  }
  for (const group of byProgram(runs)) {
    const parted = parting(group);
    if (!parted) continue;
    const { point, config } = group[0]!;
    add({ kind: 'divergence', state: parted.states, config, text: parted.text }, point);
  }
  return [...found.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The runs of one program in one configuration. */
function byProgram(runs: readonly SweepRun[]): SweepRun[][] {
  const groups = new Map<string, SweepRun[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.point, run.config]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}

/** How the states that came to an end differ in what they answer; null if they do not. */
function parting(group: readonly SweepRun[]): { states: string; text: string } | null {
  const answers = new Map<string, string[]>();
  for (const { state, outcome, said } of group) {
    if (outcome.kind !== 'finished') continue;
    const ending = outcome.exitCode === 0 ? '' : `exit code ${outcome.exitCode}`;
    const answer = [said.trim(), ending].filter((text) => text !== '').join(', ');
    answers.set(answer, [...(answers.get(answer) ?? []), state]);
  }
  if (answers.size < 2) return null;
  const parts = [...answers].map(([answer, states]) => ({ answer, states: states.join(' = ') }));
  return {
    states: parts.map(({ states }) => states).join(' ≠ '),
    text: parts.map(({ answer, states }) => `${states}: ${answer}`).join('; '),
  };
}

/** The values that the points of a finding have on each axis; null where it is all of them. */
export function spread(
  axes: readonly SweepAxis[],
  points: readonly SweepPoint[],
): { axis: string; values: string[] | null }[] {
  return axes.map(({ id, values }) => {
    const own = values.filter((value) => points.some((point) => point[id] === value));
    return { axis: id, values: own.length === values.length ? null : own };
  });
}
