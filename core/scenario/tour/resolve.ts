/** A stop held against the recorded states: where it is, what it shows, and what of it is lost. */
import { pageRecords } from '../../mm/vmemmap.ts';
import { answerOf, type Answer } from './answer.ts';
import { resolveAnchor } from './anchor.ts';
import { findPage, memberPlace } from './page.ts';
import { LostAnchor, type TourRuns } from './run.ts';
import { expressionsIn } from './text.ts';
import type { Tour, TourStop } from './tour.ts';
import { numberAt, valueAt, valueText } from './value.ts';

/** Something that a stop needs and that is not in the run. */
export interface Lost {
  state: string;
  /** Which part of the stop: `at`, `show.page`, `question`, … */
  part: string;
  message: string;
}

export interface ResolvedStop {
  /** Positions by state, of those in which the anchor must be; null where it is lost. */
  positions: Record<string, number | null>;
  /** The struct page to show, and which of its words. */
  page: { address: bigint; word: number } | null;
  /** The user address whose way through the page tables is shown. */
  address: bigint | null;
  /** What the expressions in the texts are. */
  values: Record<string, string>;
  answer: Answer | null;
  lost: Lost[];
}

/** Never throws LostAnchor: what is lost is listed, the rest can still be shown. */
export function resolveStop(runs: TourRuns, stop: TourStop): ResolvedStop {
  const lost: Lost[] = [];
  const attempt = <T>(state: string, part: string, of: () => T): T | null => {
    try {
      return of();
    } catch (error) {
      if (!(error instanceof LostAnchor)) throw error;
      lost.push({ state, part, message: error.message });
      return null;
    }
  };
  const positions: Record<string, number | null> = {};
  for (const state of stop.anchored) {
    positions[state] = attempt(state, 'at', () => resolveAnchor(runs, state, stop.at, stop.states));
  }
  const { leads, show, question } = stop;
  const position = positions[leads] ?? null;
  const trace = runs.run(leads)?.trace;
  const found: ResolvedStop = {
    ...{ positions, page: null, address: null, values: {}, answer: null, lost },
  };
  if (position === null || !trace) return found;
  if (show.page !== null) {
    found.page = attempt(leads, 'show.page', () => {
      const named = findPage(trace, position, show.page!);
      const at = named ?? numberAt(trace, position, show.page!);
      const address = at - (at % BigInt(pageRecords(trace.program).page.size));
      return { address, word: wordOf(trace, show.word) };
    });
  }
  if (show.address !== null) {
    found.address = attempt(leads, 'show.address', () => numberAt(trace, position, show.address!));
  }
  for (const expression of show.watch) {
    attempt(leads, 'show.watch', () => valueAt(trace, position, expression));
  }
  for (const expression of [stop.text, question?.explain ?? ''].flatMap(expressionsIn)) {
    const value = attempt(leads, 'text', () =>
      valueText(trace, position, valueAt(trace, position, expression)),
    );
    if (value !== null) found.values[expression] = value;
  }
  if (question) {
    const state = question.state ?? leads;
    found.answer = attempt(state, 'question', () => answerOf(runs, stop, question));
  }
  return found;
}

function wordOf(trace: Parameters<typeof memberPlace>[0], word: number | string | null): number {
  if (word === null) return 0;
  if (typeof word === 'number') return word;
  const place = memberPlace(trace, word);
  if (!place) throw new LostAnchor(`a struct page has no member ${word}`);
  return Math.floor((place.offset % 64) / 8);
}

/** The states that a stop needs recorded. */
export function statesOf(stop: TourStop): string[] {
  return [...new Set([...stop.states, ...(stop.question?.state ? [stop.question.state] : [])])];
}

/** The states that a tour needs recorded, in the order in which it does. */
export function statesOfTour(tour: Tour): string[] {
  return [...new Set(tour.stops.flatMap(statesOf))];
}
