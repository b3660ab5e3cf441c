/** A part of a run as a recording of its own. */
import { MAP_ENTRY, type RecordedEvent, type Recording } from '../machine/index.ts';
import type { Frame, Timeline } from '../trace/index.ts';

const PAGE_BITS = 32;

/** Events that say what is shown and watched: a part of a run needs those from before it. */
const LASTING = new Set<RecordedEvent['kind']>(['pages', 'reset', 'watch', 'record']);

/**
 * The steps `from` to `to - 1`. They begin after a few steps that stand for the calls that are open
 * there, one per caller, outermost first: so every call stack is whole. Memory begins as it was at
 * `from`. A run that is cut off before its end ends as one that used up its steps.
 *
 * Throws RangeError if there are no such steps, Error for a run with several processes: what belongs
 * to the others would be lost.
 */
export function sliceRecording(timeline: Timeline, from: number, to: number): Recording {
  const { recording } = timeline.trace;
  const { stepCount } = recording;
  if (!(
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    0 <= from &&
    from < to &&
    to <= stepCount
  )) {
    throw new RangeError(`there are no steps ${from} to ${to - 1}: the run has ${stepCount}`);
  }
  if (recording.events.some(({ kind }) => kind === 'process')) {
    throw new Error(
      'a part of a run with several processes cannot stand alone; take the whole run',
    );
  }
  const callers = timeline.trace.callStack(from).slice(1).reverse();
  const shift = callers.length - from;
  const { slots, buffers, aliases } = timeline.snapshotAt(from);
  const mapped = aliasEntries(aliases);
  const calls = sliceCalls(recording, from, to, callers);
  return {
    program: recording.program,
    stepCount: to + shift,
    stepStatement: joined(
      callers.map(({ step }) => recording.stepStatement[step]!),
      recording.stepStatement.subarray(from, to),
    ),
    stepCall: joined(
      callers.map(({ call }) => calls.rowOf(call)),
      recording.stepCall.subarray(from, to).map((call) => calls.rowOf(call)),
    ),
    ...sliceLog(recording, from, to, callers.length, mapped),
    stackBase: recording.stackBase,
    calls: calls.columns,
    initialPages: [...slots].flatMap(([page, slot]) => {
      const bytes = buffers[slot]!;
      return bytes.every((byte) => byte === 0) ? [] : [{ page, bytes: bytes.slice() }];
    }),
    events: recording.events.flatMap((event): RecordedEvent[] => {
      if (event.step >= to) return [];
      if (event.step >= from) return [{ ...event, step: event.step + shift }];
      return LASTING.has(event.kind) ? [{ ...event, step: 0 }] : [];
    }),
    outcome: sliceOutcome(recording, to, shift),
  };
}

/** Aliases that are there when the part begins: its first step makes them. */
function aliasEntries(aliases: ReadonlyMap<number, number>): number[] {
  const low = (page: number) => page % 2 ** PAGE_BITS;
  const high = (page: number) => Math.floor(page / 2 ** PAGE_BITS);
  return [...aliases].flatMap(([page, target]) => [
    ...[MAP_ENTRY, low(page), high(page), 0, 0, low(target), high(target)],
  ]);
}

function sliceLog(
  { log, stepLog }: Recording,
  from: number,
  to: number,
  prologue: number,
  mapped: readonly number[],
): Pick<Recording, 'log' | 'stepLog'> {
  const [start, end] = [stepLog[from]!, stepLog[to]!];
  // The first step of all has the aliases, whether it stands for a caller or is one of the part.
  const own = stepLog.subarray(from, to + 1).map((at) => at - start + mapped.length);
  const before = Array.from({ length: prologue }, (_, index) => (index === 0 ? 0 : mapped.length));
  const steps = joined(before, own);
  steps[0] = 0;
  return { log: joined(mapped, log.subarray(start, end)), stepLog: steps };
}

/** The calls that are open in the part, numbered anew. */
function sliceCalls({ calls }: Recording, from: number, to: number, callers: readonly Frame[]) {
  const kept: number[] = [];
  for (let call = 0; call < calls.count; call++) {
    if (calls.enter[call]! < to && calls.leave[call]! > from) kept.push(call);
  }
  const rows = new Map(kept.map((call, row) => [call, row]));
  const rowOf = (call: number) => rows.get(call) ?? 0;
  const begins = new Map(callers.map(({ call }, index) => [call, index]));
  const length = to - from + callers.length;
  const column = (value: (call: number) => number) => Uint32Array.from(kept, value);
  const place = (step: number) => step - from + callers.length;
  return {
    rowOf,
    columns: {
      count: kept.length,
      function: column((call) => calls.function[call]!),
      parent: column((call) => rowOf(calls.parent[call]!)),
      enter: column(
        (call) => begins.get(call) ?? Math.max(callers.length, place(calls.enter[call]!)),
      ),
      leave: column((call) => Math.min(length, place(calls.leave[call]!))),
      frame: column((call) => calls.frame[call]!),
    },
  };
}

function sliceOutcome(
  { outcome, stepCount }: Recording,
  to: number,
  shift: number,
): Recording['outcome'] {
  if (to < stepCount) return { kind: 'budget', step: to + shift, budget: to + shift };
  return outcome.kind === 'finished' ? outcome : { ...outcome, step: outcome.step + shift };
}

function joined(first: readonly number[], rest: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + rest.length);
  all.set(first);
  all.set(rest, first.length);
  return all;
}
