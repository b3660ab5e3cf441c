/** Which process each step belongs to, and which calls go on as rows of their own. */
import type { RecordedEvent } from './recording.ts';

/** Steps of one process between two switches. */
export interface ProcessRun {
  pid: number;
  /** It begins here. */
  isFirst: boolean;
  /** The process that made it; 0 if none did. */
  parent: number;
  /** Its first step; the run ends where the next one begins. */
  from: number;
  /** Row of the process's outermost call. */
  call: number;
}

interface Continued {
  of: number;
  /** The same process went on; else a new one that was a copy of it. */
  same: boolean;
}

export class ProcessRuns {
  /** In step order; none if the program could not make processes. */
  readonly runs: readonly ProcessRun[];
  private readonly outermost = new Map<number, number>();
  private readonly continued = new Map<number, Continued>();
  private readonly goesOn = new Map<number, number>();

  constructor(events: readonly RecordedEvent[]) {
    const runs: ProcessRun[] = [];
    const known = new Set<number>();
    for (const event of events) {
      if (event.kind !== 'process') continue;
      const { pid, parent, call } = event;
      const same = known.has(pid);
      runs.push({ pid, isFirst: !same, parent, from: event.step + 1, call });
      known.add(pid);
      if (runs.length > 1) this.outermost.set(call, pid);
      for (const { call, of } of event.continued) {
        this.continued.set(call, { of, same });
        if (same) this.goesOn.set(of, call);
      }
    }
    // The program's first process was called by the kernel's start, which is part of its stack.
    if (runs.length > 0) this.outermost.delete(runs[0].call);
    this.runs = runs;
  }

  /** The run that a step belongs to; null if it is of no process, or of the only one there can be. */
  at(step: number): ProcessRun | null {
    const { runs } = this;
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (runs[middle].from <= step) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : runs[low - 1];
  }

  /** Whether the call stack of a process ends with this call, although the row has a parent. */
  isOutermost(call: number): boolean {
    return this.outermost.has(call);
  }

  /** The row that this one continues; null if the call began with it. */
  beganAs(call: number): number | null {
    return this.continued.get(call)?.of ?? null;
  }

  /** The row with which the same process goes on with this call; null if it does not. */
  goesOnAs(call: number): number | null {
    return this.goesOn.get(call) ?? null;
  }
}

/** A run in words. */
export function processText({ pid, isFirst, parent }: ProcessRun): string {
  if (!isFirst) return `process ${pid} goes on`;
  return `process ${pid} begins${parent === 0 ? '' : `, forked by process ${parent}`}`;
}

const cache = new WeakMap<readonly RecordedEvent[], ProcessRuns>();

/** Those of a recording's events. */
export function processRuns(events: readonly RecordedEvent[]): ProcessRuns {
  let runs = cache.get(events);
  if (!runs) cache.set(events, (runs = new ProcessRuns(events)));
  return runs;
}
