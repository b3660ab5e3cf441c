/** Compiling and running one state of a scenario. */
import { compileProgram } from '../c/index.ts';
import { runProgram, type Recording } from '../machine/index.ts';
import { stateDefines } from './defines.ts';
import { ScenarioError } from './error.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';
import { stateSources } from './sources.ts';

/** The function with which a program that runs as a kernel module starts. */
const MODULE_ENTRY = 'lab_main';

/**
 * Applies the state's diffs, compiles kernel and program, and runs them to the end. The run is
 * synchronous, deterministic and bounded by `stepBudget` steps (the machine's default if absent).
 * Throws CError, PatchError or ScenarioError.
 */
export function recordState(
  tree: FileTree,
  scenario: Scenario,
  state: string,
  options: { stepBudget?: number } = {},
): Recording {
  if (scenario.mode !== 'module') {
    const file = `${scenario.directory}/scenario.yaml`;
    const message = 'only "module" programs can be run yet';
    throw new ScenarioError(message, file, 0, 'mode');
  }
  const sources = stateSources(tree, scenario, state);
  const compiled = compileProgram({
    tree: sources.tree,
    units: sources.units,
    includePaths: ['kernel/include'],
    defines: stateDefines(scenario, findState(scenario, state)),
    record: true,
    entry: MODULE_ENTRY,
  });
  return runProgram(compiled, options);
}
