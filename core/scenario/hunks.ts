/** The hunks of a state's diffs, by the names under which they can be left out. */
import { parsePatch } from '../patch/index.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';
import { hunksOf, type NamedHunk } from './sources.ts';

export interface StateHunk extends NamedHunk {
  /** Path of the diff. */
  patch: string;
  /** What the diff says behind `@@`: the function, mostly. */
  heading: string;
  /** Lines that the hunk adds, numbered as in the changed file: first and last; null if it adds none. */
  added: { first: number; last: number } | null;
}

/** All hunks of a state's diffs. Throws PatchError, and ScenarioError for an unknown state. */
export function stateHunks(tree: FileTree, scenario: Scenario, state: string): StateHunk[] {
  return findState(scenario, state).patches.flatMap((path) => {
    const patch = parsePatch(tree.read(path) ?? '', path);
    const hunks = patch.files.flatMap((file) => file.hunks);
    return hunksOf(patch).map((named, index) => {
      const hunk = hunks[index]!;
      let line = hunk.newStart;
      const added: number[] = [];
      for (const { kind } of hunk.lines) {
        if (kind === '+') added.push(line);
        if (kind !== '-') line++;
      }
      const last = added.at(-1);
      return {
        ...named,
        patch: path,
        heading: hunk.heading,
        added: last === undefined ? null : { first: added[0]!, last },
      };
    });
  });
}
