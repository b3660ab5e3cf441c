/** Finding the places of a run that anchors mean. */
import { breakpointHits, type Trace } from '../../trace/index.ts';
import { ExpressionError } from '../../trace/expression/error.ts';
import { findPage, memberPlace } from './page.ts';
import { LostAnchor, type TourRun, type TourRuns } from './run.ts';
import type { Anchor, Place } from './tour.ts';
import { entryAt, holdsAt, numberAt, valueAt } from './value.ts';

/**
 * The position that an anchor means in the run of a state: steps 0 to position - 1 have run there.
 * `others` are the states shown beside it, for anchors about differences. Throws LostAnchor, whose
 * message says what of it is not there (any more).
 */
export function resolveAnchor(
  runs: TourRuns,
  state: string,
  anchor: Anchor,
  others: readonly string[] = [],
): number {
  const run = runs.run(state);
  if (!run) throw new LostAnchor(`state ${state} is not recorded`);
  const from = anchor.after ? resolveAnchor(runs, state, anchor.after, others) : -1;
  let found = 0;
  let met = 0;
  for (const position of places(runs, run, anchor.place, from, others)) {
    if (position <= from) continue;
    met++;
    if (anchor.when !== null && !holdsAt(run.trace, position, anchor.when)) continue;
    if (++found === anchor.nth) return position;
  }
  const behind = anchor.after ? ` behind ${anchorText(anchor.after)}` : '';
  const holding = anchor.when !== null && met > 0 ? ` where ${anchor.when}` : '';
  const times =
    met === 0 ? 'never' : found === 0 ? `${met} times, but never` : `only ${found} times`;
  throw new LostAnchor(`${placeText(anchor.place)} is met ${times}${holding}${behind}`);
}

function* places(
  runs: TourRuns,
  run: TourRun,
  place: Place,
  from: number,
  others: readonly string[],
): Generator<number, void> {
  const { trace } = run;
  switch (place.kind) {
    case 'mark':
      for (const event of trace.recording.events) {
        if (event.kind === 'mark' && event.text === place.text) yield event.step;
      }
      return;
    case 'call':
    case 'return':
      yield* calls(trace, place);
      return;
    case 'line':
      yield* trace.stepsAtLine(...lineOf(run, place));
      return;
    case 'write':
      yield* writes(trace, place, Math.max(0, from));
      return;
    case 'becomes':
      yield* turnsTrue(trace, place);
      return;
    case 'first':
      yield* firsts(runs, run, place.what, others);
      return;
    case 'end':
      yield trace.length;
      return;
  }
}

function* calls(trace: Trace, place: Place & { kind: 'call' | 'return' }): Generator<number, void> {
  const { recording } = trace;
  const { enter, leave } = recording.calls;
  // A function of a header is one for each unit that uses it.
  const rows = namedFunctions(trace, place.function)
    .flatMap(({ index }) => [...trace.callsOf(index)])
    .sort((a, b) => a - b);
  if (place.kind === 'return') {
    const isOpen = (call: number) =>
      leave[call] === trace.length && recording.outcome.kind !== 'finished';
    // Calls inside calls end first: in the order of time.
    const ends = rows.flatMap((call) => (isOpen(call) ? [] : [leave[call]!]));
    yield* ends.sort((a, b) => a - b);
    return;
  }
  for (const call of rows) {
    const step = enter[call]!;
    // One step on, where there is one: then the parameters have their values.
    yield step + 1 < leave[call]! ? step + 1 : step;
  }
}

function namedFunctions({ program }: Trace, wanted: string) {
  const found = program.functions.flatMap((info, index) =>
    info.name === wanted ? [{ info, index }] : [],
  );
  if (found.length === 0) throw new LostAnchor(`there is no function ${wanted}()`);
  return found;
}

/** The one line of a function that holds a text. */
function lineOf(run: TourRun, place: Place & { kind: 'line' }): [file: string, line: number] {
  const found = new Map<string, [file: string, line: number]>();
  for (const { info } of namedFunctions(run.trace, place.in)) {
    const file = run.trace.program.files[info.file]!;
    const lines = run.sources.read(file)?.split('\n') ?? [];
    for (let line = info.line; line <= info.endLine; line++) {
      if (lines[line - 1]?.includes(place.text)) found.set(`${file}:${line}`, [file, line]);
    }
  }
  const [only] = found.values();
  if (!only) throw new LostAnchor(`no line of ${place.in}() holds "${place.text}"`);
  if (found.size > 1) {
    const list = [...found.keys()].join(', ');
    throw new LostAnchor(`"${place.text}" is on several lines of ${place.in}(): ${list}`);
  }
  return only;
}

function* writes(
  trace: Trace,
  place: Place & { kind: 'write' },
  from: number,
): Generator<number, void> {
  const { address, size } = written(trace, place, from);
  for (let step = trace.nextWriteStep(address, size, -1); step >= 0;) {
    yield step + 1;
    step = trace.nextWriteStep(address, size, step);
  }
}

/** The bytes whose writes count. */
function written(
  trace: Trace,
  { what, of }: Place & { kind: 'write' },
  position: number,
): { address: bigint; size: number } {
  if (of !== null && what === 'pte') return { address: entryAt(trace, position, of).slot, size: 8 };
  if (of !== null) {
    const page = findPage(trace, position, of) ?? numberAt(trace, position, of);
    const member = memberPlace(trace, what);
    if (!member) throw new LostAnchor(`a struct page has no member ${what}`);
    return { address: page + BigInt(member.offset), size: member.size };
  }
  const { value } = valueAt(trace, position, what);
  if (value.address === null) throw new LostAnchor(`${what} is computed: nothing writes it`);
  return { address: value.address, size: value.bytes.length };
}

function* turnsTrue(trace: Trace, place: Place & { kind: 'becomes' }): Generator<number, void> {
  const info = trace.program.functions.find(({ name }) => name === place.in);
  if (place.in !== null && !info) throw new LostAnchor(`there is no function ${place.in}()`);
  const within = info ? { function: info.name, line: info.endLine } : null;
  const target = { kind: 'expression', expression: place.condition, place: within } as const;
  try {
    const work = breakpointHits(trace, { target, condition: '' });
    for (;;) {
      const step = work.next();
      if (step.done) yield* step.value.positions;
      return;
    }
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new LostAnchor(`${place.condition}: ${error.message}`);
    throw error;
  }
}

function* firsts(
  runs: TourRuns,
  { state, trace }: TourRun,
  what: 'difference' | 'reading' | 'warning' | 'oops',
  others: readonly string[],
): Generator<number, void> {
  const { events, outcome } = trace.recording;
  if (what === 'warning') {
    for (const event of events) if (event.kind === 'warning') yield event.step;
    return;
  }
  if (what === 'oops') {
    if (outcome.kind === 'oops') yield outcome.step;
    return;
  }
  const other = others.find((one) => one !== state);
  if (other === undefined) throw new LostAnchor('a difference needs a second state beside it');
  const comparison = runs.compare(state, other);
  if (!comparison) throw new LostAnchor(`${state} and ${other} are not compared`);
  if (what === 'difference') {
    if (comparison.parting) yield comparison.parting.left;
    return;
  }
  for (const { differs, left } of comparison.readings) if (differs && left) yield left.step;
}

/** A place in words. */
export function placeText(place: Place): string {
  switch (place.kind) {
    case 'mark':
      return `the mark "${place.text}"`;
    case 'call':
      return `a call of ${place.function}()`;
    case 'return':
      return `a return of ${place.function}()`;
    case 'line':
      return `the line with "${place.text}" in ${place.in}()`;
    case 'write':
      return place.of === null
        ? `a write of ${place.what}`
        : `a write of ${place.what} of ${place.of}`;
    case 'becomes':
      return `${place.condition}${place.in === null ? '' : ` in ${place.in}()`} turning true`;
    case 'first':
      return place.what === 'reading' ? 'a reading that differs' : `a first ${place.what}`;
    case 'end':
      return 'the end of the run';
  }
}

/** An anchor in words. */
export function anchorText({ place, nth, when, after }: Anchor): string {
  const which = nth === 1 ? '' : `, the ${ordinal(nth)} one`;
  const holding = when === null ? '' : `, where ${when}`;
  return `${placeText(place)}${holding}${which}${after ? `, after ${anchorText(after)}` : ''}`;
}

function ordinal(n: number): string {
  const tens = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${(!tens && { 1: 'st', 2: 'nd', 3: 'rd' }[n % 10]) || 'th'}`;
}
