/** `folioscope page`: the bytes of one struct page with every reading of every word. */
import { InvalidArgumentError, type Command } from 'commander';
import {
  pageCard,
  pageData,
  pageInitialiser,
  pageReport,
  pageSvg,
  rawRows,
  toJsonText,
  wordHistory,
  writerText,
  writtenText,
  type Alias,
  type PageCard,
  type ShownPage,
  type Trace,
  type WriteRef,
} from '../../core/index.ts';
import type { Context } from '../context.ts';
import { ContentError, UsageError } from '../errors.ts';
import { addFormats, deliver, REPORT_FORMATS, type FormatOptions } from '../formats.ts';
import { findPage, PAGE_HELP } from '../find-page.ts';
import { kernelSummary } from '../kernel-line.ts';
import { hex, hexBytes, hexWord } from '../output/hex.ts';
import { table, wrap } from '../output/table.ts';
import { memoryAt, placeOf, record, shortPlace } from '../recorded.ts';
import {
  comparePagesAsked,
  pageAgainst,
  parseAgainst,
  type AgainstOptions,
} from './page-against.ts';
import { heading } from './run.ts';

type Options = FormatOptions<keyof typeof FORMATS> & AgainstOptions & { word: number };

export function addPage(program: Command, context: Context): void {
  const command = program
    .command('page')
    .description('show the bytes of a struct page, every alias of every word, and who wrote one')
    .argument('<scenario>')
    .requiredOption('--state <id>', 'the state to run')
    .requiredOption('--page <page>', PAGE_HELP)
    .option(
      '--at <step>',
      'as it is just after this step (default: when the program shows it)',
      parseStep,
    )
    .option('--word <number>', 'the word whose writers are told, 0 to 7', parseWord, 1)
    .option(
      '--against <moment>',
      'compare field by field with another state, another step, or both: STATE, @STEP, STATE@STEP',
      parseAgainst,
    )
    .option('--against-page <page>', 'compare with this page instead of the same one')
    .option('--as <record>', "compare what lies there as this record, such as 'struct folio'")
    .option('--json', 'print one JSON document')
    .action((name: string, options: Options) => {
      if (comparePagesAsked(options)) return void pageAgainst(context, name, options);
      const open = context.openScenario(name);
      const recorded = record(open, context.state(open.scenario, options.state));
      const { trace, state } = recorded;
      if (options.at !== undefined && options.at >= trace.length) {
        throw new UsageError(`--at ${options.at}: the run has steps 0 to ${trace.length - 1}`);
      }
      if (trace.program.records.get('struct page')?.complete !== true) {
        throw new ContentError(`${open.scenario.id}: the program defines no struct page`);
      }
      const { address, name: pageName, shownAt } = findPage(trace, options.page);
      const position = (options.at ?? shownAt ?? trace.length - 1) + 1;
      const memory = memoryAt(trace, position);
      const card = pageCard(trace, position, memory, address);
      const { word, format = 'text' } = options;
      const writers = wordHistory(trace, position, address + BigInt(word * WORD_SIZE), WORD_SIZE);
      if (options.json) {
        context.json({
          scenario: open.scenario.id,
          kernel: kernelSummary(open.scenario, trace),
          state: state.id,
          afterStep: position - 1,
          page: pageName,
          ...cardJson(trace, card),
          [`word${word}Writers`]: writers.map((write) => writerJson(trace, write)),
        });
        return;
      }
      if (format !== 'text') {
        const kernel = { scenario: open.scenario.id, state: state.id, ...open.scenario.kernel };
        const shown = { kernel, trace, position, memory, card, name: pageName, word };
        deliver(context, FORMATS[format](shown), options.output);
        return;
      }
      heading(context, open.scenario, trace);
      const { style } = context.terminal;
      const when = `after step ${position - 1} of ${trace.length}`;
      context.out(`\n${style.bold(style.cyan(`── ${state.id}`))}  ${when}\n\n`);
      printCard(context, card, pageName);
      printWriters(context, trace, writers, word);
    });
  addFormats(command, Object.keys(FORMATS));
}

const WORD_SIZE = 8;

const FORMATS = {
  markdown: (page: ShownPage) => REPORT_FORMATS.markdown(pageReport(page)),
  mail: (page: ShownPage) => REPORT_FORMATS.mail(pageReport(page)),
  raw: ({ card, memory }: ShownPage) => rawRows(card, memory),
  c: pageInitialiser,
  json: (page: ShownPage) => toJsonText(pageData(page)),
  svg: (page: ShownPage) => pageSvg(page, 'light'),
};

function parseWord(text: string): number {
  if (!/^[0-7]$/.test(text))
    throw new InvalidArgumentError('is not a word of a struct page (0 to 7).');
  return Number(text);
}

function parseStep(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('is not a step number.');
  return Number(text);
}

function cardJson(trace: Trace, card: PageCard): Record<string, unknown> {
  const { address, pfn, kind, headAddress, order, device, flags, bytes } = card;
  return {
    address,
    pfn,
    kind,
    headAddress,
    order,
    device,
    flags,
    bytes,
    words: card.words.map((word) => ({
      offset: word.offset,
      bytes: word.bytes,
      writer: word.writer && writerJson(trace, word.writer),
      aliases: word.aliases.map(({ type: _type, ...alias }) => alias),
    })),
  };
}

function writerJson(trace: Trace, write: WriteRef): Record<string, unknown> {
  const { step, before, after } = write;
  return {
    step,
    as: writtenText(write.site),
    by: writerText(trace, write),
    place: placeOf(trace, step),
    address: write.address,
    before,
    after,
  };
}

function printCard(context: Context, card: PageCard, name: string): void {
  const { style } = context.terminal;
  const called = name === '' ? '' : `${name}  `;
  context.out(
    `${style.bold(`${called}pfn ${hex(card.pfn)}`)}  struct page at ${hex(card.address)}\n`,
  );
  context.out(
    `${card.kind}${card.headAddress !== null && card.order !== null ? `, order ${card.order}` : ''}\n`,
  );
  for (const word of card.words) {
    const place = `+${word.offset}`.padEnd(4);
    context.out(`\n${place} ${style.bold(hexBytes(word.bytes))}   ${hexWord(word.bytes)}\n`);
    const valid = grouped(
      word.aliases.filter((one) => one.valid),
      ({ text, reason }) => text + reason,
    );
    const width = Math.max(
      ...valid.map((group) => labels(group).length),
      ...word.aliases.filter((one) => !one.valid).map((one) => label(one).length),
    );
    for (const group of valid) printValid(context, group, width);
    const others = word.aliases.filter((one) => !one.valid);
    for (const group of grouped(others, ({ reason }) => reason)) printOthers(context, group, width);
  }
}

/** Aliases of equal key together, in the order in which the keys first appear. */
function grouped(aliases: Alias[], keyOf: (alias: Alias) => string): Alias[][] {
  const groups = new Map<string, Alias[]>();
  for (const alias of aliases) {
    const key = keyOf(alias);
    const group = groups.get(key);
    if (group) group.push(alias);
    else groups.set(key, [alias]);
  }
  return [...groups.values()];
}

/** `mlock_count (+20)` where a member does not start with its word. */
function label(alias: Alias): string {
  return alias.offset % 8 === 0 ? alias.member : `${alias.member} (+${alias.offset})`;
}

const labels = (group: Alias[]) => group.map(label).join(' = ');

/** Names of one thing: `compound_head = _head_1`, what it reads, and why it is the valid reading. */
function printValid(context: Context, group: Alias[], width: number): void {
  const [alias] = group;
  if (!alias) return;
  const { style, columns } = context.terminal;
  const [first = '', ...rest] = wrap(alias.text, columns - width - 8);
  context.out(`   ${style.green('●')} ${style.green(labels(group).padEnd(width))}  ${first}\n`);
  for (const line of rest) context.out(`${' '.repeat(width + 7)}${line}\n`);
  for (const line of wrap(alias.reason, columns - 8)) context.out(`       ${style.dim(line)}\n`);
}

/** Names that are not valid for one reason, each with what it would read. */
function printOthers(context: Context, group: Alias[], width: number): void {
  const { style, columns } = context.terminal;
  const [first = '', ...rest] = wrap(group[0]?.reason ?? '', columns - 6);
  context.out(style.dim(`   ○ ${first}`) + '\n');
  for (const line of rest) context.out(style.dim(`     ${line}`) + '\n');
  for (const alias of group) {
    const [text = '', ...more] = wrap(alias.text, columns - width - 8);
    context.out(style.dim(`     ${label(alias).padEnd(width)}  ${text}`) + '\n');
    for (const line of more) context.out(style.dim(' '.repeat(width + 7) + line) + '\n');
  }
}

function printWriters(context: Context, trace: Trace, writers: WriteRef[], word: number): void {
  const { style } = context.terminal;
  const fills = writers.filter((write) => write.site.kind === 'block-write').length;
  const steps = (count: number) => `${count} ${count === 1 ? 'step' : 'steps'}`;
  const count = `${steps(writers.length - fills)}${fills > 0 ? `, and ${steps(fills)} that filled it` : ''}`;
  context.out(`\n${style.bold(`writers of word ${word}`)}  ${count}\n`);
  if (writers.length === 0) return;
  context.out(
    table(
      [
        { title: 'step', align: 'right' },
        { title: 'written as' },
        { title: 'value' },
        { title: 'by' },
        { title: 'at' },
      ],
      writers.map((write) => [
        String(write.step),
        writtenText(write.site).replace(/^(struct|union) /, ''),
        write.after.length <= 8 ? hexWord(write.after) : `${write.after.length} bytes`,
        writerText(trace, write),
        shortPlace(trace, write.step),
      ]),
      { heading: style.dim },
    ),
  );
}
