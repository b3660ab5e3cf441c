/** The table of `kernel-front`. */

/**
 * @typedef {object} Row
 * @property {string} file
 * @property {import('./read-unit.ts').UnitReport} unit
 * @property {{ wall: number, cpu: number }} gcc
 * @property {{ records: number, members: number, mismatches: string[] }} comparison
 */

/**
 * Times are in milliseconds; the ratios are of elapsed time and of CPU time.
 *
 * @param {readonly Row[]} rows
 */
export function formatTable(rows) {
  const header = [
    ...['file', 'lines', 'tokens', 'functions', 'types', 'errors', 'lex', 'parse', 'total'],
    ...[
      'lines/s',
      'gcc',
      'ratio',
      'cpu ratio',
      'records',
      'members',
      'mismatches',
      'emit',
      'stops',
    ],
  ];
  const body = rows.map(({ file, unit, gcc, comparison }) => {
    const total = unit.lex + unit.parse;
    return [
      `${file}.c`,
      ...[unit.lines, unit.tokens, unit.functions, unit.types, unit.error ? 1 : 0],
      ...[unit.lex, unit.parse, total, (unit.lines / total) * 1000, gcc.wall].map(Math.round),
      ...[total / gcc.wall, unit.cpu / gcc.cpu].map((ratio) => `${ratio.toFixed(1)}×`),
      ...[comparison.records, comparison.members, comparison.mismatches.length],
      Math.round(unit.code.emit),
      unit.code.stops.reduce((sum, [, count]) => sum + count, 0),
    ].map(String);
  });
  const widths = header.map((title, i) => Math.max(title.length, ...body.map((r) => r[i].length)));
  return [header, ...body]
    .map((row) => row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))))
    .map((row) => row.join('  '))
    .join('\n');
}
