/** The rows as text, 100 columns wide. */
import { meetsAim, type Row } from './row.ts';

const WIDTHS = [38, 12, 12, 9, 9, 4];
const HEAD = ['', 'ours', 'peer', 'ratio', 'aim', ''];

/** Four figures at most, with the usual prefix. */
export function figure(value: number, unit: string): string {
  const [scaled, prefix] =
    Math.abs(value) >= 1e6
      ? [value / 1e6, 'M']
      : Math.abs(value) >= 1e4
        ? [value / 1e3, 'k']
        : [value, ''];
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
  return `${scaled.toFixed(digits)} ${prefix}${unit}`.trim();
}

const times = (ratio: number) => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(1)}×`;

function aimText({ aim }: Row): string {
  if (!aim) return '';
  const sign = aim.at === 'least' ? '≥' : '≤';
  return `${sign} ${aim.limit}${aim.of === 'ratio' ? '×' : ''}`;
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!)))
    .join('  ')
    .trimEnd();
}

/** The table with a heading per measure; remarks stand below the row they belong to. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [line(HEAD)];
  let measure = '';
  for (const row of rows) {
    if (row.measure !== measure) {
      measure = row.measure;
      lines.push('', measure);
    }
    const met = meetsAim(row);
    const missing = row.value === null ? '–' : '';
    lines.push(
      line([
        `  ${row.subject}`,
        missing || figure(row.value!, row.unit),
        row.peer === null || row.peer === undefined ? '' : figure(row.peer, row.unit),
        row.ratio === null || row.ratio === undefined ? '' : times(row.ratio),
        aimText(row),
        met === null ? '' : met ? 'yes' : 'NO',
      ]),
    );
    if (row.note) lines.push(...wrap(row.note, 92).map((text) => `      ${text}`));
  }
  return lines.join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
