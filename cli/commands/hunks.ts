/** `folioscope hunks`: the hunks of a state's patch, each left out in turn, and what that does. */
import type { Command } from 'commander';
import {
  CError,
  consequences,
  leaveOut,
  PatchError,
  stateHunks,
  Trace,
  recordState,
  type Consequence,
  type StateHunk,
} from '../../core/index.ts';
import { patchedState, type Context, type OpenScenario } from '../context.ts';
import { UsageError } from '../errors.ts';
import { wrap } from '../output/table.ts';
import { record, shortPath } from '../recorded.ts';
import { heading } from './run.ts';

interface Options {
  state?: string;
  file?: string[];
  json?: boolean;
}

interface Report {
  hunk: StateHunk;
  /** `error`: the kernel without the hunk cannot be built; `text` says why. */
  result:
    { kind: 'error'; text: string } | { kind: 'ran'; steps: number; consequences: Consequence[] };
  /** How many steps of the whole state's run are on lines that the hunk adds. */
  steps: number;
}

export function addHunks(program: Command, context: Context): void {
  program
    .command('hunks')
    .description("leave out each hunk of a state's patch in turn, and tell what breaks")
    .argument('<scenario>')
    .option('--state <id>', 'the state with the patch (else the last one that has one)')
    .option('--file <path...>', 'only hunks of these files, such as mm/memory.c')
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      const open = context.openScenario(name);
      const state = context.state(open.scenario, options.state ?? patchedState(open.scenario));
      const base = record(open, state);
      const hunks = stateHunks(open.tree, open.scenario, state.id).filter(
        ({ file }) => options.file?.includes(file) ?? true,
      );
      if (hunks.length === 0) {
        const of = options.file ? ` of ${options.file.join(', ')}` : '';
        throw new UsageError(`state "${state.id}" has no patch with hunks${of}`);
      }
      if (!options.json) {
        heading(context, open.scenario, base.trace);
        const { style } = context.terminal;
        context.out(`\n${style.bold(style.cyan(`── ${state.id}`))}  each hunk left out in turn\n`);
      }
      const reports = hunks.map((hunk) => {
        const one = reportOf(context, open, base.trace, state.id, hunk);
        if (!options.json) print(context, one);
        return one;
      });
      if (options.json) context.json({ scenario: open.scenario.id, state: state.id, reports });
    });
}

function reportOf(
  context: Context,
  open: OpenScenario,
  base: Trace,
  state: string,
  hunk: StateHunk,
): Report {
  const steps = stepsOn(base, hunk);
  try {
    const less = leaveOut(open.tree, open.scenario, state, [hunk.name]);
    const trace = new Trace(recordState(less.tree, less.scenario, less.state));
    const changed = consequences(base, trace);
    return { hunk, steps, result: { kind: 'ran', steps: trace.length, consequences: changed } };
  } catch (error) {
    if (!(error instanceof CError || error instanceof PatchError)) throw error;
    const [text] = context.named(error.format()).split('\n');
    return { hunk, steps, result: { kind: 'error', text: text ?? '' } };
  }
}

function stepsOn(trace: Trace, { file, added }: StateHunk): number {
  const path = trace.program.files.find((one) => one === file || one.endsWith(`/${file}`));
  if (path === undefined || !added) return 0;
  let steps = 0;
  for (let line = added.first; line <= added.last; line++) {
    steps += trace.stepsAtLine(path, line).length;
  }
  return steps;
}

function print(context: Context, { hunk, steps, result }: Report): void {
  const { style } = context.terminal;
  context.out(`\n${style.bold(hunk.name)}  ${style.dim(hunk.heading)}\n`);
  const say = (text: string) => {
    for (const [index, part] of wrap(shortPath(text), 108).entries()) {
      context.out(`  ${index === 0 ? '' : '  '}${part}\n`);
    }
  };
  if (result.kind === 'error') say(style.red(result.text));
  else if (result.consequences.length > 0) {
    for (const { kind, text, step } of result.consequences) {
      say(`${style.yellow(kind)}: ${text}${step === null ? '' : ` [step ${step}]`}`);
    }
  } else if (steps > 0) say(`runs as before, although ${steps} steps are on its lines`);
  else say('runs as before: no step of this program is on its lines');
}
