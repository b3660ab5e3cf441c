/** What came out of holding a run against a capture, for reading. */
import { disagreementText, type Excluded, type Given, type Tally } from '../core/index.ts';
import type { Verified } from './commands/verify.ts';
import type { Context } from './context.ts';
import { rowsText, wrap } from './output/table.ts';
import { outcomeText } from './outcome-text.ts';

/** Text wider than this is hard to read, however wide the terminal is. */
const WIDEST = 110;
/** Disagreements told in full; the rest is counted. */
const SHOWN = 1;

export function printVerification(context: Context, verified: Verified): void {
  const { style, columns } = context.terminal;
  const { open, state, trace, result } = verified;
  const width = Math.min(columns, WIDEST);
  const say = (text: string, indent = '  ') => {
    for (const line of wrap(text, width - indent.length)) context.out(`${indent}${line}\n`);
  };
  context.out(`${style.bold(context.named(result.file))}  ${result.title}\n`);
  say(`captured from ${result.kernel}, variant ${result.variant}`);
  say(`held against ${open.scenario.id}, state ${state.id}, ${trace.length} steps`);
  const { outcome } = trace.recording;
  if (outcome.kind !== 'finished' || outcome.exitCode !== 0)
    context.out(`  the run: ${outcomeText(context, outcome, trace.length)}\n`);
  context.out('\n');
  for (const { cells, detail } of rows(verified)) {
    context.out(rowsText([cells.map((cell, index) => cell.padEnd(WIDTHS[index]!))], '  '));
    for (const line of wrap(detail, width - DETAIL.length))
      if (line !== '') context.out(`${DETAIL}${style.dim(line)}\n`);
  }
  if (result.excluded.length > 0) {
    context.out(`\n  ${style.bold('not compared')}\n`);
    for (const { reason, what } of byReason(result.excluded)) {
      say(what, '    ');
      for (const line of wrap(reason, width - 6)) context.out(`      ${style.dim(line)}\n`);
    }
  }
  context.out('\n');
  if (result.agrees) context.out(`  ${style.green('agrees')}\n`);
  else printDisagreements(context, verified);
}

interface Row {
  /** What it is, how much of it agrees, and that in percent. */
  cells: string[];
  detail: string;
}

const WIDTHS = [24, 16, 7];
const DETAIL = ' '.repeat(4);

function rows({ result }: Verified): Row[] {
  const { events, bytes, objectBytes, entries, values, userspace } = result;
  const same = percent(events.matched, events.captured);
  const list: (Row | null)[] = [
    { cells: ['events, in order', `${events.matched} of ${events.captured}`, same], detail: '' },
    tallyRow('bytes of struct pages', bytes, inPages(result)),
    tallyRow('bytes of other objects', objectBytes, given(result.given)),
    tallyRow('page table entries', entries, ''),
    tallyRow('values', values, notRead(values.notRead)),
  ];
  if (userspace.captured > 0) {
    const lines = `${userspace.found} of ${userspace.captured}`;
    list.push({ cells: ['lines of output', lines], detail: '' });
  }
  return list.filter((row) => row !== null);
}

function inPages({ pages, strangers }: Verified['result']): string {
  const links = `${strangers} links of LRU lists by the order of the watched pages`;
  return strangers === 0 ? `in ${pages} struct pages` : `${links}, in ${pages} struct pages`;
}

function given(words: readonly Given[]): string {
  const names = [...new Set(words.map(({ name }) => name))].join(', ');
  return words.length === 0 ? '' : `who called it had set ${names} differently`;
}

const notRead = (count: number) => (count === 0 ? '' : `${count} more are not asked for`);

function tallyRow(name: string, tally: Tally, note: string): Row | null {
  if (tally.compared === 0) return null;
  const agreed = tally.asStored + tally.byTarget;
  const by = [`${tally.asStored} as stored`];
  if (tally.byTarget > 0) by.push(`${tally.byTarget} by what they point to`);
  if (note !== '') by.push(note);
  const cells = [name, `${agreed} of ${tally.compared}`, percent(agreed, tally.compared)];
  return { cells, detail: by.join(', ') };
}

/** `100 %` only if nothing at all differs. */
export function percent(part: number, whole: number): string {
  if (part === whole) return '100 %';
  const text = ((100 * part) / whole).toFixed(2);
  return `${text === '100.00' ? '99.99' : text} %`;
}

/** The same reason is told once, for everything that it holds for. */
function byReason(excluded: readonly Excluded[]): { reason: string; what: string }[] {
  const groups = new Map<string, Excluded[]>();
  for (const one of excluded) groups.set(one.reason, [...(groups.get(one.reason) ?? []), one]);
  return [...groups].map(([reason, all]) => {
    const start = /^\w+ of (?=\w+\(\)$)/.exec(all[0]!.what)?.[0] ?? '';
    const rest = all.map(({ what }) => (what.startsWith(start) ? what.slice(start.length) : what));
    const count = all.reduce((sum, one) => sum + one.count, 0);
    const { unit } = all[0]!;
    const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return { reason, what: `${start}${rest.join(', ')}: ${amount}` };
  });
}

function printDisagreements(context: Context, { result }: Verified): void {
  const { style } = context.terminal;
  const count = result.disagreements.length;
  context.out(`  ${style.red(`${count} disagreement${count === 1 ? '' : 's'}`)}, the first:\n\n`);
  for (const found of result.disagreements.slice(0, SHOWN)) {
    for (const line of disagreementText(found).split('\n')) context.out(`    ${line}\n`);
  }
}
