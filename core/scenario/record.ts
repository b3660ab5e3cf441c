/** Compiling and running one state of a scenario. */
import { compileProgram } from '../c/index.ts';
import { runProgram, type Recording } from '../machine/index.ts';
import { stateDefines } from './defines.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';
import { stateSources } from './sources.ts';

/** The function with which a program that runs as a kernel module starts. */
const MODULE_ENTRY = 'lab_main';
/** The kernel's own first function: boots, runs the user program, and ends with it. */
const KERNEL_ENTRY = 'start_kernel';
/** Headers of the kernel for user programs, such as test_hmm_uapi.h and drm/nouveau_drm.h. */
const USER_INCLUDES = ['kernel/lib', 'kernel/mm', 'kernel/include/uapi'];

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
  const sources = stateSources(tree, scenario, state);
  const found = findState(scenario, state);
  const { program } = found;
  const defines = stateDefines(scenario, found);
  const isUser = scenario.mode === 'user';
  const compiled = compileProgram({
    tree: sources.tree,
    units: isUser ? sources.units.filter((unit) => unit !== program) : sources.units,
    includePaths: ['kernel/include'],
    defines,
    record: true,
    entry: isUser ? KERNEL_ENTRY : MODULE_ENTRY,
    ...(isUser && {
      user: { units: [program], includePaths: USER_INCLUDES, defines },
    }),
  });
  return runProgram(compiled, options);
}
