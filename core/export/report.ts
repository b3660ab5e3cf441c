/** What a table for a mail or a page of Markdown is made of: plain words, no markup yet. */

export interface ReportColumn {
  title: string;
  align?: 'right';
  /** Numbers and names of C: Markdown sets them in code. */
  code?: boolean;
}

export interface ReportTable {
  title: string;
  columns: ReportColumn[];
  rows: string[][];
  /** What to say in place of a table without rows. */
  empty: string;
}

export interface Report {
  title: string;
  /** Name and value of what is shown, and of which kernel. */
  facts: [name: string, value: string][];
  tables: ReportTable[];
}

/** The report as Markdown (tables as GitHub, GitLab and Sphinx' MyST read them). */
export function toMarkdown({ title, facts, tables }: Report): string {
  const blocks = [`# ${escaped(title)}`];
  const told = facts.filter(([, value]) => value !== '');
  if (told.length > 0) {
    blocks.push(
      told.map(([name, value]) => `- **${escaped(name)}**: ${escaped(value)}`).join('\n'),
    );
  }
  for (const table of tables) {
    blocks.push(`## ${escaped(table.title)}`);
    blocks.push(table.rows.length === 0 ? escaped(table.empty) : markdownTable(table));
  }
  return `${blocks.join('\n\n')}\n`;
}

function markdownTable({ columns, rows }: ReportTable): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const cell = (text: string, column: ReportColumn | undefined) =>
    column?.code === true && text !== '' ? code(text) : escaped(text);
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : '---'))),
    ...rows.map((row) => line(columns.map((column, index) => cell(row[index] ?? '', column)))),
  ].join('\n');
}

/** Characters that Markdown would read as markup; a bar would end the cell. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('<', '&lt;')
    .replace(/[|*`[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}

/** A span of code. What would end the cell or the span has no escape inside one: HTML has. */
function code(text: string): string {
  const inner = text.replace(/\s*\n\s*/g, ' ');
  if (!/[|`\\]/.test(inner)) return `\`${inner}\``;
  const entities = inner.replace(/[^A-Za-z0-9 ]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
  return `<code>${entities}</code>`;
}

/** Where the lines of a mail end: RFC 5322 asks for at most 78 characters. */
const WIDTH = 78;
const GAP = '  ';
/** The last column is not broken into pieces narrower than this. */
const NARROWEST = 24;

/**
 * The report as plain text for a mail: ASCII where that loses nothing, aligned by spaces, lines of at
 * most 78 characters as far as the columns before the last one leave room.
 */
export function toMailText({ title, facts, tables }: Report): string {
  const told = facts.filter(([, value]) => value !== '');
  const width = Math.max(0, ...told.map(([name]) => name.length + 1));
  const lines = [title, '='.repeat(Math.min(title.length, WIDTH)), ''];
  for (const [name, value] of told) {
    lines.push(...hanging(`${name}:`.padEnd(width + 1), value));
  }
  for (const table of tables) {
    lines.push('', table.title, '-'.repeat(Math.min(table.title.length, WIDTH)));
    if (table.rows.length === 0) lines.push(table.empty);
    else lines.push(...alignedTable(table));
  }
  return plainAscii(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
}

function alignedTable({ columns, rows }: ReportTable): string[] {
  const all = [columns.map(({ title }) => title), ...rows].map((row) => row.map(plainAscii));
  const widths = columns.map((_, index) =>
    Math.max(...all.map((row) => (row[index] ?? '').length)),
  );
  return all.flatMap((row) => {
    const front = columns.slice(0, -1).map(({ align }, index) => {
      const cell = row[index] ?? '';
      const wide = widths[index] ?? 0;
      return align === 'right' ? cell.padStart(wide) : cell.padEnd(wide);
    });
    const last = row[columns.length - 1] ?? '';
    const shown = columns.at(-1)?.align === 'right' ? last.padStart(widths.at(-1) ?? 0) : last;
    return hanging(front.map((cell) => cell + GAP).join(''), shown);
  });
}

/** `lead` and then `text`, broken at spaces, its further lines below the first one. */
function hanging(lead: string, text: string): string[] {
  const room = Math.max(NARROWEST, WIDTH - lead.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S)\s+(?=\S)/)) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + each);
}

const ASCII: readonly [RegExp, string][] = [
  [/→/g, '->'],
  [/←/g, '<-'],
  [/…/g, '...'],
  [/×/g, 'x'],
  [/[–—]/g, '-'],
  [/[“”]/g, '"'],
  [/[‘’]/g, "'"],
  [/[\u00a0\u2009\u202f]/g, ' '],
];

/** Signs with a usual way of writing them in ASCII, written so. */
export function plainAscii(text: string): string {
  return ASCII.reduce((result, [sign, plain]) => result.replace(sign, plain), text);
}
