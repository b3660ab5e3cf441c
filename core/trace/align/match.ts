/** Walking two call trees side by side: which steps of two traces are the same ones. */
import type { Trace } from '../trace.ts';
import type { LineMap } from './lines.ts';
import { RESUME_ITEM, Runs } from './runs.ts';
import { alignSequences } from './sequence.ts';
import { matchStatements } from './statements.ts';
import type { StaticMatch } from './statements.ts';

/** A pair of matched runs whose steps do not correspond one to one, or whose statement changed. */
export interface UnevenRun {
  left: number;
  right: number;
  /** The step after the run, on each side. */
  leftEnd: number;
  rightEnd: number;
  /** The call that the run belongs to, on each side. */
  leftCall: number;
  rightCall: number;
}

export interface Match {
  /** Per left step: the right step that is the same one, ascending, or -1; and the reverse. */
  toRight: Int32Array;
  toLeft: Int32Array;
  /** Per position: the corresponding position of the other side. */
  rightPosition: Int32Array;
  leftPosition: Int32Array;
  /** Per call: 1 if it has a counterpart. */
  leftCallMatched: Uint8Array;
  rightCallMatched: Uint8Array;
  /** Which functions and statements are the same. */
  fixed: StaticMatch;
  /** By first step on the left. */
  uneven: Map<number, UnevenRun>;
}

/** Pairs of calls between two breaths: a few milliseconds, unless one of them is a long one. */
const SLICE = 256;

/**
 * The entry calls are the same. In two calls that are the same, runs of statements are aligned by
 * statement; in two runs that are the same, the calls they made are aligned by function, and so on.
 * Yields the share that is done, again and again.
 */
export function* matchTraces(left: Trace, right: Trace, lines: LineMap): Generator<number, Match> {
  const fixed = matchStatements(left.program, right.program, lines);
  const match: Match = {
    fixed,
    toRight: new Int32Array(left.length).fill(-1),
    toLeft: new Int32Array(right.length).fill(-1),
    rightPosition: new Int32Array(left.length + 1).fill(-1),
    leftPosition: new Int32Array(right.length + 1).fill(-1),
    leftCallMatched: new Uint8Array(left.recording.calls.count),
    rightCallMatched: new Uint8Array(right.recording.calls.count),
    uneven: new Map(),
  };
  const leftFunctionOf = (call: number) =>
    fixed.leftFunction[left.recording.calls.function[call]!]!;
  const rightFunctionOf = (call: number) =>
    fixed.rightFunction[right.recording.calls.function[call]!]!;
  const pending: [number, number][] = [];
  if (left.length > 0 && right.length > 0) pending.push([0, 0]);

  const pairSteps = (a: number, b: number) => {
    match.toRight[a] = match.rightPosition[a] = b;
    match.toLeft[b] = match.leftPosition[b] = a;
  };

  const total = Math.max(1, left.recording.calls.count);
  let done = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [leftCall, rightCall] = next;
    if (++done % SLICE === 0) yield Math.min(1, done / total);
    match.leftCallMatched[leftCall] = match.rightCallMatched[rightCall] = 1;
    const l = new Runs(
      left.recording,
      leftCall,
      fixed.leftStatement,
      (call) => fixed.oneSided[leftFunctionOf(call)] === 1,
    );
    const r = new Runs(
      right.recording,
      rightCall,
      fixed.rightStatement,
      (call) => fixed.oneSided[rightFunctionOf(call)] === 1,
    );
    const partner = alignSequences(l.statement.values(), r.statement.values());
    let rightRun = 0;
    for (let run = 0; run < partner.length; run++) {
      const other = partner[run]!;
      if (other < 0) {
        match.rightPosition[l.start.at(run)] = r.startOf(rightRun);
        continue;
      }
      rightRun = other + 1;
      pairSteps(l.start.at(run), r.start.at(other));
      const even = matchRun(l, run, r, other);
      if (!even || fixed.changed[l.statement.at(run)] === 1) {
        match.uneven.set(l.start.at(run), {
          left: l.start.at(run),
          right: r.start.at(other),
          leftEnd: l.startOf(run + 1),
          rightEnd: r.startOf(other + 1),
          leftCall,
          rightCall,
        });
      }
    }
    placeLoneRuns(l, r, partner, match);
  }

  /** Pairs the items of two matched runs; true if every item has its counterpart. */
  function matchRun(l: Runs, run: number, r: Runs, other: number): boolean {
    const [leftFrom, leftTo] = l.itemsOf(run);
    const [rightFrom, rightTo] = r.itemsOf(other);
    let even = !l.opaque.has(run) && !r.opaque.has(other);
    if (leftFrom === leftTo && rightFrom === rightTo) return even;
    const leftItems = l.itemCall.values(leftFrom, leftTo);
    const rightItems = r.itemCall.values(rightFrom, rightTo);
    const partner = alignSequences(
      leftItems.map((call) => (call === RESUME_ITEM ? -1 : leftFunctionOf(call))),
      rightItems.map((call) => (call === RESUME_ITEM ? -1 : rightFunctionOf(call))),
    );
    if (leftItems.length !== rightItems.length) even = false;
    partner.forEach((to, item) => {
      if (to < 0) even = false;
      else if (leftItems[item] === RESUME_ITEM) {
        pairSteps(l.itemStep.at(leftFrom + item), r.itemStep.at(rightFrom + to));
      } else pending.push([leftItems[item]!, rightItems[to]!]);
    });
    return even;
  }

  fill(match.rightPosition, right.length);
  fill(match.leftPosition, left.length);
  return match;
}

/** In a gap between two matched runs, every lone right run stands where the left gap starts. */
function placeLoneRuns(l: Runs, r: Runs, partner: Int32Array, match: Match): void {
  let gapStart = 0;
  let rightRun = 0;
  for (let run = 0; run <= partner.length; run++) {
    const other = run < partner.length ? partner[run]! : r.start.length;
    if (other < 0) continue;
    for (; rightRun < other; rightRun++) {
      match.leftPosition[r.start.at(rightRun)] = l.startOf(gapStart);
    }
    rightRun = other + 1;
    gapStart = run + 1;
  }
}

/** Steps inside one-sided calls stand where the statement that encloses them stands. */
function fill(positions: Int32Array, end: number): void {
  let last = 0;
  for (let i = 0; i < positions.length - 1; i++) {
    if (positions[i]! < last) positions[i] = last;
    last = positions[i]!;
  }
  positions[positions.length - 1] = end;
}
