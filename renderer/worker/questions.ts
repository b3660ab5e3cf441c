/** What the lab asks its analyst: everything that would keep the thread that draws for some frames. */
import type { SymbolQuestions } from './symbol-questions.ts';
import type {
  BreakpointHits,
  BreakpointSpec,
  Consequence,
  DifferenceTable,
  Finding,
  Judgement,
  Frozen,
  Reading,
  ReadingPair,
} from '../../core/index.ts';

/** How two states correspond. */
export interface PairAnswer {
  /** Per position of one side: the corresponding position of the other. */
  positions: { right: Int32Array; left: Int32Array };
  differences: DifferenceTable;
  readings: ReadingPair[];
}

/** What is to be said of one run beside what it says itself. */
export interface StateVerdict {
  findings: Finding[];
  /** What the scenario expects of the state, and whether it came true. */
  expected: Judgement[];
}

/** Each kind of question with its answer. States are named by their ids. */
export interface Questions extends SymbolQuestions {
  pair: { ask: { left: string; right: string }; answer: PairAnswer };
  readings: { ask: { state: string }; answer: Reading[] };
  verdict: { ask: { state: string }; answer: StateVerdict };
  /** Where a breakpoint stops a state's run. */
  hits: { ask: { state: string; breakpoint: BreakpointSpec }; answer: BreakpointHits };
  /** A state's recording for a file, or the steps of a range; `shift`: what is added to their numbers. */
  freeze: {
    ask: { state: string; range: { from: number; to: number } | null };
    answer: { frozen: Frozen; shift: number };
  };
  /** What the right state's run says that the left one's does not. */
  consequences: { ask: { left: string; right: string }; answer: Consequence[] };
}

export type QuestionKind = keyof Questions;
export type Ask<K extends QuestionKind> = Questions[K]['ask'];
export type Answer<K extends QuestionKind> = Questions[K]['answer'];

/** Work in slices of a few milliseconds; each yields the share that is done, 0 to 1. */
export type Work<T> = Generator<number, T>;
