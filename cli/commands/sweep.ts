/** `folioscope sweep`: a grid of small programs on every state, and what they show. */
import type { Command } from 'commander';
import {
  chosenPoints,
  FINDING_WORDS,
  findingSpread,
  isSanitized,
  listSweeps,
  loadSweep,
  runSweep,
  sweepFindings,
  type Sweep,
  type SweepFinding,
  type SweepPoint,
  type SweepRun,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { rowsText, wrap } from '../output/table.ts';

interface Options {
  state?: string[];
  config?: string[];
  only?: string[];
  sanitize: string;
  json?: boolean;
}

/** A state without these shows nothing. */
const KINDS = ['oops', 'budget', 'unfit', 'warning', 'sanitizer', 'divergence'] as const;

export function addSweep(program: Command, context: Context): void {
  program
    .command('sweep')
    .description('run a family of small programs on every state; tell what warns, dies or differs')
    .argument('<family>', 'a folder of scenarios/ with a sweep.yaml')
    .option('--state <id...>', 'only these states')
    .option('--config <id...>', 'only these kernel configurations')
    .option('--only <axis=value...>', 'only programs with these values')
    .option(
      '--sanitize <which>',
      'programs to record for the sanitizers: all, none or some',
      'some',
    )
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      const { tree, sweep } = open(context, name);
      const states = pick(sweep, 'state', sweep.states, options.state);
      const configs = pick(sweep, 'configuration', sweep.configs, options.config);
      const points = filtered(sweep, options.only ?? []);
      const started = performance.now();
      const runs: SweepRun[] = [];
      const total = points.length * states.length * configs.length;
      const sanitize = sanitized(sweep, configs, options.sanitize);
      for (const run of runSweep(tree, sweep, { states, configs, points, sanitize })) {
        runs.push(run);
        context.progress(runs.length, total);
      }
      const seconds = (performance.now() - started) / 1000;
      const findings = sweepFindings(sweep, runs);
      if (options.json) {
        const { id, title, kernel, axes } = sweep;
        context.json({
          sweep: id,
          title,
          kernel,
          states,
          configs,
          axes,
          points,
          seconds,
          findings,
        });
      } else {
        print(context, sweep, { states, configs, points, runs, findings, seconds });
      }
    });
}

function open(context: Context, name: string) {
  const { tree } = context;
  const known = listSweeps(tree);
  const own = known.find(({ id }) => id === name);
  if (own) return { tree, sweep: loadSweep(tree, own.directory) };
  const outside = context.mountFolder(name, 'sweep.yaml');
  if (outside) return { tree: outside.tree, sweep: loadSweep(outside.tree, outside.directory) };
  const ids = known.map(({ id }) => id).join(', ') || 'none';
  throw new UsageError(`there is no sweep "${name}" (sweeps: ${ids}; or give a folder)`);
}

function pick(
  sweep: Sweep,
  what: string,
  known: readonly { id: string }[],
  wanted: readonly string[] | undefined,
): string[] {
  const ids = known.map(({ id }) => id);
  const missing = wanted?.find((id) => !ids.includes(id));
  if (missing === undefined) return [...(wanted ?? ids)];
  throw new UsageError(`${sweep.id} has no ${what} "${missing}" (${what}s: ${ids.join(', ')})`);
}

/** The programs whose values are among those named, for each axis that is named. */
function filtered(sweep: Sweep, only: readonly string[]): SweepPoint[] {
  const wanted = new Map<string, string[]>();
  for (const text of only) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
    const axis = sweep.axes.find(({ id }) => id === name);
    if (!axis?.values.includes(value)) {
      const ways = sweep.axes.map(({ id, values }) => `${id}=${values.join('|')}`).join(', ');
      throw new UsageError(`--only ${text}: not a value of this sweep (${ways})`);
    }
    wanted.set(name, [...(wanted.get(name) ?? []), value]);
  }
  return chosenPoints(sweep, wanted);
}

/** `some` are those that the sweep names, in the first configuration: recording takes long. */
function sanitized(
  sweep: Sweep,
  configs: readonly string[],
  which: string,
): (point: SweepPoint, state: string, config: string) => boolean {
  if (which === 'all') return () => true;
  if (which === 'none') return () => false;
  if (which !== 'some') throw new UsageError(`--sanitize ${which}: must be all, none or some`);
  return (point, _state, config) => isSanitized(sweep, configs, point, config);
}

interface Report {
  states: string[];
  configs: string[];
  points: SweepPoint[];
  runs: SweepRun[];
  findings: SweepFinding[];
  seconds: number;
}

function print(context: Context, sweep: Sweep, report: Report): void {
  const { style, columns } = context.terminal;
  const { states, configs, points, runs, findings, seconds } = report;
  const { version, arch } = sweep.kernel;
  context.out(`${style.bold(sweep.id)}  ${sweep.title}\nmodel of Linux ${version} ${arch}\n`);
  const count = `${points.length} programs × ${states.length} states × ${configs.length} configurations`;
  context.out(`${count}: ${runs.length} runs in ${seconds.toFixed(1)} s\n`);
  for (const finding of findings) {
    const mild = finding.kind === 'divergence' || finding.known !== null;
    const colour = mild ? style.cyan : style.red;
    const head = `${colour(FINDING_WORDS[finding.kind])}  ${style.bold(finding.state)}, ${finding.config}`;
    context.out(`\n  ${head}\n`);
    for (const line of wrap(finding.text, columns - 6)) context.out(`      ${line}\n`);
    const amount = `${finding.points.length} of ${points.length} programs`;
    const where = findingSpread(sweep, finding);
    const text = where === '' ? amount : `${amount}: ${where}`;
    for (const line of wrap(text, columns - 6)) context.out(`      ${style.dim(line)}\n`);
    const known = finding.known === null ? '' : `no defect: ${finding.known}`;
    for (const line of wrap(known, columns - 6))
      if (line !== '') context.out(`      ${style.green(line)}\n`);
  }
  context.out('\n');
  context.out(
    rowsText(
      states.map((state) => verdict(context, state, findings)),
      '',
    ),
  );
}

/** What one state shows by itself; differences between states are told apart from that. */
function verdict(context: Context, state: string, findings: readonly SweepFinding[]): string[] {
  const { style } = context.terminal;
  const own = findings.filter((finding) => finding.state === state && finding.known === null);
  const parts = KINDS.flatMap((kind) => {
    const list = own.filter((finding) => finding.kind === kind);
    const programs = list.reduce((sum, { points }) => sum + points.length, 0);
    return list.length === 0 ? [] : [`${FINDING_WORDS[kind]} in ${programs} runs`];
  });
  const text = parts.length === 0 ? style.green('nothing') : style.red(parts.join(', '));
  return [style.bold(state), text];
}
