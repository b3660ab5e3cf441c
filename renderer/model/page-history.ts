import { pageHistory, writerText, writtenText, type PageWrite } from '../../core/index.ts';
import { SIDES, type Side, type StateSession } from './session.ts';
import type { ShownRange } from './shown-ranges.ts';
import { valueText } from './writers.ts';

/** One write into a struct page, in all states or in some. */
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
 * The writes of a page in time. What states write the same at steps that correspond is one line; of
 * the others each stands where it belongs in the run of the side that drives. `across`: the step of
 * one side for one of another; null while they are not compared, and then they are left out.
 */
export function historyLines(
  address: bigint,
  driver: Side,
  sides: Record<Side, HistorySide | null>,
  across: (from: Side, to: Side, step: number) => number | null,
): HistoryLine[] {
  const placed = linesOf(address, driver, sides[driver]).map((one) => ({ ...one, at: one.step }));
  for (const other of SIDES) {
    if (other === driver || across(other, driver, 0) === null) continue;
    const theirs = linesOf(address, other, sides[other]);
    const merged = new Set<Line>();
    const find = groupBy(theirs, ({ step }) => step);
    for (const side of new Set(placed.map((one) => one.side))) {
      // A changed line of the sources has a partner in one direction only.
      const findHere = groupBy(theirs, ({ step }) => across(other, side, step));
      for (const { line, step } of placed.filter((one) => one.side === side)) {
        const candidates = [...find(across(side, other, step)), ...findHere(step)];
        const same = candidates.find((each) => !merged.has(each) && sameWrite(each.line, line));
        if (!same || line.steps[other] !== null) continue;
        merged.add(same);
        line.steps[other] = same.step;
      }
    }
    for (const one of theirs) {
      const at = merged.has(one) ? null : across(other, driver, one.step);
      if (at !== null) placed.push({ ...one, at });
    }
  }
  return placed.toSorted((a, b) => a.at - b.at).map(({ line }) => line);
}

function groupBy(lines: readonly Line[], stepOf: (line: Line) => number | null) {
  const groups = new Map<number | null, Line[]>();
  for (const line of lines) {
    const step = stepOf(line);
    const group = groups.get(step);
    if (group) group.push(line);
    else groups.set(step, [line]);
  }
  return (step: number | null) => (step === null ? [] : (groups.get(step) ?? []));
}

interface Line {
  line: HistoryLine;
  side: Side;
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
      side,
      step: write.step,
      line: {
        key: `${side} ${index}`,
        steps: { left: null, middle: null, right: null, [side]: write.step },
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
