/** The struct pages that a program showed, one row each, and long runs of equal rows as one. */
import {
  pageCard,
  pageRanges,
  type Alias,
  type PageCard,
  type PageRange,
  Timeline,
  type Trace,
} from '../core/index.ts';
import { hex } from './output/hex.ts';

export interface PageRow {
  index: number;
  pfn: bigint;
  address: bigint;
  kind: string;
  flags: { raw: bigint; names: string[]; zone: string; node: number };
  /** The valid reading of word 1; member null when no member is valid. */
  word1: { value: bigint; member: string | null; text: string };
  refcount: bigint | null;
  mapcount: bigint | null;
}

export interface PageTable extends PageRange {
  rows: PageRow[];
}

/** The tables of all ranges, each at the moment at which the program showed it. */
export function pageTables(trace: Trace): PageTable[] {
  const size = BigInt(trace.program.records.get('struct page')?.size ?? 0);
  const timeline = new Timeline(trace);
  return pageRanges(trace).map((range) => {
    const position = range.step + 1;
    const memory = timeline.memoryAt(position);
    const rows = Array.from({ length: range.count }, (_, index) =>
      pageRow(pageCard(trace, position, memory, range.address + BigInt(index) * size), index),
    );
    return { ...range, rows };
  });
}

function pageRow(card: PageCard, index: number): PageRow {
  const aliases = card.words.flatMap((word) => word.aliases);
  const { raw, names, zone, node, order } = card.flags;
  const word = card.words[1];
  const valid = word?.aliases.find((alias) => alias.valid && alias.offset === word.offset);
  const any = word?.aliases[0];
  return {
    index,
    pfn: card.pfn,
    address: card.address,
    kind: card.kind,
    flags: { raw, names: order === null ? names : [`order=${order}`, ...names], zone, node },
    word1: {
      value: littleEndian(word?.bytes),
      member: valid?.member ?? null,
      text: valid?.text ?? any?.reason ?? '',
    },
    refcount: counter(aliases, '_refcount'),
    mapcount: counter(aliases, '_mapcount'),
  };
}

function counter(aliases: Alias[], name: string): bigint | null {
  const alias = aliases.find((one) => one.member === name || one.member === `${name}.counter`);
  return alias ? BigInt.asIntN(alias.size * 8, alias.value) : null;
}

function littleEndian(bytes: Uint8Array | undefined): bigint {
  return [...(bytes ?? [])].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** What a row shows besides its place: rows of equal cells are told as one. */
export function pageCells(row: PageRow): string[] {
  const number = (value: bigint | null) => (value === null ? '' : value.toString());
  const flags = row.flags.names.map((name) => name.replace(/^PG_/, ''));
  return [
    row.kind.replace(/^tail \d+ of 0x[0-9a-f]+/, 'tail').replace(/, MEMORY_DEVICE_\w+$/, ''),
    [...flags, row.flags.zone.replace(/^ZONE_/, '')].join(' '),
    wordText(row.word1),
    number(row.refcount),
    number(row.mapcount),
  ];
}

/** Word 1 in few characters; the page card tells the rest. */
function wordText({ member, text, value }: PageRow['word1']): string {
  if (member === null || text.startsWith('head | 1')) return text;
  return `${member} ${hex(value)}`;
}

export interface FoldedRow {
  first: PageRow;
  last: PageRow;
  cells: string[];
}

/** Runs of three and more equal rows become one. */
export function foldRows(rows: readonly PageRow[]): FoldedRow[] {
  const folded: FoldedRow[] = [];
  for (let start = 0; start < rows.length;) {
    const first = rows[start] as PageRow;
    const cells = pageCells(first);
    let end = start + 1;
    while (end < rows.length && same(cells, pageCells(rows[end] as PageRow))) end++;
    if (end - start >= 3) {
      folded.push({ first, last: rows[end - 1] as PageRow, cells });
    } else {
      for (const row of rows.slice(start, end)) folded.push({ first: row, last: row, cells });
    }
    start = end;
  }
  return folded;
}

function same(a: string[], b: string[]): boolean {
  return a.every((cell, index) => cell === b[index]);
}
