/** A call's own doing as a list: which statements it ran, which calls each of them made. */
import { RESUMED } from '../../machine/recording.ts';
import type { Recording } from '../../machine/recording.ts';
import { childContaining } from '../call-stack.ts';

/** A child call as an item of a run is its row; an own step that resumes the run is this. */
export const RESUME_ITEM = -1;

/** Growing list of numbers in a typed array. */
export class NumberList {
  private items = new Int32Array(16);
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  at(index: number): number {
    return this.items[index]!;
  }

  values(from = 0, to = this.length): Int32Array {
    return this.items.subarray(from, to);
  }
}

/**
 * The runs of one call in order. A run is a statement's first step, the calls it made and its
 * resumed steps. A call of a *transparent* function is no item, but calls made inside it are: what
 * a patch wrapped into a new function still meets its counterpart.
 */
export class Runs {
  /** Per run: its first step, and common number of its statement. */
  readonly start = new NumberList();
  readonly statement = new NumberList();
  /** Per run: where its items start in the item lists. */
  readonly firstItem = new NumberList();
  /** Per item: call row or RESUME_ITEM; and its first step. */
  readonly itemCall = new NumberList();
  readonly itemStep = new NumberList();
  /** Step after the call's last one. */
  readonly end: number;
  /** Per run: whether a transparent call was left out. */
  readonly opaque = new Set<number>();

  constructor(
    private readonly recording: Recording,
    call: number,
    statementNumbers: Uint32Array,
    private readonly transparent: (call: number) => boolean,
  ) {
    const { calls, stepCall, stepStatement } = recording;
    this.end = calls.leave[call]!;
    let previous = -1;
    for (let step = calls.enter[call]!; step < this.end;) {
      const owner = stepCall[step]!;
      if (owner !== call) {
        const child = childContaining(recording, call, owner);
        if (this.start.length > 0) this.addCall(child);
        step = calls.leave[child]!;
        continue;
      }
      const word = stepStatement[step]!;
      const statement = word & ~RESUMED;
      if ((word & RESUMED) !== 0 && statement === previous) {
        this.itemCall.push(RESUME_ITEM);
        this.itemStep.push(step);
      } else {
        this.start.push(step);
        this.statement.push(statementNumbers[statement]!);
        this.firstItem.push(this.itemCall.length);
      }
      previous = statement;
      step++;
    }
  }

  /** Items of a run: from and to, as indexes into the item lists. */
  itemsOf(run: number): [number, number] {
    const to = run + 1 < this.start.length ? this.firstItem.at(run + 1) : this.itemCall.length;
    return [this.firstItem.at(run), to];
  }

  /** First step of the run with this number, or the end of the call for one past the last. */
  startOf(run: number): number {
    return run < this.start.length ? this.start.at(run) : this.end;
  }

  private addCall(call: number): void {
    if (!this.transparent(call)) {
      this.itemCall.push(call);
      this.itemStep.push(this.recording.calls.enter[call]!);
      return;
    }
    this.opaque.add(this.start.length - 1);
    const { calls, stepCall } = this.recording;
    for (let step = calls.enter[call]!; step < calls.leave[call]!;) {
      const owner = stepCall[step]!;
      if (owner === call) {
        step++;
        continue;
      }
      const child = childContaining(this.recording, call, owner);
      this.addCall(child);
      step = calls.leave[child]!;
    }
  }
}
