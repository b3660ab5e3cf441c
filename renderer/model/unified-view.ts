import { builtinSource, type Frame, type LineMap } from '../../core/index.ts';
import { otherSide, type Moment, type Pairing, type PairSide } from './session.ts';
import type { Visit } from './source-place.ts';
import { sourceView, type SourceView } from './source-view.ts';
import { UnifiedSource } from './unified-source.ts';

/** Both states' sources of one file in one text, with what is drawn into it. */
export interface UnifiedView {
  /** The version that stands for lines of both: that of the column that drives, or is looked at. */
  side: PairSide;
  source: UnifiedSource;
  /** As for one source, but its lines are the rows of the text. */
  view: SourceView;
}

/** null before anything runs. */
export function unifiedView(
  moments: Record<'left' | 'right', Moment>,
  stacks: Record<'left' | 'right', readonly Frame[]>,
  side: 'left' | 'right',
  level: number,
  pairing: Pairing,
  visit: Visit | null,
): UnifiedView | null {
  const own = sourceView(moments[side], stacks[side], level, [], visit);
  if (!own) return null;
  const { file } = own;
  const source = unified(file, moments, pairing.lines);
  const row = (line: number) => source.row(side, line);
  const other = otherSide(side);
  const theirs = stacks[other][Math.min(level, stacks[other].length - 1)];
  const line = row(own.line);
  const across = theirs?.file === file ? source.row(other, theirs.line) : 0;
  const values = new Map([...own.values].map(([at, shown]) => [row(at), shown]));
  return {
    side,
    source,
    view: {
      ...own,
      text: source.text,
      line,
      values,
      changed: source.only.right,
      visit: visit && { ...visit, line: row(visit.line) },
      unified: {
        removed: source.only.left,
        across: across === line ? 0 : across,
        numbers: numbersOf(source),
      },
    },
  };
}

const known = new WeakMap<LineMap, Map<string, UnifiedSource>>();

function unified(
  file: string,
  moments: Record<'left' | 'right', Moment>,
  lines: LineMap,
): UnifiedSource {
  let files = known.get(lines);
  if (!files) known.set(lines, (files = new Map<string, UnifiedSource>()));
  let source = files.get(file);
  if (!source) {
    const text = (side: 'left' | 'right') =>
      moments[side].session.sources.tree.read(file) ?? builtinSource(file) ?? null;
    files.set(file, (source = new UnifiedSource(file, text('left'), text('right'), lines)));
  }
  return source;
}

const numbers = new WeakMap<UnifiedSource, string[]>();

/** The line numbers of both versions beside each row. */
function numbersOf(source: UnifiedSource): readonly string[] {
  let texts = numbers.get(source);
  if (!texts) {
    const width = String(source.rows.length).length;
    const pad = (line: number | null) => String(line ?? '').padStart(width);
    texts = source.rows.map(({ left, right }) => `${pad(left)} ${pad(right)}`);
    numbers.set(source, texts);
  }
  return texts;
}
