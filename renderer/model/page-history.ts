import { pageHistory, writerText, writtenText, type PageWrite } from '../../core/index.ts';
import type { Pairing, Side, StateSession } from './session.ts';
import type { ShownRange } from './shown-ranges.ts';
import { valueText } from './writers.ts';

/** One write into a struct page, in both states or in one. */
export interface HistoryLine {
  key: string;
  /** The steps that made it. */
  steps: Record<Side, number | null>;
  /** `1`, or `0–7`. */
  word: string;
  /** The first word that it covers: what a click on the line selects. */
  first: number;
  /** The members it was written as; the C text where the code named none. */
  as: string;
  value: string;
  before: string;
  by: string;
}

/** A state with the part of its run that is looked at. */
export interface HistorySide {
  session: StateSession;
  range: Pick<ShownRange, 'from' | 'until'> | null;
}

/**
 * The writes of a page in time. What both states write the same at steps that correspond is one line;
 * of the others each stands where it belongs in the run of the side that drives.
 */
export function historyLines(
  address: bigint,
  driver: Side,
  sides: Record<Side, HistorySide | null>,
  pairing: Pairing | null,
): HistoryLine[] {
  const mine = linesOf(address, driver, sides[driver]);
  const other: Side = driver === 'left' ? 'right' : 'left';
  if (!pairing) return mine.map(({ line }) => line);
  const theirs = linesOf(address, other, sides[other]);
  const { alignment } = pairing;
  const merged = new Set<Line>();
  const find = groupBy(theirs, ({ step }) => step);
  // A changed line of the sources has a partner in one direction only.
  const findHere = groupBy(theirs, ({ step }) => alignment.across(other, step));
  for (const { line, step } of mine) {
    const candidates = [...find(alignment.across(driver, step)), ...findHere(step)];
    const same = candidates.find((each) => !merged.has(each) && sameWrite(each.line, line));
    if (!same) continue;
    merged.add(same);
    line.steps[other] = same.step;
  }
  const alone = theirs.filter((each) => !merged.has(each));
  const placed = [
    ...mine,
    ...alone.map(({ line, step }) => ({ line, step: alignment.across(other, step) })),
  ];
  return placed.toSorted((a, b) => a.step - b.step).map(({ line }) => line);
}

function groupBy(lines: readonly Line[], stepOf: (line: Line) => number) {
  const groups = new Map<number, Line[]>();
  for (const line of lines) {
    const step = stepOf(line);
    const group = groups.get(step);
    if (group) group.push(line);
    else groups.set(step, [line]);
  }
  return (step: number) => groups.get(step) ?? [];
}

interface Line {
  line: HistoryLine;
  /** In the run of its own side. */
  step: number;
}

function linesOf(address: bigint, side: Side, of: HistorySide | null): Line[] {
  if (!of) return [];
  const { trace } = of.session;
  return pageHistory(trace, address, of.range?.from, of.range?.until).map((entry, index) => {
    const { write, words } = entry;
    const place = address + BigInt(words.first * 8);
    return {
      step: write.step,
      line: {
        key: `${side} ${index}`,
        steps: { left: null, right: null, [side]: write.step },
        word: words.first === words.last ? String(words.first) : `${words.first}–${words.last}`,
        first: words.first,
        as: asText(entry),
        value: valueText(write, write.after, place),
        before: valueText(write, write.before, place),
        by: writerText(trace, write),
      },
    };
  });
}

function asText({ names, write }: PageWrite): string {
  return names.length > 0 ? names.join(', ') : writtenText(write.site);
}

function sameWrite(a: HistoryLine, b: HistoryLine): boolean {
  return a.word === b.word && a.value === b.value && a.as === b.as && a.by === b.by;
}
