/** Tables of aligned columns. */
import { widthOf } from './style.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

export interface TableOptions {
  indent?: string;
  /** How the titles are painted. */
  heading?: (text: string) => string;
}

const GAP = '  ';

/** Rows of cells (which may be painted) under titles; the last column is never padded. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { indent = '  ', heading = (text) => text }: TableOptions = {},
): string {
  const widths = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const cell = (text: string, index: number) => {
    const padding = ' '.repeat((widths[index] ?? 0) - widthOf(text));
    if (columns[index]?.align === 'right') return padding + text;
    return index === columns.length - 1 ? text : text + padding;
  };
  const titles = columns.map((column, index) => heading(cell(column.title, index)));
  const lines = [
    titles,
    ...rows.map((row) => columns.map((_, index) => cell(row[index] ?? '', index))),
  ];
  return lines.map((cells) => `${(indent + cells.join(GAP)).trimEnd()}\n`).join('');
}

/** Aligned cells without titles. */
export function rowsText(rows: readonly (readonly string[])[], indent = '    '): string {
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) });
  const titled = table(
    columns.map(() => ({ title: '' })),
    rows,
    { indent },
  );
  return titled.slice(titled.indexOf('\n') + 1);
}

/** Breaks `text` at spaces into lines of at most `width` characters (a longer word stays whole). */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
