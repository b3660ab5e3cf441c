/** Where two states of a scenario part, as tables. */
import { hex } from '../mm/bytes.ts';
import type { ByteDifference } from '../mm/compare-pages.ts';
import type { DifferenceTable, Reading, ReadingPair, Trace } from '../trace/index.ts';
import { kernelText, shortPath, type ShownKernel } from './facts.ts';
import type { Report, ReportTable } from './report.ts';

export interface ShownDifferences {
  /** The kernel of the left state; the right one's has the same version and configuration. */
  kernel: Omit<ShownKernel, 'state'>;
  left: { state: string; trace: Trace };
  right: { state: string; trace: Trace };
  differences: DifferenceTable;
  /** The struct pages that both runs show; null if they were not compared. */
  pages: { bytes: number; differing: readonly ByteDifference[] } | null;
  readings: readonly ReadingPair[];
}

/** More rows than these of single bytes help nobody; how many there are is always told. */
const MOST_BYTES = 40;

export function differenceReport(shown: ShownDifferences): Report {
  const { kernel, left, right, differences, pages } = shown;
  const count = differences.group.length;
  const differ = pages?.differing.length ?? 0;
  return {
    title: `${kernel.scenario}: ${left.state} against ${right.state}`,
    facts: [
      ['kernel', kernelText({ ...kernel, state: left.state }, left.trace)],
      ['steps', `${left.state} ${left.trace.length}, ${right.state} ${right.trace.length}`],
      ['first difference', firstText(shown)],
      ['differences', `${count}, of ${differences.groups.length} kinds`],
      [
        'stored bytes',
        pages === null ? '' : `${differ} of ${pages.bytes} bytes of struct pages differ`,
      ],
    ],
    tables: [groupTable(shown), readingTable(shown), ...(differ > 0 ? [byteTable(shown)] : [])],
  };
}

/** The same as data, for JSON. */
export function differenceData({
  kernel,
  left,
  right,
  differences,
  pages,
  readings,
}: ShownDifferences) {
  return {
    scenario: kernel.scenario,
    from: left.state,
    to: right.state,
    differences: differences.groups.map(({ kind, member, text, first, count }) => ({
      kind,
      member,
      text,
      count,
      left: differences.left[first],
      right: differences.right[first],
    })),
    bytes: pages,
    readings: readings.filter(({ differs }) => differs),
  };
}

function firstText({ left, right, differences }: ShownDifferences): string {
  const [group] = differences.groups;
  if (!group) return 'none: both runs take the same steps';
  const [a, b] = [differences.left[group.first] ?? 0, differences.right[group.first] ?? 0];
  return `${group.text} (${placeText(left, a)}; ${placeText(right, b)})`;
}

function placeText({ state, trace }: ShownDifferences['left'], step: number): string {
  if (step >= trace.length) return `${state}: the run has ended`;
  const { file, line, functionName } = trace.step(step);
  return `${state}: step ${step}, ${functionName}(), ${shortPath(file)}:${line}`;
}

function groupTable({ left, right, differences }: ShownDifferences): ReportTable {
  return {
    title: 'where they part',
    columns: [
      { title: 'kind' },
      { title: left.state, align: 'right' },
      { title: right.state, align: 'right' },
      { title: 'times', align: 'right' },
      { title: 'what' },
    ],
    rows: differences.groups.map(({ kind, text, first, count }) => [
      kind,
      String(differences.left[first] ?? ''),
      String(differences.right[first] ?? ''),
      String(count),
      text,
    ]),
    empty: 'nowhere',
  };
}

function readingTable({ left, right, readings }: ShownDifferences): ReportTable {
  const differing = readings.filter(({ differs }) => differs);
  return {
    title: `readings that differ: ${differing.length} of ${readings.length}`,
    columns: [
      { title: 'reading' },
      { title: left.state, code: true },
      { title: right.state, code: true },
      { title: 'read from' },
    ],
    rows: foldReadings(differing).map(({ name, lefts, rights, times }) => [
      times > 1 ? `${name} (${times} times)` : name,
      valueText(lefts),
      valueText(rights),
      [viaText(lefts), viaText(rights)].filter((text) => text !== '').join('; '),
    ]),
    empty: 'none',
  };
}

/** Pairs of the same name and values, which a loop over pages repeats, as one row. */
function foldReadings(pairs: readonly ReadingPair[]) {
  const rows = new Map<
    string,
    { name: string; lefts: Reading[]; rights: Reading[]; times: number }
  >();
  for (const { name, left, right } of pairs) {
    const row = rows.get(name) ?? { name, lefts: [], rights: [], times: 0 };
    if (left) row.lefts.push(left);
    if (right) row.rights.push(right);
    row.times++;
    rows.set(name, row);
  }
  return [...rows.values()];
}

function valueText(readings: readonly Reading[]): string {
  const values = [...new Set(readings.map(({ value }) => hex(BigInt.asUintN(64, value))))];
  if (values.length === 0) return 'not made';
  return values.length <= 2
    ? values.join(', ')
    : `${values[0] ?? ''} … ${values.at(-1) ?? ''} (${values.length})`;
}

function viaText(readings: readonly Reading[]): string {
  const ways = readings.flatMap(({ via }) =>
    via ? [`${via.member} in ${via.functionName}()`] : [],
  );
  return [...new Set(ways)].join('; ');
}

function byteTable({ left, right, pages }: ShownDifferences): ReportTable {
  const differing = pages?.differing ?? [];
  const listed = differing.slice(0, MOST_BYTES);
  const rest = differing.length - listed.length;
  return {
    title: `stored bytes that differ${rest > 0 ? ` (the first ${MOST_BYTES}, ${rest} more)` : ''}`,
    columns: [
      { title: 'page' },
      { title: 'byte', align: 'right' },
      { title: left.state, code: true },
      { title: right.state, code: true },
    ],
    rows: listed.map(({ page, offset, left: from, right: to }) => [
      page,
      `+${offset}`,
      hex(BigInt(from)),
      hex(BigInt(to)),
    ]),
    empty: 'none',
  };
}
