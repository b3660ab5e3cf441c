/** How a run ended, in words. */
import type { Outcome } from '../core/index.ts';
import type { Context } from './context.ts';

export function outcomeText(context: Context, outcome: Outcome, steps: number): string {
  const { style } = context.terminal;
  switch (outcome.kind) {
    case 'finished': {
      const text = `finished after ${steps} steps, lab_main() returned ${outcome.exitCode}`;
      return outcome.exitCode === 0 ? style.green(text) : style.yellow(text);
    }
    case 'oops': {
      const trace = outcome.callTrace.map(
        (frame) => `\n           ${frame.function} at ${frame.file}:${frame.line}`,
      );
      return `${style.red(`oops at step ${outcome.step}: ${outcome.reason}`)}\n         call trace${trace.join('')}`;
    }
    case 'budget':
      return style.red(`stopped: the budget of ${outcome.budget} steps is used up`);
  }
}
