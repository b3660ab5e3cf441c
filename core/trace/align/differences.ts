/** Where two matched traces differ, found in one walk over both with a memory for each. */
import { Memory } from '../../machine/memory.ts';
import { RESUMED } from '../../machine/recording.ts';
import type { Outcome } from '../../machine/recording.ts';
import { callSite } from '../call-stack.ts';
import type { Trace } from '../trace.ts';
import { Bundle, Gatherer, WRITE } from './bundle.ts';
import { Comparer } from './compare-bundles.ts';
import type { Finding } from './compare-bundles.ts';
import type { Match, UnevenRun } from './match.ts';
import { cut, loneCall, loneText, placeText } from './texts.ts';
import { Translator } from './translate.ts';

/** One place where two traces part. */
export interface Difference {
  kind: 'flow' | 'bytes' | 'reading' | 'end';
  /** Step indexes; of two one-sided steps the enclosing or next one of the other side. */
  left: number;
  right: number;
  /** In the words of the field; made when asked for. */
  text: string;
  /** Equal for differences of one kind at the same places of both programs: a loop repeats them. */
  key: string;
  /** The member that holds different values, `struct page.pgmap`; null where no member is named. */
  member: string | null;
}

interface OpenRun {
  run: UnevenRun;
  left: Bundle;
  right: Bundle;
}

/** A write by a step that has no counterpart: step, then as in `Bundle.writes`. */
const LONE_WRITE = 1 + WRITE;

/** Steps between two breaths of the walk: a few milliseconds. */
const SLICE = 4096;

/**
 * All differences in the order of the left trace, then of the right one. Yields the share that is
 * done, again and again.
 */
export function findDifferences(
  left: Trace,
  right: Trace,
  match: Match,
): Generator<number, Difference[]> {
  return new Walk(left, right, match).run();
}

class Walk {
  private readonly found: Difference[] = [];
  private readonly leftSide: Gatherer;
  private readonly rightSide: Gatherer;
  private readonly comparer: Comparer;
  /** Uneven runs that have begun and not ended on both sides, the innermost last. */
  private readonly open: OpenRun[] = [];
  private readonly leftScratch = new Bundle();
  private readonly rightScratch = new Bundle();
  private readonly leftLone: number[] = [];
  private readonly rightLone: number[] = [];
  /** First one-sided steps since the last matched ones; -1: none. */
  private leftGap = -1;
  private rightGap = -1;
  /** Calls without a counterpart that a difference has been made of already. */
  private readonly leftTold: Uint8Array;
  private readonly rightTold: Uint8Array;
  /** The last matched steps. */
  private lastLeft = -1;
  private lastRight = -1;

  constructor(
    private readonly left: Trace,
    private readonly right: Trace,
    private readonly match: Match,
  ) {
    const { leftFunction, rightFunction } = match.fixed;
    const toRight = new Translator(left.recording, right.recording, {
      from: leftFunction,
      to: rightFunction,
    });
    const toLeft = new Translator(right.recording, left.recording, {
      from: rightFunction,
      to: leftFunction,
    });
    const leftMemory = new Memory(left.recording.initialPages);
    const rightMemory = new Memory(right.recording.initialPages);
    this.leftSide = new Gatherer(left, leftMemory, toRight);
    this.rightSide = new Gatherer(right, rightMemory, toLeft);
    this.comparer = new Comparer(left, right, leftMemory, rightMemory, toRight, toLeft);
    this.leftTold = new Uint8Array(left.recording.calls.count);
    this.rightTold = new Uint8Array(right.recording.calls.count);
  }

  *run(): Generator<number, Difference[]> {
    const { left, right, match } = this;
    let l = 0;
    let r = 0;
    while (l < left.length || r < right.length) {
      if ((l + r) % SLICE === 0) yield (l + r) / (left.length + right.length);
      this.closeRuns(l, r);
      if (l < left.length && match.toRight[l]! < 0) this.loneLeft(l++);
      else if (r < right.length && match.toLeft[r]! < 0) this.loneRight(r++);
      else this.both(l++, r++);
    }
    this.closeRuns(l, r);
    this.closeGap();
    this.loneWrites('left');
    this.loneWrites('right');
    this.end();
    const order: Difference['kind'][] = ['reading', 'bytes', 'flow', 'end'];
    return this.found.sort(
      (a, b) =>
        a.left - b.left || a.right - b.right || order.indexOf(a.kind) - order.indexOf(b.kind),
    );
  }

  private both(l: number, r: number): void {
    this.closeGap();
    this.lastLeft = l;
    this.lastRight = r;
    const uneven = this.match.uneven.get(l);
    if (uneven) this.open.push({ run: uneven, left: new Bundle(), right: new Bundle() });
    const call = this.left.recording.stepCall[l]!;
    const run = this.open.findLast((one) => one.run.leftCall === call && l < one.run.leftEnd);
    if (run) {
      this.leftSide.step(l, run.left);
      this.rightSide.step(r, run.right);
      return;
    }
    this.leftScratch.clear();
    this.rightScratch.clear();
    this.leftSide.step(l, this.leftScratch);
    this.rightSide.step(r, this.rightScratch);
    const cutOff =
      (l === this.left.length - 1 && stopped(this.left)) ||
      (r === this.right.length - 1 && stopped(this.right));
    this.comparer.even(this.leftScratch, this.rightScratch, cutOff, (kind, finding) => {
      this.add(kind, l, r, finding);
    });
  }

  private loneLeft(l: number): void {
    const run = this.open.findLast((one) => l < one.run.leftEnd);
    this.leftScratch.clear();
    const bundle = run ? run.left : this.leftScratch;
    const own = run?.run.leftCall === this.left.recording.stepCall[l];
    const written = bundle.writes.length;
    this.leftSide.step(l, bundle);
    if (own) return;
    moveWrites(bundle, written, l, this.leftLone);
    if (this.leftGap < 0 && !told(this.left, this.match.leftCallMatched, this.leftTold, l)) {
      this.leftGap = l;
    }
  }

  private loneRight(r: number): void {
    const run = this.open.findLast((one) => r < one.run.rightEnd);
    this.rightScratch.clear();
    const bundle = run ? run.right : this.rightScratch;
    const own = run?.run.rightCall === this.right.recording.stepCall[r];
    const written = bundle.writes.length;
    this.rightSide.step(r, bundle);
    if (own) return;
    moveWrites(bundle, written, r, this.rightLone);
    if (this.rightGap < 0 && !told(this.right, this.match.rightCallMatched, this.rightTold, r)) {
      this.rightGap = r;
    }
  }

  /** Compares the uneven runs that have ended on both sides. */
  private closeRuns(l: number, r: number): void {
    for (;;) {
      const top = this.open.at(-1);
      if (!top || l < top.run.leftEnd || r < top.run.rightEnd) return;
      this.open.pop();
      const { run } = top;
      // A run that the end of the recording cut off has not written what it would have written.
      const cutOff =
        (run.leftEnd === this.left.length && stopped(this.left)) ||
        (run.rightEnd === this.right.length && stopped(this.right));
      this.comparer.uneven(top.left, top.right, cutOff, (kind, finding) => {
        this.add(kind, run.left, run.right, finding);
      });
    }
  }

  private closeGap(): void {
    const { leftGap: l, rightGap: r, left, right, match } = this;
    this.leftGap = this.rightGap = -1;
    if (l < 0 && r < 0) return;
    // Where a recording stops, the rest of the other is no parting of ways: the end tells it.
    if (l >= 0 && r < 0 && this.lastRight === right.length - 1 && stopped(right)) return;
    if (r >= 0 && l < 0 && this.lastLeft === left.length - 1 && stopped(left)) return;
    if (l >= 0 && r >= 0) {
      this.flow(l, r, `${statementOf(left, l)} ${statementOf(right, r)}`, () => {
        return `left goes on at ${placeText(left, l)}, right at ${placeText(right, r)}`;
      });
    } else if (l >= 0) {
      const there = Math.min(match.rightPosition[l]!, right.length - 1);
      const key = `left ${loneKey(left, l, match.leftCallMatched)}`;
      this.flow(l, there, key, () => loneText(left, l, match.leftCallMatched, 'left'));
    } else {
      const there = Math.min(match.leftPosition[r]!, left.length - 1);
      const key = `right ${loneKey(right, r, match.rightCallMatched)}`;
      this.flow(there, r, key, () => loneText(right, r, match.rightCallMatched, 'right'));
    }
  }

  /** What one-sided steps wrote last and what differs at the end because of it. */
  private loneWrites(side: 'left' | 'right'): void {
    const isLeft = side === 'left';
    const writes = isLeft ? this.leftLone : this.rightLone;
    const positions = isLeft ? this.match.rightPosition : this.match.leftPosition;
    const other = isLeft ? this.right : this.left;
    const last = isLeft ? this.lastLeft : this.lastRight;
    const seen = new Set<string>();
    for (let i = writes.length - LONE_WRITE; i >= 0; i -= LONE_WRITE) {
      const step = writes[i]!;
      if (step > last && stopped(other)) continue;
      const row = writes.slice(i + 1, i + LONE_WRITE);
      const key = row.slice(1).join();
      if (seen.has(key)) continue;
      seen.add(key);
      const finding = this.comparer.loneWrite(row, side, step);
      if (!finding) continue;
      const there = Math.min(positions[step]!, other.length - 1);
      this.add('bytes', isLeft ? step : there, isLeft ? there : step, finding);
    }
  }

  private end(): void {
    const { left, right } = this;
    const a = left.recording.outcome;
    const b = right.recording.outcome;
    if (outcomeKey(a) === outcomeKey(b)) return;
    const l = a.kind !== 'finished' ? a.step : Math.min(this.partner(b, 'right'), left.length - 1);
    const r = b.kind !== 'finished' ? b.step : Math.min(this.partner(a, 'left'), right.length - 1);
    const text = () => `left ${outcomeText(a)}, right ${outcomeText(b)}`;
    this.add('end', l, r, { text, key: 'end', member: null });
  }

  /** Where the other side was when this one's run stopped. */
  private partner(outcome: Outcome, side: 'left' | 'right'): number {
    if (outcome.kind === 'finished') return Infinity;
    const positions = side === 'left' ? this.match.rightPosition : this.match.leftPosition;
    return positions[Math.min(outcome.step, positions.length - 1)]!;
  }

  private flow(left: number, right: number, key: string, text: () => string): void {
    this.add('flow', left, right, { text, key, member: null });
  }

  private add(kind: Difference['kind'], left: number, right: number, finding: Finding): void {
    // A getter of its own: a recording can have a million differences, a reader looks at a few.
    this.found.push({
      kind,
      left: Math.max(0, left),
      right: Math.max(0, right),
      key: `${kind} ${finding.key}`,
      member: finding.member,
      get text() {
        return cut(finding.text());
      },
    });
  }
}

function moveWrites(bundle: Bundle, from: number, step: number, into: number[]): void {
  const { writes } = bundle;
  for (let i = from; i < writes.length; i += WRITE) {
    into.push(step, writes[i]!, writes[i + 1]!, writes[i + 2]!, writes[i + 3]!);
  }
  writes.length = from;
}

/** Whether the step belongs to a one-sided call that has been told of; notes it if not. */
function told(trace: Trace, matched: Uint8Array, noted: Uint8Array, step: number): boolean {
  const { stepCall, calls } = trace.recording;
  let known = false;
  for (let call = stepCall[step]!; !matched[call]; call = calls.parent[call]!) {
    if (noted[call]) {
      known = true;
      break;
    }
    noted[call] = 1;
    if (call === 0) break;
  }
  return known;
}

function statementOf({ recording }: Trace, step: number): number {
  return recording.stepStatement[step]! & ~RESUMED;
}

/** Where one-sided steps start: a statement, or a one-sided function and the statement that calls it. */
function loneKey(trace: Trace, step: number, matched: Uint8Array): string {
  const call = loneCall(trace, step, matched);
  if (call < 0) return `${statementOf(trace, step)}`;
  const site = callSite(trace.recording, call);
  const from = site < 0 ? -1 : statementOf(trace, site);
  return `call ${trace.recording.calls.function[call]} ${from}`;
}

function stopped(trace: Trace): boolean {
  return trace.recording.outcome.kind !== 'finished';
}

function outcomeKey(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'finished':
      return `finished ${outcome.exitCode}`;
    case 'oops':
      return `oops ${outcome.reason}`;
    case 'budget':
      return 'budget';
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'finished':
      return `finishes with exit code ${outcome.exitCode}`;
    case 'oops':
      return `stops: ${outcome.reason}`;
    case 'budget':
      return `stops after ${outcome.budget} steps`;
  }
}
