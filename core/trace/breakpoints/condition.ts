/** Conditions of breakpoints, read once per place and evaluated at many moments. */
import type { CType } from '../../c/ctype.ts';
import { pointerTo, T } from '../../c/types.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluate, isTrue } from '../expression/evaluate.ts';
import { readExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/parse.ts';
import type { Trace } from '../trace.ts';
import { PastView } from './past-view.ts';

/** Values that a condition at a write may name. */
export interface WriteValues {
  value: bigint;
  old: bigint;
  type: CType;
  object: { address: bigint; record: CType } | null;
}

/** The innermost frame at a step, without looking for its callers. */
export function innermost(trace: Trace, step: number) {
  const { stepCall, calls, stackBase } = trace.recording;
  const call = stepCall[step]!;
  return {
    call,
    functionIndex: calls.function[call]!,
    frameBase: stackBase + BigInt(calls.frame[call]!),
  };
}

export class Condition {
  failed = 0;
  failure: string | null = null;
  private readonly known = new Map<string, Expression>();

  constructor(
    private readonly trace: Trace,
    private readonly text: string,
  ) {}

  get isAlways(): boolean {
    return this.text === '';
  }

  /**
   * Does it hold at a position, in the frame of the step there (of the last one, at the end)? Throws
   * ExpressionError if it is no expression with the names of that place.
   */
  holds(position: number, write: WriteValues | null = null): boolean {
    if (this.text === '') return true;
    const { trace } = this;
    // What a write changed belongs to the step that made it.
    const step = Math.min(write ? position - 1 : position, trace.length - 1);
    const frame = innermost(trace, step);
    const expression = this.at(frame.functionIndex, trace.step(step).line, write);
    const memory = new PastView(trace, trace.recording.stepLog[position]!);
    const values = new Map<string, bigint>();
    if (write) {
      values.set('$value', write.value);
      values.set('$old', write.old);
      if (write.object) values.set('$object', write.object.address);
    }
    try {
      return isTrue(evaluate(expression, { memory, frame, values }));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.failed++;
      this.failure ??= error.message;
      return false;
    }
  }

  private at(functionIndex: number, line: number, write: WriteValues | null): Expression {
    const type = write ? `${write.type.kind} ${write.type.size} ${write.type.alias ?? ''}` : '';
    const key = `${functionIndex} ${line} ${type}`;
    let found = this.known.get(key);
    if (!found) {
      const convenience = write
        ? [
            { name: '$value', type: numeric(write.type) },
            { name: '$old', type: numeric(write.type) },
            ...(write.object
              ? [{ name: '$object', type: pointerTo(write.object.record) as CType }]
              : []),
          ]
        : [];
      const place = { functionIndex, line };
      found = readExpression(this.trace.program, this.text, place, { convenience });
      this.known.set(key, found);
    }
    return found;
  }
}

/** What is larger than a number is compared by its first eight bytes. */
function numeric(type: CType): CType {
  const scalar = type.kind === 'int' || type.kind === 'enum' || type.kind === 'pointer';
  return scalar && type.size <= 8 ? type : T.ulong;
}
