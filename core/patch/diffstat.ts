/** The diffstat of a patch mail, and whether it tells the truth about the diff. */
import { devNull, filePath } from './patch.ts';
import type { DiffstatRow, DiffstatSummary, FilePatch } from './patch.ts';
import { unquote } from './path.ts';
import type { SourceLine } from './text.ts';

const rowPattern = /^\s(\S.*?)\s+\|\s+(?:(\d+)\s*(\+*)(-*)|Bin\b.*)\s*$/;
const summaryPattern =
  /^\s*(\d+) files? changed(?:, (\d+) insertions?\(\+\))?(?:, (\d+) deletions?\(-\))?\s*$/;

export interface Diffstat {
  rows: DiffstatRow[];
  summary: DiffstatSummary | null;
  /** Index of its first line in the lines given. */
  start: number;
}

function parseRow({ text, line }: SourceLine): DiffstatRow | null {
  const match = rowPattern.exec(text);
  if (!match) return null;
  const changes = match[2] === undefined ? null : Number(match[2]);
  return {
    path: match[1],
    changes,
    plus: match[3]?.length ?? 0,
    minus: match[4]?.length ?? 0,
    line,
  };
}

/** The last diffstat in the text before the diff; null if there is none. */
export function parseDiffstat(text: readonly SourceLine[]): Diffstat | null {
  const below = text.findLastIndex((one) => summaryPattern.test(one.text));
  const end = below < 0 ? text.findLastIndex((one) => parseRow(one) !== null) + 1 : below;
  const rows: DiffstatRow[] = [];
  for (let index = end - 1, row; index >= 0 && (row = parseRow(text[index])); index--)
    rows.unshift(row);
  if (below < 0) return rows.length ? { rows, summary: null, start: end - rows.length } : null;
  const match = summaryPattern.exec(text[below].text)!;
  const [files, insertions, deletions] = [match[1], match[2], match[3]].map((n) => Number(n ?? 0));
  const summary = { files, insertions, deletions, line: text[below].line };
  return { rows, summary, start: end - rows.length };
}

/** The path a row stands for: without git's quotes; `a/{old => new}/c` and `old => new` name a renamed file. */
function newName(written: string): string {
  const path = unquote(written)?.path ?? written;
  const braces = /^(.*)\{(.*) => (.*)\}(.*)$/.exec(path);
  if (braces) return `${braces[1]}${braces[3]}${braces[4]}`.replace('//', '/');
  return path.split(' => ').at(-1)!;
}

function isRowOf(row: DiffstatRow, file: FilePatch): boolean {
  const name = newName(row.path);
  if (name.startsWith('...')) {
    const tail = name.slice(3);
    return filePath(file).endsWith(tail);
  }
  return name === filePath(file) || (file.oldPath !== devNull && name === file.oldPath);
}

/** One warning for each disagreement between the diffstat and the hunks. */
export function checkDiffstat(stat: Diffstat, files: readonly FilePatch[]): string[] {
  const warnings: string[] = [];
  const unseen = new Set(files);
  for (const row of stat.rows) {
    const of = files.filter((file) => isRowOf(row, file));
    if (of.length === 0) {
      warnings.push(
        `line ${row.line}: the diffstat lists ${row.path}, which the diff does not change`,
      );
      continue;
    }
    for (const file of of) unseen.delete(file);
    if (row.changes === null) continue;
    const added = of.reduce((sum, file) => sum + file.added, 0);
    const removed = of.reduce((sum, file) => sum + file.removed, 0);
    const scaled = row.plus + row.minus !== row.changes;
    if (row.changes !== added + removed)
      warnings.push(
        `line ${row.line}: the diffstat counts ${row.changes} changed lines in ${row.path}, the diff has ${added + removed}`,
      );
    else if (!scaled && row.plus !== added)
      warnings.push(
        `line ${row.line}: the diffstat shows ${row.plus} added and ${row.minus} removed lines in ${row.path}, the diff has ${added} and ${removed}`,
      );
  }
  if (stat.rows.length)
    for (const file of unseen)
      warnings.push(
        `line ${file.line}: the diff changes ${filePath(file)}, which the diffstat does not list`,
      );
  if (stat.summary) {
    const { line, ...said } = stat.summary;
    const found = {
      files: new Set(files.map(filePath)).size,
      insertions: files.reduce((sum, file) => sum + file.added, 0),
      deletions: files.reduce((sum, file) => sum + file.removed, 0),
    };
    for (const key of ['files', 'insertions', 'deletions'] as const)
      if (said[key] !== found[key])
        warnings.push(
          `line ${line}: the diffstat's last line says ${said[key]} ${key}, the diff has ${found[key]}`,
        );
  }
  return warnings;
}
