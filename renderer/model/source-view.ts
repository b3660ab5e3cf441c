import { builtinSource, type LineMap, type Trace } from '../../core/index.ts';
import type { Visit } from './source-place.ts';
import type { ColumnPair, Moment, PairSide, Side } from './session.ts';
import type { Frame } from '../../core/index.ts';
import { inlineValues, type InlineValue } from './inline-values.ts';

/** What one source pane shows. */
export interface SourceView {
  file: string;
  text: string;
  functionName: string;
  /** The line of the current step, from 1. */
  line: number;
  /** Whether the shown call is the innermost one; else its line is a call that has not returned. */
  innermost: boolean;
  /** Lines that not all states that are shown have. */
  changed: ReadonlySet<number>;
  values: Map<number, InlineValue[]>;
  /** Of a text that has both versions: what only the left one has, and where the other state stands. */
  unified?: { removed: ReadonlySet<number>; across: number; numbers: readonly string[] };
  /** What is looked at instead of the current line. */
  visit: Visit | null;
}

/** The file in which one side stands, with everything that is drawn into it; null before anything runs. */
export function sourceView(
  moment: Moment,
  stack: readonly Frame[],
  level: number,
  pairs: readonly ColumnPair[],
  visit: Visit | null = null,
): SourceView | null {
  const { trace, sources } = moment.session;
  const shown = Math.min(level, stack.length - 1);
  const frame = stack[shown];
  if (!frame) return null;
  const read = (path: string) => sources.tree.read(path) ?? builtinSource(path);
  // A file that the state does not have is not looked at in it.
  if (visit && read(visit.file) === undefined) visit = null;
  const file = visit?.file ?? frame.file;
  const text = read(file);
  if (text === undefined) return null;
  const lines = linesOf(text);
  const stands = file === frame.file;
  return {
    file,
    text,
    functionName: visit ? functionAt(trace, file, visit.line) : frame.functionName,
    line: stands ? frame.line : 0,
    innermost: shown === 0,
    changed: changedLines(file, lines.length, moment.side, pairs),
    values: stands ? inlineValues(trace, moment.position, moment.memory, frame, lines) : NO_VALUES,
    visit,
  };
}

const NO_VALUES: SourceView['values'] = new Map();

/** The function that a line belongs to; empty outside of functions. */
function functionAt({ program }: Trace, file: string, line: number): string {
  const number = program.files.indexOf(file);
  const inside = program.functions.find(
    (info) => info.file === number && info.line <= line && line <= info.endLine,
  );
  return inside?.name ?? '';
}

const texts = new Map<string, string[]>();
const MOST_TEXTS = 100;

/** The lines of a text; the same array for the same text. */
function linesOf(text: string): string[] {
  let lines = texts.get(text);
  if (!lines) {
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(text, (lines = text.split('\n')));
  }
  return lines;
}

const NONE: ReadonlySet<number> = new Set();
const changes = new WeakMap<LineMap, Map<string, Set<number>>>();

/** Lines of one column that another does not have; the same set for the same file. */
function changedLines(
  file: string,
  count: number,
  column: Side,
  pairs: readonly ColumnPair[],
): ReadonlySet<number> {
  const [first, second] = pairs.flatMap(({ left, right, pairing }) => {
    if (left === column) return [missingLines(file, count, 'left', pairing.lines)];
    return right === column ? [missingLines(file, count, 'right', pairing.lines)] : [];
  });
  return first && second ? union(first, second) : (first ?? NONE);
}

const unions = new WeakMap<ReadonlySet<number>, WeakMap<ReadonlySet<number>, Set<number>>>();

/** The same set for the same two. */
function union(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  let known = unions.get(a);
  if (!known) unions.set(a, (known = new WeakMap<ReadonlySet<number>, Set<number>>()));
  let both = known.get(b);
  if (!both) known.set(b, (both = new Set([...a, ...b])));
  return both;
}

/** Lines of one side that the other does not have; the same set for the same file. */
function missingLines(
  file: string,
  count: number,
  side: PairSide,
  map: LineMap,
): ReadonlySet<number> {
  let files = changes.get(map);
  if (!files) changes.set(map, (files = new Map<string, Set<number>>()));
  const key = `${side} ${file}`;
  let changed = files.get(key);
  if (changed) return changed;
  files.set(key, (changed = new Set()));
  for (let line = 1; line <= count; line++) {
    const other = side === 'left' ? map.toRight(file, line) : map.toLeft(file, line);
    if (other === null) changed.add(line);
  }
  return changed;
}
