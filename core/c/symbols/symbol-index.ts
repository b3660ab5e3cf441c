import type { CSymbol, Occurrence } from './symbol.ts';

/** A place where a name stands, with the file's path. */
export interface Reference extends Omit<Occurrence, 'file' | 'symbol'> {
  file: string;
}

const ORDER = { definition: 0, declaration: 1, use: 2 };

/** The names of a program: what each of them means, and where else it stands. */
export class SymbolIndex {
  /** Per file number: the occurrences of each line, from left to right; made when first asked for. */
  private readonly lines = new Map<number, Map<number, Occurrence[]>>();

  constructor(
    readonly symbols: readonly CSymbol[],
    readonly files: readonly string[],
    private readonly standing: readonly (ReadonlyMap<number, readonly Occurrence[]> | undefined)[],
  ) {}

  /**
   * What stands at a place (from 1), best guess first: what the text itself names, then what a macro
   * that stands there makes. Empty where no name is.
   */
  at(file: string, line: number, column: number): Occurrence[] {
    return this.onLine(file, line)
      .filter((found) => found.column <= column && column < found.column + found.length)
      .sort((a, b) => Number(a.implied) - Number(b.implied) || ORDER[a.role] - ORDER[b.role]);
  }

  /** More units have been read. */
  grown(): void {
    this.lines.clear();
  }

  /** All names of a line, from left to right. */
  onLine(file: string, line: number): readonly Occurrence[] {
    const number = this.files.indexOf(file);
    if (number < 0) return [];
    let lines = this.lines.get(number);
    if (!lines) this.lines.set(number, (lines = this.sorted(number)));
    return lines.get(line) ?? [];
  }

  /** Where a symbol stands: its definition first, then by file and line. */
  references(symbol: number): Reference[] {
    const found: Reference[] = [];
    this.standing.forEach((file, number) => {
      const path = this.files[number] ?? '';
      for (const all of file?.values() ?? []) {
        for (const { symbol: id, ...rest } of all) {
          if (id === symbol) found.push({ ...rest, file: path });
        }
      }
    });
    const home = found.find((each) => each.role === 'definition')?.file;
    const rank = (each: Reference) => (each.role === 'definition' ? 0 : each.file === home ? 1 : 2);
    return found.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column),
    );
  }

  private sorted(file: number): Map<number, Occurrence[]> {
    const lines = new Map<number, Occurrence[]>();
    for (const all of this.standing[file]?.values() ?? []) {
      for (const each of all) {
        const line = lines.get(each.line);
        if (line) line.push(each);
        else lines.set(each.line, [each]);
      }
    }
    for (const line of lines.values()) line.sort((a, b) => a.column - b.column);
    return lines;
  }
}
