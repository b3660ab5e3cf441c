/** The command line of `folioscope`: what it offers, and how it ends. */
import { Command, CommanderError } from 'commander';
import { addC } from './commands/c.ts';
import { addDiff } from './commands/diff.ts';
import { addExport } from './commands/export.ts';
import { addHunks } from './commands/hunks.ts';
import { addPage } from './commands/page.ts';
import { addPatch } from './commands/patch.ts';
import { addRun } from './commands/run.ts';
import { addScenarios } from './commands/scenarios.ts';
import { addScoreboard } from './commands/scoreboard.ts';
import { addSweep } from './commands/sweep.ts';
import { addTimeline } from './commands/timeline.ts';
import { addTour } from './commands/tour.ts';
import { addVerify } from './commands/verify.ts';
import { Context } from './context.ts';
import { describeError, EXIT } from './errors.ts';
import type { Terminal } from './terminal.ts';

/** Set by the build; the sources run without it. */
declare const __FOLIOSCOPE_VERSION__: string | undefined;
const version = typeof __FOLIOSCOPE_VERSION__ === 'string' ? __FOLIOSCOPE_VERSION__ : 'unbuilt';

const HELP = `
<scenario> is an id from "folioscope scenarios" or the path of a scenario's folder.

Exit codes:
  0    done (a kernel that oopses is a result, not a failure)
  1    something read is not as it must be; the message says where
  2    wrong use of the command line
  c run ends with the program's own exit code, 134 if it crashed.`;

/** Runs one command line; returns the exit code. Never throws. */
export async function folioscope(argv: readonly string[], terminal: Terminal): Promise<number> {
  const context = new Context(terminal);
  let exitCode = 0;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = new Command('folioscope')
    .description('Runs a small model kernel before and after a patch, and shows what differs.')
    .version(version)
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: () => undefined });
  addScenarios(program, context);
  addRun(program, context, done);
  addDiff(program, context);
  addHunks(program, context);
  addPage(program, context);
  addTimeline(program, context);
  addTour(program, context, done);
  addExport(program, context);
  addVerify(program, context, done);
  addScoreboard(program, context, done);
  addSweep(program, context);
  addC(program, context, done);
  addPatch(program, context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return wrongUse(error, terminal);
    const described = describeError(error);
    terminal.error(`folioscope: ${context.named(described.message)}\n`);
    return described.exitCode;
  }
}

/** Commander throws for help and version too: those are no errors. */
function wrongUse(error: CommanderError, terminal: Terminal): number {
  if (error.exitCode === 0) return 0;
  const asked = error.code === 'commander.help';
  const message = asked ? 'which command?' : error.message.replace(/^error: /, '');
  const line = message.replace(/\s*\n\s*/g, ' ').trim();
  terminal.error(`folioscope: ${line} (see "folioscope --help")\n`);
  return EXIT.usage;
}
