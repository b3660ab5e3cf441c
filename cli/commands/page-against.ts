/** `folioscope page … --against …`: two struct pages, or one at two moments, field by field. */
import { InvalidArgumentError } from 'commander';
import {
  align,
  compareObjects,
  composeLineMaps,
  DIFFERENCE_SIGNS,
  invertLineMap,
  objectData,
  objectReport,
  objectTitle,
  rawText,
  shownFields,
  toJsonText,
  type FieldGroup,
  type ObjectField,
  type ShownComparison,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { ContentError, UsageError } from '../errors.ts';
import { findPage } from '../find-page.ts';
import { deliver, REPORT_FORMATS } from '../formats.ts';
import { hex } from '../output/hex.ts';
import { wrap } from '../output/table.ts';
import { memoryAt, record, type RecordedState } from '../recorded.ts';
import { heading } from './run.ts';

export interface AgainstOptions {
  format?: string;
  output?: string;
  state: string;
  page: string;
  at?: number;
  against?: Against;
  againstPage?: string;
  as?: string;
  json?: boolean;
}

/** The other moment: what is not named is as on the left. */
export interface Against {
  state: string | null;
  step: number | null;
}

export const comparePagesAsked = ({ against, againstPage }: AgainstOptions) =>
  against !== undefined || againstPage !== undefined;

/** `v9`, `@23318`, `v9@23318`. */
export function parseAgainst(text: string): Against {
  const match = /^([^@]+)?(?:@(\d+))?$/.exec(text);
  if (!match || text === '') throw new InvalidArgumentError('is no STATE, @STEP or STATE@STEP.');
  return { state: match[1] ?? null, step: match[2] === undefined ? null : Number(match[2]) };
}

export function pageAgainst(context: Context, name: string, options: AgainstOptions): void {
  const shown = compared(context, name, options);
  const { format = 'text' } = options;
  if (options.json === true) context.json(objectData(shown));
  else if (format === 'json') deliver(context, toJsonText(objectData(shown)), options.output);
  else if (format === 'markdown' || format === 'mail') {
    deliver(context, REPORT_FORMATS[format](objectReport(shown)), options.output);
  } else if (format !== 'text') {
    throw new UsageError(`--format ${format}: a comparison has text, markdown, mail and json`);
  } else {
    heading(context, context.openScenario(name).scenario, shown.comparison.left.trace);
    printComparison(context, shown);
  }
}

function compared(context: Context, name: string, options: AgainstOptions): ShownComparison {
  const open = context.openScenario(name);
  const { against = { state: null, step: null } } = options;
  const left = record(open, context.state(open.scenario, options.state));
  const right =
    against.state === null || against.state === left.state.id
      ? left
      : record(open, context.state(open.scenario, against.state));
  const pageLeft = findPage(left.trace, options.page);
  const pageRight = findPage(right.trace, options.againstPage ?? options.page);
  const at = options.at ?? pageLeft.shownAt ?? left.trace.length - 1;
  const otherAt = against.step ?? stepThere(left, right, options.at, pageRight.shownAt, at);
  checkStep('--at', at, left);
  checkStep('--against', otherAt, right);
  const one = ({ trace }: RecordedState, step: number, { address }: { address: bigint }) => ({
    ...{ trace, position: step + 1, memory: memoryAt(trace, step + 1), address },
    record: options.as ?? 'struct page',
  });
  try {
    return {
      kernel: { scenario: open.scenario.id, ...open.scenario.kernel },
      left: { state: left.state.id, name: pageLeft.name },
      right: { state: right.state.id, name: pageRight.name },
      comparison: compareObjects(one(left, at, pageLeft), one(right, otherAt, pageRight)),
    };
  } catch (error) {
    throw new ContentError(error instanceof Error ? error.message : String(error));
  }
}

/** The step on the right where none is named: the aligned one, or where the program shows the page. */
function stepThere(
  left: RecordedState,
  right: RecordedState,
  asked: number | undefined,
  shownAt: number | null,
  at: number,
): number {
  if (left === right) return at;
  if (asked === undefined && shownAt !== null) return shownAt;
  const lines = composeLineMaps(invertLineMap(left.sources.lines), right.sources.lines);
  return Math.max(0, align(left.trace, right.trace, lines).toRight(at + 1) - 1);
}

function checkStep(option: string, step: number, { trace, state }: RecordedState): void {
  if (step < trace.length) return;
  throw new UsageError(
    `${option}: the run of ${state.id} has steps 0 to ${trace.length - 1}, not ${step}`,
  );
}

function printComparison(context: Context, { left, right, comparison }: ShownComparison): void {
  const { style } = context.terminal;
  const { groups, left: from, right: to } = comparison;
  const differing = groups.filter(({ difference }) => difference !== 'equal');
  context.out(`\n${style.bold(from.record)}\n`);
  context.out(`  − ${objectTitle(left, from.position)}  ${style.dim(hex(from.address))}\n`);
  context.out(`  + ${objectTitle(right, to.position)}  ${style.dim(hex(to.address))}\n\n`);
  if (differing.length === 0) {
    context.out(`all ${groups.length} places are equal\n`);
    return;
  }
  context.out(`${differing.length} of ${groups.length} places differ\n`);
  for (const group of differing) printGroup(context, group);
}

function printGroup(context: Context, group: FieldGroup): void {
  const { style, columns } = context.terminal;
  const side = (sign: string, field: ObjectField | null) => {
    if (!field) return context.out(`        ${sign} no member of this object\n`);
    const lead = `        ${sign} ${rawText(field)}  `;
    const why = field.valid ? '' : ` (${field.reason})`;
    const [first = '', ...rest] = wrap(field.text + why, Math.max(24, columns - lead.length));
    context.out(`${lead}${field.valid ? first : style.dim(first)}\n`);
    for (const line of rest) context.out(`${' '.repeat(lead.length)}${style.dim(line)}\n`);
  };
  for (const { member, offset, size, left, right } of shownFields(group)) {
    const sign = style.yellow(DIFFERENCE_SIGNS[group.difference]);
    const note =
      group.difference === 'names'
        ? 'same bits, another valid member'
        : group.alike
          ? 'the same thing at another address'
          : '';
    const place = `+${offset}`.padEnd(5);
    context.out(
      `\n ${sign} ${place} ${style.bold(member)}  ${style.dim(`${size} ${size === 1 ? 'byte' : 'bytes'}${note === '' ? '' : `, ${note}`}`)}\n`,
    );
    side('−', left);
    side('+', right);
  }
}
