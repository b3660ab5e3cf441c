import { findingStory, type Trace } from '../../core/index.ts';
import type { StateVerdict } from '../worker/questions.ts';
import { dmesg, type LogLine } from './dmesg.ts';
import { plural, shortFile } from './text.ts';

/** One thing that is to be said of a run, with its step. */
export interface VerdictItem {
  key: string;
  kind: LogLine['kind'] | 'finding' | 'expectation';
  /** Something is wrong: an oops, a warning, a finding, an expectation that is not met. */
  bad: boolean;
  step: number;
  text: string;
  /** Where it happened, or why it is so; lines. */
  detail: string;
  /** The earlier step that led to it. */
  cause: { step: number; text: string } | null;
  /** A finding as sweeps tell it: the same in every run that shows it; null of everything else. */
  story: string | null;
}

export const VERDICT_FILTERS = ['all', 'problems', 'log'] as const;
export type VerdictFilter = (typeof VERDICT_FILTERS)[number];

/** What the scenario expects first, then everything in the order of its steps. */
export function verdictItems(trace: Trace, verdict: StateVerdict | null): VerdictItem[] {
  const expected = (verdict?.expected ?? []).map(
    ({ text, met, detail, step }, index): VerdictItem => ({
      ...{ key: `expected ${index}`, kind: 'expectation', bad: !met },
      ...{ step, text, detail, cause: null, story: null },
    }),
  );
  const found = (verdict?.findings ?? []).map((finding, index): VerdictItem => {
    const { kind, text, place, step, cause, count } = finding;
    return {
      ...{ key: `finding ${index}`, kind: 'finding', bad: true, step },
      text: `${kind}: ${text}`,
      detail: `${placeText(place)}${count > 1 ? `, ${count} times` : ''}`,
      cause: cause && { step: cause.step, text: `${cause.text}, ${placeText(cause.place)}` },
      story: findingStory(finding),
    };
  });
  const rest = [...logItems(trace), ...found].sort((a, b) => a.step - b.step);
  return [...expected, ...rest];
}

/** The log; an oops with its call trace is one item. */
function logItems(trace: Trace): VerdictItem[] {
  const items: VerdictItem[] = [];
  for (const [index, { kind, step, text }] of dmesg(trace).entries()) {
    const last = items.at(-1);
    if (kind === 'oops' && last?.kind === 'oops') {
      last.detail += `${last.detail === '' ? '' : '\n'}${text.trimEnd()}`;
      continue;
    }
    const bad = kind === 'oops' || kind === 'warning';
    items.push({
      key: `log ${index}`,
      kind,
      bad,
      step,
      text,
      detail: '',
      cause: null,
      story: null,
    });
  }
  return items;
}

/** `page_pgmap ← caller at kernel/include/linux/mmzone.h:156`, without the folders. */
function placeText(place: string): string {
  return place.replace(
    / at (\S+):(\d+)$/,
    (_, file: string, line) => ` at ${shortFile(file)}:${line}`,
  );
}

export function filtered(items: readonly VerdictItem[], filter: VerdictFilter): VerdictItem[] {
  switch (filter) {
    case 'all':
      return [...items];
    case 'problems':
      return items.filter(({ bad }) => bad);
    case 'log':
      return items.filter(({ kind }) => kind !== 'finding' && kind !== 'expectation');
  }
}

/** The items in a few words: `2 of 4 expectations met, 6 findings`. */
export function summary(items: readonly VerdictItem[]): string {
  const of = (kind: VerdictItem['kind']) => items.filter((item) => item.kind === kind);
  const expected = of('expectation');
  const met = expected.filter(({ bad }) => !bad).length;
  const parts = [
    ...(expected.length > 0 ? [`${met} of ${plural(expected.length, 'expectation')} met`] : []),
    ...(of('oops').length > 0 ? ['oops'] : []),
    ...(of('warning').length > 0 ? [plural(of('warning').length, 'warning')] : []),
    ...(of('finding').length > 0 ? [plural(of('finding').length, 'finding')] : []),
  ];
  const clean = !items.some(({ bad, kind }) => bad && kind !== 'expectation');
  return [...parts, ...(clean ? ['nothing found'] : [])].join(', ');
}

/** The nearest problem after (or before) a position. */
export function nextProblem(
  items: readonly VerdictItem[],
  position: number,
  direction: 1 | -1,
): VerdictItem | null {
  const problems = items.filter(({ bad }) => bad).sort((a, b) => a.step - b.step);
  if (direction === 1) return problems.find(({ step }) => step > position) ?? null;
  return problems.findLast(({ step }) => step < position) ?? null;
}
