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
  registry.add(stepCommands(context));
  registry.add(goCommands(context));
  registry.add(timelineCommands(context));
  registry.add(breakpointCommands(context));
  registry.add(verdictCommands(context));
  registry.add(differenceCommands(context));
  registry.add(stateCommands(context));
  registry.add(sourceCommands(context));
  registry.add(whatIfCommands(context));
  registry.add(pageCommands(context));
  registry.add(memoryCommands(context));
  registry.add(fieldCommands(context));
  registry.add(watchCommands(context));
  registry.add(noteCommands(context));
  registry.add(tourCommands(context));
  registry.add(tourPlayCommands(context));
  registry.add(tourFileCommands(context));
  registry.add(viewCommands(context));
  registry.add(programCommands(context));
  registry.add(exportCommands(context));
  registry.add(fileCommands(context));
  registry.add(recentCommands(context));
  registry.add(sessionCommands(context));
  return registry;
}
