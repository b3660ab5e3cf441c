/** A guided tour: stops at places of a run that are found again when the code has changed. */
import type { DETAILS, PANES, TABS } from './schema.ts';

/** What the anchor waits for. */
export type Place =
  | { kind: 'mark'; text: string }
  | { kind: 'call' | 'return'; function: string }
  | { kind: 'line'; text: string; in: string }
  /** Of the page `of` its member; without it, a C object. `pte`: the entry of the user address `of`. */
  | { kind: 'write'; what: string; of: string | null }
  | { kind: 'becomes'; condition: string; in: string | null }
  | { kind: 'first'; what: 'difference' | 'reading' | 'warning' | 'oops' }
  | { kind: 'end' };

/** A place of a run, by what happens there and never by the number of a step. */
export interface Anchor {
  place: Place;
  /** Which one of those places, from 1. */
  nth: number;
  /** Only those count at which this C condition holds. */
  when: string | null;
  /** They are counted from behind this one. */
  after: Anchor | null;
}

/** What the lab shows at a stop. */
export interface StopView {
  page: string | null;
  word: number | string | null;
  pane: (typeof PANES)[number] | null;
  detail: (typeof DETAILS)[number] | null;
  tab: (typeof TABS)[number] | null;
  address: string | null;
  watch: string[];
}

/** What makes a choice the right one. */
export type ChoiceTest =
  { kind: 'when'; condition: string } | { kind: 'reaches' | 'misses'; anchor: Anchor };

/** Where the answer comes from: never from the file, always from the recording. */
export type AnswerSource =
  | { kind: 'value'; expression: string }
  | { kind: 'reading'; name: string }
  | { kind: 'choices'; choices: { text: string; test: ChoiceTest }[] }
  | { kind: 'step'; anchor: Anchor };

export interface Question {
  ask: string;
  source: AnswerSource;
  /** Null: where the stop is. */
  at: Anchor | null;
  /** Null: the state that leads. */
  state: string | null;
  hint: string | null;
  explain: string | null;
}

export interface TourStop {
  title: string;
  at: Anchor;
  /** Columns from left to right. */
  states: string[];
  /** The state that the stop is about; its column drives. */
  leads: string;
  /** The states in which the anchor must be found. */
  anchored: string[];
  show: StopView;
  text: string;
  question: Question | null;
  /** Where it stands in its file, for messages. */
  line: number;
}

export interface Tour {
  /** The file's name without `.tour.yaml`; `tour` if it stands in the scenario itself. */
  id: string;
  file: string;
  title: string;
  summary: string | null;
  stops: TourStop[];
}
