/** Running and recording one state of a scenario. */
import type { CompiledProgram } from '../c/index.ts';
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
  return runState(compileState(tree, scenario, state, { record: true }), scenario, options);
}

/** As `recordState`, of a state that has been compiled. Throws CError where the host refuses the program. */
export function runState(
  compiled: CompiledProgram,
  scenario: Scenario,
  options: { stepBudget?: number } = {},
): Recording {
  return runProgram(compiled, { ...options, args: programArguments(scenario) });
}

/** `argv` of a user program: its name, and what the scenario says. */
export function programArguments({ id, args }: Scenario): string[] {
  return [id, ...args];
}
