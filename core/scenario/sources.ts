/** The sources of one state: the shipped kernel with the state's diffs really applied. */
import type { SourceTree } from '../c/token.ts';
import { applyPatch, composeLineMaps, parsePatch, type AppliedPatch } from '../patch/index.ts';
import type { LineMap } from '../trace/index.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';

/** Where the model kernel lies in the tree; a diff's paths start below it, as in the real one. */
const KERNEL = 'kernel/';

export interface StateSources {
  tree: SourceTree;
  /** Left: a line of the kernel as shipped; right: the same line in this state. */
  lines: LineMap;
  patches: AppliedPatch[];
  /** The C files to compile, the kernel's first, then the program. */
  units: string[];
}

const UNCHANGED: LineMap = { toRight: (_file, line) => line, toLeft: (_file, line) => line };

/** Throws PatchError when a diff does not apply, ScenarioError when there is no such state. */
export function stateSources(tree: FileTree, scenario: Scenario, state: string): StateSources {
  let current: SourceTree = tree;
  let lines = UNCHANGED;
  const patches: AppliedPatch[] = [];
  for (const path of findState(scenario, state).patches) {
    const applied = applyPatch(current, parsePatch(tree.read(path) ?? '', path), {
      prefix: KERNEL,
    });
    current = applied.tree;
    lines = patches.length === 0 ? applied.lines : composeLineMaps(lines, applied.lines);
    patches.push(applied);
  }
  const candidates = new Set([
    ...tree.list(KERNEL),
    ...patches.flatMap((patch) => patch.files.map(underKernel)),
  ]);
  const units = [...candidates]
    .filter((path) => path.endsWith('.c') && current.read(path) !== undefined)
    .sort();
  return { tree: current, lines, patches, units: [...units, scenario.program] };
}

function underKernel(path: string): string {
  return path.startsWith(KERNEL) ? path : KERNEL + path;
}
