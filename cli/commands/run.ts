/** `folioscope run`: what one state, or each in turn, says and leaves behind. */
import type { Command } from 'commander';
import {
  judge,
  processRuns,
  processText,
  readings,
  sanitize,
  type Finding,
  type Judgement,
  type RecordedEvent,
  type Scenario,
  type Trace,
} from '../../core/index.ts';
import { patchedState, type Context } from '../context.ts';
import { byName, splitName, valuesText } from '../fold-readings.ts';
import { kernelLines, kernelSummary } from '../kernel-line.ts';
import { outcomeText } from '../outcome-text.ts';
import { hex } from '../output/hex.ts';
import { table, wrap } from '../output/table.ts';
import { foldRows, pageTables, type PageTable } from '../page-table.ts';
import { record, shortPath, type RecordedState } from '../recorded.ts';

interface Options {
  state?: string;
  without?: string[];
  json?: boolean;
}

/** The option that leaves hunks out; `run` and `diff` have it. */
export const WITHOUT = [
  '--without <hunk...>',
  'leave out hunks of the patch, such as mm/memory.c:1 (see "folioscope hunks")',
] as const;

export function addRun(program: Command, context: Context, done: (exitCode: number) => void): void {
  program
    .command('run')
    .description('run a scenario: dmesg, readings, outcome and page table of each state')
    .argument('<scenario>')
    .option('--state <id>', 'only this state')
    .option(...WITHOUT)
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      const shipped = context.openScenario(name);
      const { without = [] } = options;
      const wanted =
        without.length > 0 ? (options.state ?? patchedState(shipped.scenario)) : options.state;
      const [open, chosen] = context.without(shipped, wanted, without);
      const states = context.states(open.scenario, chosen);
      const reports: unknown[] = [];
      states.forEach((state, index) => {
        const recorded = record(open, state);
        const tables = pageTables(recorded.trace);
        const findings = sanitize(recorded.trace);
        const { expectations } = open.scenario;
        const expected = judge(recorded.trace, state.id, expectations, findings);
        // A patch without some of its hunks is expected to break something.
        if (without.length === 0 && expected.some(({ met }) => !met)) done(1);
        if (recorded.trace.recording.outcome.kind === 'budget') done(1);
        if (options.json) reports.push(stateJson(recorded, tables, findings, expected));
        else {
          if (index === 0) heading(context, open.scenario, recorded.trace);
          printState(context, recorded, tables, findings, expected);
        }
        if (options.json && index === states.length - 1) {
          const { id, title } = open.scenario;
          const kernel = kernelSummary(open.scenario, recorded.trace);
          context.json({ scenario: id, title, kernel, states: reports });
        }
      });
    });
}

/** Scenario and kernel, once on top of every report. */
export function heading(context: Context, scenario: Scenario, trace: Trace): void {
  const { style } = context.terminal;
  const { line, config } = kernelLines(kernelSummary(scenario, trace));
  context.out(`${style.bold(scenario.id)}  ${scenario.title}\n${line}\n`);
  for (const part of wrap(config, 96)) context.out(style.dim(`  ${part}`) + '\n');
}

function stateJson(
  { state, trace }: RecordedState,
  tables: PageTable[],
  findings: readonly Finding[],
  expected: readonly Judgement[],
): unknown {
  const { events, outcome } = trace.recording;
  const only = <K extends RecordedEvent['kind']>(kind: K) =>
    events
      .filter((event): event is Extract<RecordedEvent, { kind: K }> => event.kind === kind)
      .map(({ kind: _kind, ...rest }) => rest);
  return {
    id: state.id,
    title: state.title,
    steps: trace.length,
    outcome,
    dmesg: only('printk'),
    warnings: only('warning'),
    expected,
    findings: findings.map(({ address, ...rest }) => ({ ...rest, address: hex(address) })),
    marks: only('mark'),
    processes: processRuns(events).runs,
    readings: readings(trace),
    pages: tables,
  };
}

function printState(
  context: Context,
  { state, trace }: RecordedState,
  tables: PageTable[],
  findings: readonly Finding[],
  expected: readonly Judgement[],
): void {
  const { style } = context.terminal;
  context.out(`\n${style.bold(style.cyan(`── ${state.id}`))}  ${state.title}\n`);
  printDmesg(context, trace);
  printReadings(context, trace);
  printFindings(context, trace, findings);
  printExpected(context, trace, expected);
  context.out(`\noutcome  ${outcomeText(context, trace.recording.outcome, trace.length)}\n`);
  for (const one of tables) printTable(context, one);
}

function printDmesg(context: Context, trace: Trace): void {
  const { style } = context.terminal;
  const width = String(trace.length).length;
  const { runs } = processRuns(trace.recording.events);
  let process = 0;
  const lines = trace.recording.events.flatMap((event) => {
    const step = style.dim(`[step ${String(event.step).padStart(width)}]`);
    switch (event.kind) {
      case 'printk':
        return [`${step} ${event.level <= 3 ? style.red(event.text) : event.text}`];
      case 'warning': {
        const text = `WARNING: ${event.file}:${event.line} ${event.function}: ${event.text}`;
        return [`${step} ${style.yellow(text)}`];
      }
      case 'mark':
        return [`${step} ${style.cyan(`── ${event.text}`)}`];
      case 'stdout':
        return [`${step} ${event.text.trimEnd()}`];
      case 'process': {
        const run = runs[process++];
        return run && runs.length > 1 ? [`${step} ${style.dim(processText(run))}`] : [];
      }
      default:
        return [];
    }
  });
  context.out(`\ndmesg${lines.length === 0 ? '  nothing' : ''}\n`);
  for (const line of lines) context.out(`  ${line}\n`);
}

function printReadings(context: Context, trace: Trace): void {
  const all = byName(readings(trace));
  if (all.size === 0) return;
  const { style } = context.terminal;
  const rows: string[][] = [];
  let group = '';
  for (const [name, made] of all) {
    const split = splitName(name);
    if (split.group !== group) {
      group = split.group;
      if (group !== '') rows.push([style.bold(group)]);
    }
    const short = group === '' ? split.short : `  ${split.short}`;
    rows.push([short, String(made.length), valuesText(made)]);
  }
  context.out('\nreadings\n');
  context.out(
    table([{ title: 'name' }, { title: 'times', align: 'right' }, { title: 'values' }], rows, {
      heading: style.dim,
    }),
  );
}

/** What the sanitizers say: each finding with the step that led to it. */
function printFindings(context: Context, trace: Trace, found: readonly Finding[]): void {
  const { style } = context.terminal;
  const width = String(trace.length).length;
  const at = (step: number) => style.dim(`[step ${String(step).padStart(width)}]`);
  context.out(`\nsanitizers${found.length === 0 ? '  nothing' : ''}\n`);
  const indent = ' '.repeat(width + 12);
  const where = (place: string) => `${indent}${shortPath(place)}\n`;
  for (const { kind, text, place, step, cause, count } of found) {
    const times = count > 1 ? style.dim(` (${count} times)`) : '';
    context.out(`  ${at(step)} ${style.yellow(kind)}${times}\n`);
    for (const part of wrap(text, 96)) context.out(`${indent}${part}\n`);
    context.out(where(place));
    if (cause) context.out(`  ${at(cause.step)} ${cause.text}\n${where(cause.place)}`);
  }
}

/** What the scenario says of this state, and whether it came true. */
function printExpected(context: Context, trace: Trace, expected: readonly Judgement[]): void {
  if (expected.length === 0) return;
  const { style } = context.terminal;
  const width = String(trace.length).length;
  const indent = ' '.repeat(width + 12);
  context.out('\nexpected\n');
  for (const { text, met, detail, step } of expected) {
    const at = `[step ${String(step).padStart(width)}]`;
    const sign = met ? style.green('met') : style.red('NOT MET');
    context.out(`  ${style.dim(at)} ${sign}  ${text}\n`);
    for (const part of wrap(detail, 92)) context.out(style.dim(`${indent}${part}`) + '\n');
  }
}

function printTable(context: Context, { name, address, count, step, rows }: PageTable): void {
  const { style } = context.terminal;
  const device = rows.map((row) => /MEMORY_DEVICE_\w+/.exec(row.kind)?.[0]).find((type) => type);
  const from = `${count} struct pages from ${hex(address)}`;
  const what = device === undefined ? from : `${from}, ${device}`;
  context.out(`\n${style.bold(name)}  ${what}, as shown at step ${step}\n`);
  const span = (first: string, last: string) => (first === last ? first : `${first} … ${last}`);
  context.out(
    table(
      [
        { title: 'page', align: 'right' },
        { title: 'pfn' },
        { title: 'role' },
        { title: 'flags, zone' },
        { title: 'word 1' },
        { title: 'refs', align: 'right' },
        { title: '_mapcount', align: 'right' },
      ],
      foldRows(rows).map(({ first, last, cells }) => [
        span(String(first.index), String(last.index)),
        span(hex(first.pfn), hex(last.pfn)),
        ...cells,
      ]),
      { heading: style.dim },
    ),
  );
}
