/** The page card and the writers of a word as tables. */
import { hex, toUint } from '../mm/bytes.ts';
import type { MemoryView } from '../machine/memory.ts';
import { flagsText } from '../mm/page-flags.ts';
import type { Alias, PageCard, PageWord } from '../mm/page-card.ts';
import { writerText, writtenText } from '../mm/provenance.ts';
import { pageRecords } from '../mm/vmemmap.ts';
import { wordHistory } from '../mm/word-history.ts';
import type { Trace, WriteRef } from '../trace/index.ts';
import { cInitialiser } from './c-initialiser.ts';
import { kernelText, momentText, shortPath, type ShownKernel } from './facts.ts';
import type { Report, ReportTable } from './report.ts';

/** A struct page as it is at a moment of a run, and what the run is of. */
export interface ShownPage {
  kernel: ShownKernel;
  trace: Trace;
  /** Steps 0 to position - 1 have run. */
  position: number;
  memory: MemoryView;
  card: PageCard;
  /** `order 4[1]`, `src0`; empty where the page has no name. */
  name: string;
  /** 0 … 7: the word whose writers are told. */
  word: number;
}

/** The card: every word with its valid members and what they say, and the writers of one word. */
export function pageReport(page: ShownPage): Report {
  return {
    title: pageTitle(page),
    facts: [
      ...pageFacts(page),
      ['kind', kindText(page.card)],
      ['flags', flagsText(page.card.flags)],
    ],
    tables: [wordTable(page), writerTable(page)],
  };
}

/** The writers of the chosen word alone. */
export function writersReport(page: ShownPage): Report {
  const word = page.card.words[page.word];
  return {
    title: `Who wrote word ${page.word} of the ${pageTitle(page)}`,
    facts: [...pageFacts(page), ['value', word ? wordText(word.bytes) : '']],
    tables: [writerTable(page)],
  };
}

/** The card as data, for JSON: what it says, without the types. */
export function pageData({ trace, card, name, position, word }: ShownPage) {
  const { words, ...rest } = card;
  return {
    page: name,
    afterStep: position - 1,
    ...rest,
    words: words.map(({ aliases, writer, ...one }) => ({
      ...one,
      writer: writer && writerData(trace, writer),
      aliases: aliases.map(({ type: _type, ...alias }) => alias),
    })),
    writersOfWord: { word, writers: writersOf(trace, position, card, word) },
  };
}

/** The struct page as a C initialiser; unions by the members that are valid. */
export function pageInitialiser(page: ShownPage): string {
  const { card, trace } = page;
  const valid = new Set(
    card.words.flatMap(({ aliases }) =>
      aliases.filter((alias) => alias.valid).map(({ member, offset }) => `${offset} ${member}`),
    ),
  );
  return cInitialiser(pageRecords(trace.program).page, card.bytes, {
    name: `page_${card.pfn.toString(16)}`,
    comment: [
      pageTitle(page),
      kindText(card),
      ...pageFacts(page).map(([name, value]) => `${name}: ${value}`),
      ...wordTable(page).rows.map(([place, , member, , text]) => `${place} ${member}: ${text}`),
    ],
    prefers: (path, offset) => valid.has(`${offset} ${path}`),
  });
}

export function pageTitle({ card, name }: Pick<ShownPage, 'card' | 'name'>): string {
  return `struct page ${name === '' ? '' : `${name}, `}pfn ${hex(card.pfn)}`;
}

export function kindText({ kind, headAddress, order }: PageCard): string {
  return headAddress !== null && order !== null ? `${kind}, order ${order}` : kind;
}

export function pageFacts({ kernel, trace, position, card }: ShownPage): [string, string][] {
  return [
    ['scenario', kernel.scenario],
    ['state', kernel.state],
    ['kernel', kernelText(kernel, trace)],
    ['moment', momentText(trace, position)],
    ['address', hex(card.address)],
  ];
}

function wordTable(page: ShownPage): ReportTable {
  return {
    title: 'words',
    columns: [
      { title: 'byte', align: 'right' },
      { title: 'value', code: true },
      { title: 'member', code: true },
      { title: 'step', align: 'right' },
      { title: 'reads as' },
    ],
    rows: page.card.words.flatMap((word) => wordRows(page, word)),
    empty: 'the struct page has no words',
  };
}

/** A row for each thing that the word holds: two counters share one, a list pointer has two names. */
function wordRows({ trace, position, card }: ShownPage, word: PageWord): string[][] {
  const groups = new Map<string, Alias[]>();
  for (const alias of word.aliases.filter(({ valid }) => valid)) {
    const key = `${alias.offset} ${alias.size} ${alias.text}`;
    groups.set(key, [...(groups.get(key) ?? []), alias]);
  }
  const value = wordText(word.bytes);
  if (groups.size === 0) {
    const step = word.writer ? String(word.writer.step) : '';
    return [[`+${word.offset}`, value, '', step, word.aliases[0]?.reason ?? '']];
  }
  return [...groups.values()].map((group, index) => {
    const [first] = group as [Alias, ...Alias[]];
    const address = card.address + BigInt(first.offset);
    const write = position > 0 ? trace.lastWrite(address, first.size, position - 1) : null;
    return [
      `+${first.offset}`,
      index === 0 ? value : '',
      [...new Set(group.map(({ member }) => member))].join(' = '),
      write ? String(write.step) : '',
      first.text,
    ];
  });
}

function writerTable({ trace, position, card, word }: ShownPage): ReportTable {
  return {
    title: `writers of word ${word}`,
    columns: [
      { title: 'step', align: 'right' },
      { title: 'value', code: true },
      { title: 'as', code: true },
      { title: 'by' },
    ],
    rows: writersOf(trace, position, card, word).map((write) => [
      String(write.step),
      write.value,
      write.as.replace(/^(struct|union) /, ''),
      `${write.by}, ${shortPath(write.place)}`,
    ]),
    empty: 'no step of the run has written it',
  };
}

function writersOf(trace: Trace, position: number, card: PageCard, word: number) {
  const address = card.address + BigInt(word * 8);
  return wordHistory(trace, position, address, 8).map((write) => writerData(trace, write));
}

/** A write as data. */
export function writerData(trace: Trace, write: WriteRef) {
  const { step, before, after, address } = write;
  const { file, line } = trace.step(step);
  return {
    step,
    as: writtenText(write.site),
    by: writerText(trace, write),
    place: `${file}:${line}`,
    value: after.length <= 8 ? wordText(after) : `${after.length} bytes`,
    address,
    before,
    after,
  };
}

/** The little-endian number in up to eight bytes, all its digits shown. */
function wordText(bytes: Uint8Array): string {
  return `0x${toUint(bytes)
    .toString(16)
    .padStart(bytes.length * 2, '0')}`;
}
