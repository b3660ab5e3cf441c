/** How the lines of two versions of a tree correspond. */

/**
 * Lines count from 1; null means that the line exists on one side only. A file that neither version
 * changed maps every line to itself. The same shape as core/trace's `LineMap`, which this room may
 * not import.
 */
export interface LineMap {
  toRight(file: string, line: number): number | null;
  toLeft(file: string, line: number): number | null;
}

/** Left lines [left, left + length) are right lines [right, right + length). */
export interface LineRun {
  left: number;
  right: number;
  length: number;
}

type Side = 'left' | 'right';

/** The other side's number of `line`, by binary search; `runs` ascend on both sides. */
function lookUp(runs: readonly LineRun[], line: number, from: Side, to: Side): number | null {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (line < run[from]) high = middle - 1;
    else if (line >= run[from] + run.length) low = middle + 1;
    else return run[to] + line - run[from];
  }
  return null;
}

/** The map of a tree of which only `files` differ. A created or deleted file has no runs. */
export function lineMapOfRuns(files: ReadonlyMap<string, readonly LineRun[]>): LineMap {
  const look = (file: string, line: number, from: Side, to: Side) => {
    const runs = files.get(file);
    return runs ? lookUp(runs, line, from, to) : line;
  };
  return {
    toRight: (file, line) => look(file, line, 'left', 'right'),
    toLeft: (file, line) => look(file, line, 'right', 'left'),
  };
}

/** `a` leads from the left to the middle, `b` from the middle to the right. */
export function composeLineMaps(a: LineMap, b: LineMap): LineMap {
  return {
    toRight(file, line) {
      const middle = a.toRight(file, line);
      return middle === null ? null : b.toRight(file, middle);
    },
    toLeft(file, line) {
      const middle = b.toLeft(file, line);
      return middle === null ? null : a.toLeft(file, middle);
    },
  };
}

/** The same correspondence seen from the other side. */
export function invertLineMap(a: LineMap): LineMap {
  return {
    toRight: (file, line) => a.toLeft(file, line),
    toLeft: (file, line) => a.toRight(file, line),
  };
}
