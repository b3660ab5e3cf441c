import { stateHunks, type FileTree, type Scenario, type StateHunk } from '../../core/index.ts';

/** A call on the stack: its source and the line it is at. */
export interface StackLine {
  file: string;
  line: number;
}

/** The outermost call on the stack whose present line a hunk of the state added, and that hunk. */
export function stackHunk(
  tree: FileTree,
  scenario: Scenario,
  state: string,
  stack: readonly StackLine[],
): StateHunk | null {
  const hunks = stateHunks(tree, scenario, state);
  const inside = ({ file, line }: StackLine) =>
    hunks.find(
      (hunk) =>
        `kernel/${hunk.file}` === file &&
        hunk.added !== null &&
        hunk.added.first <= line &&
        line <= hunk.added.last,
    );
  // The innermost call comes first.
  for (const frame of [...stack].reverse()) {
    const hunk = inside(frame);
    if (hunk) return hunk;
  }
  return null;
}
