/** What a scenario says must come true in its states, and whether it did in a run. */
import { isTrue } from '../trace/expression/evaluate.ts';
import { ExpressionError, memoryBefore, watchAt, type Trace } from '../trace/index.ts';
import { translator } from '../mm/translate.ts';
import type { Finding } from '../sanitize/index.ts';
import type { ExpectationFile } from './schema.ts';

/** Where in a run a condition must hold: before the first step of each such place. */
export type ExpectedPlace = 'end' | { mark: string } | { function: string };

/** One thing that can be checked. */
export type ExpectedCheck =
  | { kind: 'exit'; code: number }
  | { kind: 'oops' | 'warning' | 'finding' | 'log'; text: string }
  /** No oops, no warning, no finding of a sanitizer. */
  | { kind: 'clean' }
  | { kind: 'holds'; expression: string; at: ExpectedPlace };

export interface Expectation {
  /** What is expected, in words. */
  text: string;
  /** Ids of the states it is meant for; null: all. */
  states: readonly string[] | null;
  check: ExpectedCheck;
}

export interface Judgement {
  text: string;
  met: boolean;
  /** Why, in one line. */
  detail: string;
  /** The step that shows it; of what the whole run shows, its last one. */
  step: number;
}

/** An expectation as a scenario's file has it. */
export function readExpectation(file: ExpectationFile): Expectation {
  return { text: file.text, states: file.states ?? null, check: readCheck(file) };
}

function readCheck(file: ExpectationFile): ExpectedCheck {
  if (file.exit !== undefined) return { kind: 'exit', code: file.exit };
  if (file.holds !== undefined) {
    return { kind: 'holds', expression: file.holds, at: file.at ?? 'end' };
  }
  for (const kind of ['oops', 'warning', 'finding', 'log'] as const) {
    const text = file[kind];
    if (text !== undefined) return { kind, text };
  }
  return { kind: 'clean' };
}

/** Holds a run of the state `state` against what is expected of it. `findings`: the sanitizers'. */
export function judge(
  trace: Trace,
  state: string,
  expectations: readonly Expectation[],
  findings: readonly Finding[],
): Judgement[] {
  return expectations
    .filter(({ states }) => states === null || states.includes(state))
    .map(({ text, check }) => ({ text, ...checked(trace, check, findings) }));
}

type Result = Omit<Judgement, 'text'>;
interface Said {
  text: string;
  step: number;
}

function checked(trace: Trace, check: ExpectedCheck, findings: readonly Finding[]): Result {
  switch (check.kind) {
    case 'exit': {
      const { outcome } = trace.recording;
      const met = outcome.kind === 'finished' && outcome.exitCode === check.code;
      return { met, ...outcomeOf(trace) };
    }
    case 'clean': {
      const first = [...oopses(trace), ...warnings(trace), ...found(findings)].sort(
        (a, b) => a.step - b.step,
      )[0];
      if (first) return { met: false, detail: first.text, step: first.step };
      return { met: true, detail: 'no oops, no warning, no finding', step: lastStep(trace) };
    }
    case 'oops':
      return among(trace, oopses(trace), check.text, outcomeOf(trace).detail);
    case 'warning':
      return among(trace, warnings(trace), check.text, 'no such warning');
    case 'finding':
      return among(trace, found(findings), check.text, 'the sanitizers find no such thing');
    case 'log':
      return among(trace, logged(trace), check.text, 'no such line');
    case 'holds':
      return holds(trace, check.expression, check.at);
  }
}

const lastStep = (trace: Trace) => Math.max(0, trace.length - 1);

function among(trace: Trace, said: readonly Said[], wanted: string, otherwise: string): Result {
  const first = said.find(({ text }) => text.includes(wanted));
  if (first) return { met: true, detail: first.text, step: first.step };
  const other = said[0];
  return {
    met: false,
    detail: other ? `${otherwise}; there is: ${other.text}` : otherwise,
    step: other?.step ?? lastStep(trace),
  };
}

function oopses({ recording: { outcome } }: Trace): Said[] {
  if (outcome.kind !== 'oops') return [];
  const [at] = outcome.callTrace;
  return [{ text: `${outcome.reason}${at ? ` in ${at.function}()` : ''}`, step: outcome.step }];
}

function warnings({ recording: { events } }: Trace): Said[] {
  return events.flatMap((event) =>
    event.kind === 'warning'
      ? [{ text: `WARNING in ${event.function}(): ${event.text}`, step: event.step }]
      : [],
  );
}

function found(findings: readonly Finding[]): Said[] {
  return findings.map(({ kind, text, place, step }) => ({
    text: `${kind}: ${text}, ${place}`,
    step,
  }));
}

function logged({ recording: { events } }: Trace): Said[] {
  return events.flatMap((event) =>
    event.kind === 'printk' || event.kind === 'stdout'
      ? [{ text: event.text.trimEnd(), step: event.step }]
      : [],
  );
}

function outcomeOf(trace: Trace): { detail: string; step: number } {
  const { outcome } = trace.recording;
  switch (outcome.kind) {
    case 'finished':
      return { detail: `the run ends with ${outcome.exitCode}`, step: lastStep(trace) };
    case 'oops':
      return { detail: oopses(trace)[0]!.text, step: outcome.step };
    case 'budget':
      return { detail: `the run did not end within ${outcome.budget} steps`, step: outcome.step };
  }
}

/** A condition that must hold wherever execution comes to the place. */
function holds(trace: Trace, expression: string, at: ExpectedPlace): Result {
  const positions = positionsOf(trace, at);
  let last = 0;
  for (const position of positions) {
    const step = Math.min(position, lastStep(trace));
    try {
      const translate = translator(trace, position, memoryBefore(trace, position));
      const { value } = watchAt(trace, position, expression, { translate });
      if (!isTrue(value)) return { met: false, detail: `${expression} does not hold here`, step };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { met: false, detail: `${expression}: ${error.message}`, step };
    }
    last = step;
  }
  if (positions.length === 0) {
    return { met: false, detail: `the run never comes to ${placeText(at)}`, step: lastStep(trace) };
  }
  const times = positions.length === 1 ? 'there' : `all ${positions.length} times`;
  return { met: true, detail: `${expression} holds ${times}`, step: last };
}

function positionsOf(trace: Trace, at: ExpectedPlace): number[] {
  if (at === 'end') return [trace.length];
  if ('function' in at) {
    // Behind the step that enters a call its parameters are there.
    return trace.stepsEntering(at.function).map((step) => Math.min(step + 1, trace.length));
  }
  return trace.recording.events.flatMap((event) =>
    event.kind === 'mark' && event.text === at.mark ? [event.step] : [],
  );
}

function placeText(at: ExpectedPlace): string {
  if (at === 'end') return 'its end';
  return 'mark' in at ? `the mark "${at.mark}"` : `a call of ${at.function}()`;
}
