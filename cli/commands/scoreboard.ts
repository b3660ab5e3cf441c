/** `folioscope scoreboard`: cases of the kernel's own tests, each pass, fail or not modelled. */
import type { Command } from 'commander';
import {
  listScoreboards,
  loadScoreboard,
  runScoreboard,
  scoreReport,
  scoreTotals,
  type CaseRun,
  type Scoreboard,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { ContentError, UsageError } from '../errors.ts';
import { addFormats, deliver, REPORT_FORMATS, type FormatOptions } from '../formats.ts';
import { table, wrap } from '../output/table.ts';

interface Options extends FormatOptions<'markdown' | 'mail'> {
  state?: string;
  case?: string[];
  json?: boolean;
}

export function addScoreboard(
  program: Command,
  context: Context,
  done: (exitCode: number) => void,
): void {
  const command = program
    .command('scoreboard')
    .description("run the cases of the kernel's hmm-tests on the model, in every state")
    .option('--state <id>', 'only this state')
    .option('--case <id...>', 'only these cases')
    .option('--json', 'print one JSON document')
    .action((options: Options) => {
      const { tree } = context;
      const directories = listScoreboards(tree);
      if (directories.length === 0) throw new ContentError('there is no scoreboard');
      const reports = directories.map((directory) => {
        const board = loadScoreboard(tree, directory);
        const { states, cases } = chosen(board, options);
        const runs = [...runScoreboard(tree, board, { states, cases })];
        if (runs.some(({ result }) => result === 'failed')) done(1);
        const { format = 'text' } = options;
        if (format !== 'text') {
          deliver(context, REPORT_FORMATS[format](scoreReport(board, runs)), options.output);
        } else if (!options.json) print(context, board, states, runs);
        return {
          id: board.id,
          title: board.title,
          kernel: board.kernel,
          totals: scoreTotals(runs),
          runs,
        };
      });
      if (options.json) context.json({ scoreboards: reports });
    });
  addFormats(command, Object.keys(REPORT_FORMATS));
}

function chosen(board: Scoreboard, options: Options): { states: string[]; cases: string[] } {
  const pick = (what: string, known: readonly { id: string }[], wanted?: readonly string[]) => {
    const ids = known.map(({ id }) => id);
    const missing = wanted?.find((id) => !ids.includes(id));
    if (missing === undefined) return [...(wanted ?? ids)];
    throw new UsageError(`${board.id} has no ${what} "${missing}" (${what}s: ${ids.join(', ')})`);
  };
  return {
    states: pick('state', board.states, options.state === undefined ? undefined : [options.state]),
    cases: pick('case', board.cases, options.case),
  };
}

function print(
  context: Context,
  board: Scoreboard,
  states: readonly string[],
  runs: readonly CaseRun[],
): void {
  const { style, columns } = context.terminal;
  const { version, arch } = board.kernel;
  context.out(`${style.bold(board.id)}  ${board.title}\nmodel of Linux ${version} ${arch}\n\n`);
  const variants = board.variants.map(({ id }) => id);
  const cases = [...new Set(runs.map((run) => run.case))];
  const rows = cases.map((id) => [
    id,
    ...states.map((state) =>
      cell(
        context,
        runs.filter((run) => run.case === id && run.state === state),
      ),
    ),
  ]);
  const heading = { heading: style.dim };
  context.out(
    table(
      ['case', ...states].map((title) => ({ title })),
      rows,
      heading,
    ),
  );
  context.out(`\n  each with ${variants.join(' and with ')} memory; ! the kernel warned\n`);
  printReasons(context, runs, columns);
  context.out('\n');
  for (const { state, cases: count, passed, failed, notModelled } of scoreTotals(runs)) {
    const rest = [`${failed} fail`, `${notModelled} not modelled`].join(', ');
    context.out(`${state}: ${style.bold(`${passed} of ${count}`)} pass, ${rest}\n`);
  }
}

/** One word if all variants went alike, else one for each. */
function cell(context: Context, runs: readonly CaseRun[]): string {
  const { green, red, dim, yellow } = context.terminal.style;
  const marks = { passed: green('pass'), failed: red('FAIL'), 'not modelled': dim('–') };
  const results = [...new Set(runs.map(({ result }) => result))];
  const text =
    results.length === 1 ? marks[results[0]!] : runs.map(({ result }) => marks[result]).join('/');
  return runs.some(({ warnings }) => warnings.length > 0) ? `${text} ${yellow('!')}` : text;
}

/** The same reason is told once, with all the cases that it holds for. */
function printReasons(context: Context, runs: readonly CaseRun[], columns: number): void {
  const { style } = context.terminal;
  const reasons = new Map<string, string[]>();
  const add = (reason: string, run: CaseRun) => {
    const list = reasons.get(reason) ?? [];
    if (!list.includes(run.case)) reasons.set(reason, [...list, run.case]);
  };
  for (const run of runs) {
    if (run.result === 'failed') add(`${run.state}, ${run.variant}, fails: ${run.reason}`, run);
    if (run.result === 'not modelled') add(`not modelled, because ${run.reason}`, run);
    for (const warning of run.warnings) add(`${run.state} warns in ${warning}`, run);
  }
  for (const [reason, where] of reasons) {
    context.out('\n');
    for (const line of wrap(reason, columns - 2)) context.out(`  ${style.bold(line)}\n`);
    for (const line of wrap(where.join(', '), columns - 6)) context.out(`      ${line}\n`);
  }
}
