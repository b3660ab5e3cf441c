import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { breakpointCommands } from './breakpoints.ts';
import { differenceCommands } from './differences.ts';
import { fieldCommands } from './fields.ts';
import { exportCommands } from './export.ts';
import { fileCommands } from './file.ts';
import { goCommands } from './go.ts';
import { memoryCommands } from './memory.ts';
import { noteCommands } from './notes.ts';
import { pageCommands } from './page.ts';
import { programCommands } from './programs.ts';
import { recentCommands } from './recent.ts';
import { CommandRegistry } from './registry.ts';
import { sessionCommands } from './session.ts';
import { sourceCommands } from './source.ts';
import { stateCommands } from './states.ts';
import { stepCommands } from './step.ts';
import { timelineCommands } from './timeline.ts';
import { tourFileCommands } from './tour-files.ts';
import { tourPlayCommands } from './tour-play.ts';
import { tourCommands } from './tour.ts';
import { verdictCommands } from './verdict.ts';
import { viewCommands } from './view.ts';
import { watchCommands } from './watch.ts';
import { whatIfCommands } from './what-if.ts';

export type { Command } from './command.ts';
export type { LabContext } from './context.ts';
export { CommandRegistry } from './registry.ts';

/** Every command of the lab. */
export function createCommands(context: LabContext): CommandRegistry {
  const registry = new CommandRegistry();
  /** What acts on the lab does nothing while a table of programs hides it. */
  const inLab = (commands: Command[]) =>
    commands.map((command): Command => {
      const enabled = () => context.programs.shown === null && (command.enabled?.() ?? true);
      return { ...command, enabled };
    });
  registry.add(inLab(stepCommands(context)));
  registry.add(inLab(goCommands(context)));
  registry.add(inLab(timelineCommands(context)));
  registry.add(inLab(breakpointCommands(context)));
  registry.add(inLab(verdictCommands(context)));
  registry.add(inLab(differenceCommands(context)));
  registry.add(inLab(stateCommands(context)));
  registry.add(inLab(sourceCommands(context)));
  registry.add(inLab(whatIfCommands(context)));
  registry.add(inLab(pageCommands(context)));
  registry.add(inLab(memoryCommands(context)));
  registry.add(inLab(fieldCommands(context)));
  registry.add(inLab(watchCommands(context)));
  registry.add(inLab(noteCommands(context)));
  registry.add(inLab(tourCommands(context)));
  registry.add(inLab(tourPlayCommands(context)));
  registry.add(inLab(tourFileCommands(context)));
  registry.add(viewCommands(context));
  registry.add(programCommands(context));
  registry.add(exportCommands(context));
  registry.add(fileCommands(context));
  registry.add(recentCommands(context));
  registry.add(sessionCommands(context));
  return registry;
}
