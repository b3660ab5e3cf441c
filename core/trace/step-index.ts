/** Which steps execute a statement, and which calls a function gets, as sorted columns. */
import { processRuns } from '../machine/process-runs.ts';
import { RESUMED } from '../machine/recording.ts';
import type { Recording } from '../machine/recording.ts';

/** The index as plain columns, to be made in one thread and used in another. */
export interface StepIndexData {
  /** Per statement and one more: where its steps start in `steps`. */
  starts: Uint32Array;
  steps: Uint32Array;
  /** Per function and one more: where its calls start in `calls`. */
  callStarts: Uint32Array;
  /** Rows of the calls table. */
  calls: Uint32Array;
}

export class StepIndex {
  private statementsAt: Map<string, number[]> | null = null;

  constructor(
    private readonly recording: Recording,
    readonly data: StepIndexData = buildStepIndex(recording),
  ) {}

  atLine(file: string, line: number): number[] {
    const { starts, steps } = this.data;
    const result: number[] = [];
    for (const statement of this.lines().get(`${line}:${file}`) ?? []) {
      for (let i = starts[statement]!; i < starts[statement + 1]!; i++) result.push(steps[i]!);
    }
    return result.sort((a, b) => a - b);
  }

  /** How often execution arrives at each line of a file. */
  countsOf(file: string): Map<number, number> {
    const { program } = this.recording;
    const { starts } = this.data;
    const counts = new Map<number, number>();
    program.statements.forEach(({ file: number, line }, index) => {
      if (program.files[number] !== file) return;
      counts.set(line, (counts.get(line) ?? 0) + starts[index + 1]! - starts[index]!);
    });
    return counts;
  }

  entering(functionName: string): number[] {
    const { program, calls, stepCount } = this.recording;
    const processes = processRuns(this.recording.events);
    const result: number[] = [];
    program.functions.forEach(({ name }, index) => {
      if (name !== functionName) return;
      for (const call of this.callsOf(index)) {
        if (processes.beganAs(call) !== null) continue;
        const step = calls.enter[call]!;
        if (step < stepCount && step < calls.leave[call]!) result.push(step);
      }
    });
    return result.sort((a, b) => a - b);
  }

  /** Rows of the calls of a function, by its index, in order of entry. */
  callsOf(functionIndex: number): Uint32Array {
    const { callStarts, calls } = this.data;
    return calls.subarray(callStarts[functionIndex]!, callStarts[functionIndex + 1]!);
  }

  private lines(): Map<string, number[]> {
    if (this.statementsAt) return this.statementsAt;
    const { program } = this.recording;
    const map = new Map<string, number[]>();
    program.statements.forEach((statement, index) => {
      const key = `${statement.line}:${program.files[statement.file]}`;
      const list = map.get(key);
      if (list) list.push(index);
      else map.set(key, [index]);
    });
    return (this.statementsAt = map);
  }
}

function buildStepIndex(recording: Recording): StepIndexData {
  const { program, stepStatement, stepCount, calls } = recording;
  const [starts, steps] = sorted(program.statements.length, stepCount, (step) => {
    const word = stepStatement[step]!;
    return (word & RESUMED) === 0 ? word : -1;
  });
  const [callStarts, rows] = sorted(program.functions.length, calls.count, (call) => {
    return calls.function[call]!;
  });
  return { starts, steps, callStarts, calls: rows };
}

/**
 * Counting sort of 0 … count - 1 by a key below `keys`; items with key -1 are left out. Where each
 * key's items start, and the items.
 */
export function sorted(
  keys: number,
  count: number,
  keyOf: (item: number) => number,
): [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(keys + 1);
  for (let item = 0; item < count; item++) {
    const key = keyOf(item);
    if (key >= 0) starts[key + 1]!++;
  }
  for (let key = 0; key < keys; key++) starts[key + 1]! += starts[key]!;
  const items = new Uint32Array(starts[keys]!);
  const filled = starts.slice(0, keys);
  for (let item = 0; item < count; item++) {
    const key = keyOf(item);
    if (key >= 0) items[filled[key]!++] = item;
  }
  return [starts, items];
}
