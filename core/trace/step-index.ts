/** Which steps execute a statement, as one column sorted by statement, and what lies on a line. */
import { RESUMED } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';

export class StepIndex {
  /** Per statement and one more: where its steps start in `steps`. */
  private readonly starts: Uint32Array;
  private readonly steps: Uint32Array;
  private readonly statementsAt = new Map<string, number[]>();

  constructor(private readonly recording: Recording) {
    const { program, stepStatement, stepCount } = recording;
    const count = program.statements.length;
    this.starts = new Uint32Array(count + 1);
    for (let step = 0; step < stepCount; step++) {
      const word = stepStatement[step]!;
      if ((word & RESUMED) === 0) this.starts[word + 1]!++;
    }
    for (let i = 0; i < count; i++) this.starts[i + 1]! += this.starts[i]!;
    this.steps = new Uint32Array(this.starts[count]!);
    const filled = this.starts.slice(0, count);
    for (let step = 0; step < stepCount; step++) {
      const word = stepStatement[step]!;
      if ((word & RESUMED) === 0) this.steps[filled[word]!++] = step;
    }
    program.statements.forEach((statement, index) => {
      const key = `${statement.line}:${program.files[statement.file]}`;
      const list = this.statementsAt.get(key);
      if (list) list.push(index);
      else this.statementsAt.set(key, [index]);
    });
  }

  atLine(file: string, line: number): number[] {
    const result: number[] = [];
    for (const statement of this.statementsAt.get(`${line}:${file}`) ?? []) {
      for (let i = this.starts[statement]!; i < this.starts[statement + 1]!; i++) {
        result.push(this.steps[i]!);
      }
    }
    return result.sort((a, b) => a - b);
  }

  entering(functionName: string): number[] {
    const { program, calls, stepCount } = this.recording;
    const result: number[] = [];
    for (let call = 0; call < calls.count; call++) {
      const step = calls.enter[call]!;
      const isIt = program.functions[calls.function[call]!]!.name === functionName;
      if (isIt && step < stepCount && step < calls.leave[call]!) result.push(step);
    }
    return result;
  }
}
