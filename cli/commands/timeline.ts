/** `folioscope timeline`: a run as a picture. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { timelineSvg, type Theme } from '../../core/index.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { deliver } from '../formats.ts';
import { record } from '../recorded.ts';

interface Options {
  state: string;
  from: number;
  to?: number;
  theme: Theme;
  output?: string;
}

export function addTimeline(program: Command, context: Context): void {
  program
    .command('timeline')
    .description('draw a run as SVG: calls by depth, marks, warnings, the oops')
    .argument('<scenario>')
    .requiredOption('--state <id>', 'the state to run')
    .option('--from <step>', 'the first step shown', parseStep, 0)
    .option('--to <step>', 'the last step shown (default: the last of the run)', parseStep)
    .addOption(
      new Option('--theme <theme>', 'its colours').choices(['light', 'dark']).default('light'),
    )
    .option('-o, --output <file>', 'write to a file, whole or not at all')
    .action((name: string, { state: id, from, to, theme, output }: Options) => {
      const open = context.openScenario(name);
      const state = context.state(open.scenario, id);
      const { trace } = record(open, state);
      const last = to ?? trace.length - 1;
      if (from > last || last >= trace.length) {
        throw new UsageError(
          `--from ${from} --to ${last}: the run has steps 0 to ${trace.length - 1}`,
        );
      }
      const kernel = { scenario: open.scenario.id, state: state.id, ...open.scenario.kernel };
      const run = { kernel, trace, from, to: last + 1, position: null, marks: [] };
      deliver(context, timelineSvg(run, theme), output);
    });
}

function parseStep(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('is not a step number.');
  return Number(text);
}
