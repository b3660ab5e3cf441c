/** The sources of one state: the shipped kernel with the state's diffs really applied. */
import type { SourceTree } from '../c/token.ts';
import {
  applyPatch,
  composeLineMaps,
  filePath,
  parsePatch,
  PatchError,
  type AppliedPatch,
  type Patch,
} from '../patch/index.ts';
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
  const { patches: paths, without } = findState(scenario, state);
  const left = new Set(without);
  for (const path of paths) {
    const patch = parsePatch(tree.read(path) ?? '', path);
    const skipHunks = hunksOf(patch).filter(({ name }) => left.delete(name));
    const applied = applyPatch(current, patch, { prefix: KERNEL, skipHunks });
    current = applied.tree;
    lines = patches.length === 0 ? applied.lines : composeLineMaps(lines, applied.lines);
    patches.push(applied);
  }
  const [unknown] = left;
  if (unknown !== undefined) {
    const path = paths.at(-1) ?? scenario.directory;
    throw new PatchError(
      `cannot leave out ${unknown}: no diff of the state has that hunk`,
      path,
      1,
    );
  }
  const candidates = new Set([
    ...tree.list(KERNEL),
    ...patches.flatMap((patch) => patch.files.map(underKernel)),
    ...scenario.modules,
  ]);
  const units = [...candidates]
    .filter((path) => path.endsWith('.c') && current.read(path) !== undefined)
    .sort();
  return { tree: current, lines, patches, units: [...units, ...programUnits(scenario, state)] };
}

/** The C files of a scenario's program as one of its states has it. */
export function programUnits(scenario: Scenario, state: string): string[] {
  return [findState(scenario, state).program, ...scenario.sources];
}

/** One hunk of a diff: its file, which of the file's hunks from 0 on, and `file:number` from 1 on. */
export interface NamedHunk {
  file: string;
  hunk: number;
  name: string;
}

/** The hunks of a diff in its order. A file that comes twice in one diff counts on. */
export function hunksOf(patch: Patch): NamedHunk[] {
  const counts = new Map<string, number>();
  return patch.files.flatMap((file) =>
    file.hunks.map((_, hunk) => {
      const path = filePath(file);
      const number = (counts.get(path) ?? 0) + 1;
      counts.set(path, number);
      return { file: path, hunk, name: `${path}:${number}` };
    }),
  );
}

/** A path in a diff of the kernel as a path of the tree. */
export function underKernel(path: string): string {
  return path.startsWith(KERNEL) ? path : KERNEL + path;
}
