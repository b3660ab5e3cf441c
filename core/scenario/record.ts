/** Running and recording one state of a scenario. */
import { runProgram, type Recording } from '../machine/index.ts';
import { compileState } from './compile.ts';
import type { FileTree, Scenario } from './scenario.ts';

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
  const compiled = compileState(tree, scenario, state, { record: true });
  return runProgram(compiled, { ...options, args: programArguments(scenario) });
}

/** `argv` of a user program: its name, and what the scenario says. */
export function programArguments({ id, args }: Scenario): string[] {
  return [id, ...args];
}
