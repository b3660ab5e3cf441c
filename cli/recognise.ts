/** Finds the scenarios that model a posted patch. */
import {
  isSamePatch,
  listScenarios,
  loadScenario,
  matchHunks,
  parsePatch,
  type FileTree,
  type HunkMatch,
  type Patch,
} from '../core/index.ts';

export interface Recognised {
  id: string;
  title: string;
  /** The scenario's own diffs, each with the states that apply it. */
  diffs: { path: string; states: string[]; matches: HunkMatch[] }[];
}

/** Scenarios whose mail subjects name this patch, with the hunks that belong together. */
export function recognise(tree: FileTree, patch: Patch): Recognised[] {
  return listScenarios(tree).flatMap(({ directory }) => {
    const { id, title, patchMail, states } = loadScenario(tree, directory);
    if (!patchMail || !isSamePatch(patch, patchMail.subjects)) return [];
    const paths = [...new Set(states.flatMap((state) => state.patches))];
    const diffs = paths.map((path) => ({
      path,
      states: states.filter((state) => state.patches.includes(path)).map((state) => state.id),
      matches: matchHunks(patch, parsePatch(tree.read(path) ?? '', path)),
    }));
    return [{ id, title, diffs }];
  });
}
