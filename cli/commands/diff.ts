/** `folioscope diff`: where two states part, which stored bytes differ, which readings differ. */
import type { Command } from 'commander';
import {
  align,
  comparePages,
  compareReadings,
  composeLineMaps,
  differenceData,
  differenceReport,
  groupDifferences,
  invertLineMap,
  pageRanges,
  Timeline,
  toJsonText,
  type RangeComparison,
  type Reading,
  type ShownDifferences,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { addFormats, deliver, REPORT_FORMATS, type FormatOptions } from '../formats.ts';
import { byName, valuesText, viaText } from '../fold-readings.ts';
import { kernelSummary } from '../kernel-line.ts';
import { hex } from '../output/hex.ts';
import { rowsText, table, wrap } from '../output/table.ts';
import { lineText, placeOf, record, shortPlace, type RecordedState } from '../recorded.ts';
import { heading, WITHOUT } from './run.ts';

interface Options extends FormatOptions<'markdown' | 'mail' | 'json'> {
  from: string;
  to: string;
  without?: string[];
  json?: boolean;
}

/** At most this many differing bytes are listed; the count is always told. */
const LISTED = 40;

export function addDiff(program: Command, context: Context): void {
  const command = program
    .command('diff')
    .description('compare two states: first divergence, stored bytes, readings')
    .argument('<scenario>')
    .requiredOption('--from <state>', 'the state on the left')
    .requiredOption('--to <state>', 'the state on the right')
    .option(...WITHOUT)
    .option('--json', 'print one JSON document, the texts of the states included')
    .action((name: string, options: Options) => {
      const shipped = context.openScenario(name);
      const [open, changed] = context.without(shipped, options.to, options.without ?? []);
      const from = context.state(open.scenario, options.from);
      const to = context.state(open.scenario, changed);
      const left = record(open, from);
      const right = record(open, to);
      const lines = composeLineMaps(invertLineMap(left.sources.lines), right.sources.lines);
      const alignment = align(left.trace, right.trace, lines);
      const ranges = comparePages(compared(left), compared(right));
      const pairs = compareReadings(left.trace, right.trace);
      if (options.json) {
        context.json({
          scenario: open.scenario.id,
          kernel: kernelSummary(open.scenario, left.trace),
          from: from.id,
          to: to.id,
          first: alignment.first && divergenceJson(left, right, alignment.first),
          differences: alignment.differences.length,
          bytes: ranges,
          readings: pairs,
        });
        return;
      }
      const { format = 'text' } = options;
      if (format !== 'text') {
        const shown: ShownDifferences = {
          kernel: { scenario: open.scenario.id, ...open.scenario.kernel },
          left: { state: from.id, trace: left.trace },
          right: { state: to.id, trace: right.trace },
          differences: groupDifferences(alignment.differences),
          pages: {
            bytes: ranges.reduce((sum, range) => sum + range.bytes, 0),
            differing: ranges.flatMap((range) => range.differences),
          },
          readings: pairs,
        };
        const text =
          format === 'json'
            ? toJsonText(differenceData(shown))
            : REPORT_FORMATS[format](differenceReport(shown));
        deliver(context, text, options.output);
        return;
      }
      heading(context, open.scenario, left.trace);
      const { style } = context.terminal;
      context.out(`\n${style.bold(`${from.id} → ${to.id}`)}\n`);
      printDivergence(context, left, right, alignment.first);
      printBytes(context, ranges, pageRanges(left.trace).length);
      printReadings(context, left, right, pairs);
    });
  addFormats(command, ['markdown', 'mail', 'json']);
}

const compared = ({ state, trace }: RecordedState) => ({
  state: state.id,
  trace,
  timeline: new Timeline(trace),
});

type Divergence = NonNullable<ReturnType<typeof align>['first']>;

function divergenceJson(left: RecordedState, right: RecordedState, first: Divergence): unknown {
  const side = ({ trace, sources }: RecordedState, step: number) =>
    step < trace.length
      ? { step, place: placeOf(trace, step), source: lineText(sources.tree, trace, step) }
      : null;
  const { kind, text } = first;
  return { kind, text, left: side(left, first.left), right: side(right, first.right) };
}

function printDivergence(
  context: Context,
  left: RecordedState,
  right: RecordedState,
  first: Divergence | null,
): void {
  const { style } = context.terminal;
  if (!first) {
    context.out('\nfirst divergence  none: both runs take the same steps\n');
    return;
  }
  context.out(`\nfirst divergence  ${style.yellow(first.kind)}: ${first.text}\n`);
  const row = ({ state, trace, sources }: RecordedState, step: number) => {
    if (step >= trace.length) return [state.id, '', '', 'the run has ended'];
    const { functionName } = trace.step(step);
    const place = `${shortPlace(trace, step)} ${functionName}()`;
    return [state.id, `step ${step}`, place, lineText(sources.tree, trace, step)];
  };
  const rows = [row(left, first.left), row(right, first.right)];
  context.out(
    table([{ title: 'state' }, { title: 'step' }, { title: 'place' }, { title: 'source' }], rows, {
      heading: style.dim,
    }),
  );
}

function printBytes(context: Context, ranges: RangeComparison[], known: number): void {
  const { style } = context.terminal;
  const bytes = ranges.reduce((sum, range) => sum + range.bytes, 0);
  const differing = ranges.flatMap((range) => range.differences);
  context.out('\nstored bytes\n');
  if (known === 0) {
    context.out('  the program shows no struct pages (lab_pages), so none were compared\n');
    return;
  }
  for (const range of ranges) {
    if (range.problem !== null)
      context.out(`  ${style.yellow(`${range.name}: ${range.problem}`)}\n`);
  }
  if (differing.length === 0 && ranges.every((range) => range.problem === null)) {
    context.out(`  ${style.green('No stored byte differs')}\n`);
  } else {
    context.out(`  ${style.yellow(`${differing.length} stored bytes differ`)}\n`);
  }
  const names = ranges.map((range) => range.name).join('; ');
  for (const line of wrap(
    `${bytes} bytes of struct pages compared, as the runs show them: ${names}`,
    96,
  )) {
    context.out(style.dim(`  ${line}`) + '\n');
  }
  if (differing.length === 0) return;
  context.out(
    table(
      [{ title: 'page' }, { title: 'byte' }, { title: 'from' }, { title: 'to' }],
      differing
        .slice(0, LISTED)
        .map(({ page, offset, left, right }) => [page, `+${offset}`, hex(left, 2), hex(right, 2)]),
      { heading: style.dim },
    ),
  );
  if (differing.length > LISTED) context.out(`  … ${differing.length - LISTED} more\n`);
}

function printReadings(
  context: Context,
  left: RecordedState,
  right: RecordedState,
  pairs: ReturnType<typeof compareReadings>,
): void {
  const { style } = context.terminal;
  const differing = pairs.filter((pair) => pair.differs);
  context.out('\nreadings\n');
  if (differing.length === 0) {
    context.out(`  ${style.green(`none of ${pairs.length} readings differs`)}\n`);
    return;
  }
  context.out(`  ${style.yellow(`${differing.length} of ${pairs.length} readings differ`)}\n`);
  const isReading = (reading: Reading | null) => reading !== null;
  const total = byName(pairs);
  for (const [name, made] of byName(differing)) {
    const count = `${made.length} of ${total.get(name)?.length ?? made.length}`;
    context.out(`\n  ${style.bold(name)}  ${count}\n`);
    const lefts = made.map((pair) => pair.left).filter(isReading);
    const rights = made.map((pair) => pair.right).filter(isReading);
    const row = (id: string, values: Reading[]) => [
      id,
      values.length === 0 ? 'not made' : valuesText(values),
      viaText(values),
    ];
    context.out(rowsText([row(left.state.id, lefts), row(right.state.id, rights)]));
  }
}
