/** Compiling one state of a scenario: kernel and program. */
import {
  compileProgram,
  SymbolReader,
  type CompiledProgram,
  type CompileOptions,
} from '../c/index.ts';
import { stateDefines } from './defines.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';
import { programUnits, stateSources } from './sources.ts';

/** The function with which a program that runs as a kernel module starts. */
const MODULE_ENTRY = 'lab_main';
/** The kernel's own first function: boots, runs the user program, and ends with it. */
const KERNEL_ENTRY = 'start_kernel';
/** Headers of the kernel for user programs, such as test_hmm_uapi.h and drm/nouveau_drm.h. */
const USER_INCLUDES = ['kernel/lib', 'kernel/mm', 'kernel/include/uapi'];

/**
 * Applies the state's diffs and compiles kernel and program, to be recorded or just run. Throws
 * CError, PatchError or ScenarioError.
 */
export function compileState(
  tree: FileTree,
  scenario: Scenario,
  state: string,
  { record }: { record: boolean },
): CompiledProgram {
  return compileProgram({ ...programOf(tree, scenario, state), record });
}

/**
 * Where the names of a state's kernel and program stand and what they mean; nothing is read yet. Throws
 * PatchError or ScenarioError.
 */
export function stateSymbols(tree: FileTree, scenario: Scenario, state: string): SymbolReader {
  return new SymbolReader(programOf(tree, scenario, state));
}

/** What a state's kernel and program are compiled from, and how. Throws PatchError or ScenarioError. */
export function programOf(
  tree: FileTree,
  scenario: Scenario,
  state: string,
): Omit<CompileOptions, 'record'> {
  const sources = stateSources(tree, scenario, state);
  const defines = stateDefines(scenario, findState(scenario, state));
  const isUser = scenario.mode === 'user';
  const own = new Set(programUnits(scenario, state));
  return {
    tree: sources.tree,
    units: isUser ? sources.units.filter((unit) => !own.has(unit)) : sources.units,
    includePaths: ['kernel/include'],
    defines,
    entry: isUser ? KERNEL_ENTRY : MODULE_ENTRY,
    ...(isUser && {
      user: { units: [...own], includePaths: USER_INCLUDES, defines },
    }),
  };
}
