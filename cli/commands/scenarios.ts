/** `folioscope scenarios`: what there is to run. */
import type { Command } from 'commander';
import { listScenarios, loadScenario } from '../../core/index.ts';
import type { Context } from '../context.ts';
import { wrap } from '../output/table.ts';

interface Options {
  json?: boolean;
}

export function addScenarios(program: Command, context: Context): void {
  program
    .command('scenarios')
    .description('list the scenarios and their states')
    .option('--json', 'print one JSON document')
    .action((options: Options) => {
      const { tree } = context;
      const scenarios = listScenarios(tree).map(({ directory }) => loadScenario(tree, directory));
      if (options.json) {
        context.json(
          scenarios.map(({ id, title, summary, kernel, mode, states }) => ({
            id,
            title,
            summary,
            kernel,
            mode,
            states: states.map((state) => ({ id: state.id, title: state.title })),
          })),
        );
        return;
      }
      const { style } = context.terminal;
      for (const { id, title, summary, states } of scenarios) {
        context.out(`${style.bold(id)}  ${title}\n`);
        for (const line of wrap(summary, 92)) context.out(`  ${line}\n`);
        const width = Math.max(...states.map((state) => state.id.length));
        for (const state of states) {
          context.out(`    ${style.cyan(state.id.padEnd(width))}  ${state.title}\n`);
        }
      }
    });
}
