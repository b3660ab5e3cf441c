import type { LineMap } from '../../core/index.ts';
import type { PairSide } from './session.ts';

/** One row of two versions of a file in one text: a line of both, or of one of them. */
export interface UnifiedRow {
  left: number | null;
  right: number | null;
}

/** Two versions of a file as a diff shows them, whole. */
export class UnifiedSource {
  readonly text: string;
  readonly rows: readonly UnifiedRow[];
  /** Rows (from 1) that only one version has. */
  readonly only: Record<PairSide, ReadonlySet<number>>;
  private readonly rowOf: Record<PairSide, Map<number, number>> = {
    left: new Map(),
    right: new Map(),
  };

  /** `map` says which line of one version is which of the other; null for a version that has no such file. */
  constructor(file: string, left: string | null, right: string | null, map: LineMap) {
    const lines = { left: linesOf(left), right: linesOf(right) };
    const only = { left: new Set<number>(), right: new Set<number>() };
    const rows: UnifiedRow[] = [];
    const text: string[] = [];
    const add = (a: number | null, b: number | null) => {
      rows.push({ left: a, right: b });
      text.push((a === null ? lines.right[(b ?? 1) - 1] : lines.left[a - 1]) ?? '');
      if (a !== null) this.rowOf.left.set(a, rows.length);
      if (b !== null) this.rowOf.right.set(b, rows.length);
      if (a === null) only.right.add(rows.length);
      if (b === null) only.left.add(rows.length);
    };
    let a = 1;
    let b = 1;
    while (a <= lines.left.length || b <= lines.right.length) {
      const across = a <= lines.left.length ? map.toRight(file, a) : null;
      // What is gone stands before what came in its place, as in every diff.
      if (a <= lines.left.length && (across === null || across < b)) add(a++, null);
      else if (b <= lines.right.length && (across === null || across > b)) add(null, b++);
      else add(a++, b++);
    }
    this.text = text.join('\n');
    this.rows = rows;
    this.only = only;
  }

  /** The row of a line of one version; 0 if it has no such line. */
  row(side: PairSide, line: number): number {
    return this.rowOf[side].get(line) ?? 0;
  }

  /** The version, and its line, that a row stands for: `side` where both have it. */
  line(row: number, side: PairSide): { side: PairSide; line: number } | null {
    const found = this.rows[row - 1];
    if (!found) return null;
    const own = found[side];
    if (own !== null) return { side, line: own };
    const other: PairSide = side === 'left' ? 'right' : 'left';
    const theirs = found[other];
    return theirs === null ? null : { side: other, line: theirs };
  }
}

/** Lines without the empty one behind the last line end. */
const linesOf = (text: string | null): string[] =>
  text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n');
