/**
 * Where an expression becomes true, without looking at every step: its value can change only when
 * something it was computed from is written, or comes to be shown by other memory.
 */
import { pageOf } from '../../machine/memory.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluate, isTrue } from '../expression/evaluate.ts';
import type { Expression } from '../expression/parse.ts';
import type { Trace } from '../trace.ts';
import { innermost } from './condition.ts';
import { PastView } from './past-view.ts';
import type { Looked } from './past-view.ts';

export interface Outcome {
  positions: number[];
  failed: number;
  failure: string | null;
}

/** Evaluations between two breaths. */
const SLICE = 64;

/**
 * Adds to `outcome` the positions from `from` to `to` at which the expression turns true, `step` being
 * one of the frame that its local variables are looked up in. Yields now and then the position reached.
 */
export function* becomesTrue(
  trace: Trace,
  expression: Expression,
  from: number,
  to: number,
  outcome: Outcome,
): Generator<number, void> {
  const frame = expression.usesLocals ? innermost(trace, from) : null;
  let before = false;
  let evaluated = 0;
  for (let position = from; position <= to;) {
    if (++evaluated % SLICE === 0) yield position;
    const memory = new PastView(trace, trace.recording.stepLog[position]!);
    let holds = false;
    try {
      holds = isTrue(evaluate(expression, { memory, frame }));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      outcome.failed++;
      outcome.failure ??= error.message;
    }
    holds &&= frame === null || isSet(trace, memory.looked, frame, position);
    if (holds && !before) outcome.positions.push(position);
    before = holds;
    const next = nextChange(trace, memory.looked, position);
    if (next < 0) return;
    position = next;
  }
}

/** Whether the call has written what was looked at of its frame: before, that is what others left. */
function isSet(
  trace: Trace,
  looked: readonly Looked[],
  { call, functionIndex, frameBase }: ReturnType<typeof innermost>,
  position: number,
): boolean {
  const enter = trace.recording.calls.enter[call]!;
  const end = frameBase + BigInt(trace.program.functions[functionIndex]!.frameSize);
  return looked.every(({ address, size }) => {
    if (address < frameBase || address >= end) return true;
    return (trace.lastWrite(address, size, position - 1)?.step ?? -1) >= enter;
  });
}

/** The first position after `position` at which one of these ranges may hold something else; -1. */
function nextChange(trace: Trace, looked: readonly Looked[], position: number): number {
  let first = Infinity;
  for (const { address, size } of looked) {
    const step = trace.nextWriteStep(address, size, position - 1);
    if (step >= 0) first = Math.min(first, step + 1);
    const last = address + BigInt(Math.max(size, 1) - 1);
    for (let page = pageOf(address); page <= pageOf(last); page++) {
      first = Math.min(first, nextMapping(trace, page, position));
    }
  }
  return first === Infinity ? -1 : first;
}

/** The position after the next step that makes the page number show other memory; Infinity. */
function nextMapping(trace: Trace, page: number, position: number): number {
  if (trace.storage.empty) return Infinity;
  const moment = trace.recording.stepLog[position]!;
  const next = trace.storage.of(page).find(({ from }, index) => index > 0 && from >= moment);
  return next ? trace.stepOfMoment(next.from) + 1 : Infinity;
}
