/** Answers: what really happens, out of the recording, and whether somebody said so. */
import { writerText } from '../../mm/provenance.ts';
import { readings, type Trace } from '../../trace/index.ts';
import { anchorText, resolveAnchor } from './anchor.ts';
import { LostAnchor, type TourRuns } from './run.ts';
import type { ChoiceTest, Question, TourStop } from './tour.ts';
import { holdsAt, numberAt, valueAt, valueText } from './value.ts';

/** What really happens. */
export interface Answer {
  state: string;
  /** Where it is to be seen. */
  position: number;
  /** In words: the value, the choice, the step. */
  text: string;
  /** The value's bytes as they lie in memory, and who wrote them; null where it is no value. */
  bytes: string | null;
  written: string | null;
  /** What an answer is held against. */
  right:
    | { kind: 'value'; value: bigint; size: number }
    | { kind: 'choice'; index: number }
    | { kind: 'step'; position: number };
}

/** The answer of a stop's question. Throws LostAnchor. */
export function answerOf(runs: TourRuns, stop: TourStop, question: Question): Answer {
  const state = question.state ?? stop.leads;
  const run = runs.run(state);
  if (!run) throw new LostAnchor(`state ${state} is not recorded`);
  const { trace } = run;
  const position = resolveAnchor(runs, state, question.at ?? stop.at, stop.states);
  const { source } = question;
  switch (source.kind) {
    case 'value': {
      const watched = valueAt(trace, position, source.expression);
      const { scalar, bytes } = watched.value;
      if (typeof scalar !== 'bigint') {
        throw new LostAnchor(`${source.expression}: is no whole number or pointer`);
      }
      return {
        ...{ state, position },
        text: valueText(trace, position, watched),
        bytes: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
        written: watched.written
          ? `${writerText(trace, watched.written)}, step ${watched.written.step}`
          : null,
        right: { kind: 'value', value: BigInt.asUintN(64, scalar), size: bytes.length },
      };
    }
    case 'reading': {
      const reading = readings(trace).find(
        ({ name, step }) => name === source.name && step >= position,
      );
      if (!reading)
        throw new LostAnchor(`nothing is read as "${source.name}" at the anchor or behind it`);
      const value = BigInt.asUintN(64, reading.value);
      return {
        ...{ state, position: reading.step },
        text: value > 9n ? `0x${value.toString(16)}` : String(value),
        bytes: null,
        written: reading.via
          ? `read from ${reading.via.member} in ${reading.via.functionName}()`
          : null,
        right: { kind: 'value', value, size: 8 },
      };
    }
    case 'choices': {
      const right = source.choices.flatMap(({ test }, index) =>
        passes(runs, state, trace, position, stop, test) ? [index] : [],
      );
      if (right.length !== 1) {
        const what = right.map((index) => `"${source.choices[index]!.text}"`).join(' and ');
        throw new LostAnchor(right.length === 0 ? 'no choice is right' : `${what} are both right`);
      }
      const index = right[0]!;
      const { text } = source.choices[index]!;
      return {
        state,
        position,
        text,
        bytes: null,
        written: null,
        right: { kind: 'choice', index },
      };
    }
    case 'step': {
      const to = resolveAnchor(runs, state, source.anchor, stop.states);
      const text = `step ${to}: ${anchorText(source.anchor)}`;
      return {
        ...{ state, position: to, text, bytes: null, written: null },
        right: { kind: 'step', position: to },
      };
    }
  }
}

function passes(
  runs: TourRuns,
  state: string,
  trace: Trace,
  position: number,
  stop: TourStop,
  test: ChoiceTest,
): boolean {
  if (test.kind === 'when') return holdsAt(trace, position, test.condition);
  let reached = true;
  try {
    resolveAnchor(runs, state, test.anchor, stop.states);
  } catch (error) {
    if (!(error instanceof LostAnchor)) throw error;
    reached = false;
  }
  return reached === (test.kind === 'reaches');
}

/** What somebody answers: C for a value, the number of a choice, a position of the state asked about. */
export type GivenAnswer =
  | { kind: 'value'; text: string }
  | { kind: 'choice'; index: number }
  | { kind: 'step'; position: number };

/**
 * Whether an answer is right. A value is read as C at the stop, so that `(unsigned long)head | 1` is an
 * answer as good as its digits. Throws LostAnchor for a text that has no value there.
 */
export function isRight(
  runs: TourRuns,
  stop: TourStop,
  answer: Answer,
  given: GivenAnswer,
): boolean {
  const { right, state } = answer;
  if (right.kind !== given.kind) return false;
  if (given.kind === 'choice') return right.kind === 'choice' && given.index === right.index;
  if (given.kind === 'step') {
    // The step itself, or just behind it: both show it.
    return right.kind === 'step' && Math.abs(right.position - given.position) <= 1;
  }
  const run = runs.run(state);
  if (!run || right.kind !== 'value') return false;
  const here = resolveAnchor(runs, state, stop.at, stop.states);
  const bits = right.size * 8;
  const value = numberAt(run.trace, here, given.text);
  return BigInt.asUintN(bits, value) === BigInt.asUintN(bits, right.value);
}
