/**
 * Counters that go on from whatever happened before: the first value seen sets the difference of the
 * two sides, which must stay the same. It may change only where a program that has forked ran in
 * between: both programs then copy pages of their own that nobody watches, the C library's and the
 * stack's, and each copy counts.
 */
import type { Trace } from '../trace/index.ts';
import { functionOf } from './parameters.ts';

/** Where the machine enters the kernel from user mode. */
const ENTRIES = new Set(['do_syscall_64', 'do_user_addr_fault']);
/** From the return of this function on, a process shares its pages with another one. */
const FORK = 'dup_mmap';

export const COUNTER =
  'counts from before the capture began: later values are compared by their distance';
export const COUNTER_AFTER_FORK =
  'counts copies of pages that nobody watches, too, when a program that has forked runs';

interface Start {
  captured: bigint;
  modelled: bigint;
  /** The call by which the program last came into the kernel. */
  entry: number;
}

export class Counters {
  private readonly starts = new Map<string, Start>();
  private forked: number | null = null;

  constructor(private readonly trace: Trace) {}

  /**
   * The two distances to compare for a counter's value in a call, or why this value is only the
   * start of the ones to come.
   */
  distances(
    name: string,
    captured: bigint,
    modelled: bigint,
    call: number,
  ): { captured: bigint; modelled: bigint } | string {
    const entry = this.entryOf(call);
    const start = this.starts.get(name);
    const own = { captured, modelled, entry };
    if (!start) {
      this.starts.set(name, own);
      return COUNTER;
    }
    const since = {
      captured: BigInt.asUintN(64, captured - start.captured),
      modelled: BigInt.asUintN(64, modelled - start.modelled),
    };
    const isSame = since.captured === since.modelled;
    if (isSame || start.entry === entry || !this.hasForked(call)) {
      if (isSame) start.entry = entry;
      return since;
    }
    this.starts.set(name, own);
    return COUNTER_AFTER_FORK;
  }

  private entryOf(call: number): number {
    const { parent } = this.trace.recording.calls;
    let at = call;
    while (!ENTRIES.has(functionOf(this.trace, at).name) && parent[at] !== at && at > 0)
      at = parent[at]!;
    return at;
  }

  private hasForked(call: number): boolean {
    const { calls } = this.trace.recording;
    if (this.forked === null) {
      this.forked = Infinity;
      for (let one = 0; one < calls.count && this.forked === Infinity; one++)
        if (functionOf(this.trace, one).name === FORK) this.forked = calls.enter[one]!;
    }
    return calls.enter[call]! > this.forked;
  }
}
