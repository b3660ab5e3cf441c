/** Making a stop out of a position: an anchor that finds it again when the code has changed. */
import type { SourceTree } from '../../c/token.ts';
import type { Trace } from '../../trace/index.ts';
import { resolveAnchor } from './anchor.ts';
import { pageName } from './page.ts';
import { LostAnchor, type TourRuns } from './run.ts';
import type { Anchor, Place } from './tour.ts';

/** What is to be shown at the new stop. */
export interface StopDraft {
  state: string;
  position: number;
  /** Columns from left to right. */
  states: readonly string[];
  /** The selected struct page and its word. */
  page: { address: bigint; word: number } | null;
  watch: readonly string[];
}

/**
 * The anchor for a position, the most telling one that leads exactly there: a mark, an oops or a
 * warning, the beginning or the end of a call, a write of the selected word, a line by its text.
 * Counted from the last mark before it, because what happens before that mark may change.
 */
export function anchorFor(runs: TourRuns, draft: StopDraft): Anchor {
  const run = runs.run(draft.state);
  if (!run) throw new LostAnchor(`state ${draft.state} is not recorded`);
  const { trace, sources } = run;
  const { position } = draft;
  const after = lastMark(runs, draft);
  for (const place of candidates(trace, sources, draft)) {
    const anchor = counted(runs, draft, place, after);
    if (anchor) return anchor;
  }
  throw new LostAnchor(
    position === trace.length
      ? 'the end of the run cannot be found again'
      : `nothing marks step ${position}: its line stands several times in its function`,
  );
}

function* candidates(trace: Trace, sources: SourceTree, draft: StopDraft): Generator<Place> {
  const { position, page } = draft;
  const { events, outcome, calls, stepCall } = trace.recording;
  for (const event of events) {
    if (event.step !== position) continue;
    if (event.kind === 'mark') yield { kind: 'mark', text: event.text };
    if (event.kind === 'warning') yield { kind: 'first', what: 'warning' };
  }
  if (outcome.kind === 'oops' && outcome.step === position) yield { kind: 'first', what: 'oops' };
  if (position === trace.length) return void (yield { kind: 'end' });
  const name = (call: number) => trace.program.functions[calls.function[call]!]!.name;
  const call = stepCall[position]!;
  if (position - calls.enter[call]! <= 1) yield { kind: 'call', function: name(call) };
  if (page && position > 0) {
    const of = pageName(trace, position, page.address);
    const address = page.address + BigInt(page.word * 8);
    const writes = trace.nextWriteStep(address, 8, position - 2) === position - 1;
    if (of !== null && writes) yield { kind: 'write', what: `word ${page.word}`, of };
  }
  const before = position > 0 ? stepCall[position - 1]! : call;
  if (before !== call && calls.leave[before] === position) {
    yield { kind: 'return', function: name(before) };
  }
  const step = trace.step(position);
  const text = sources.read(step.file)?.split('\n')[step.line - 1]?.trim();
  if (text) yield { kind: 'line', text, in: step.functionName };
}

/** With the number that leads to the position; null if none does. */
function counted(
  runs: TourRuns,
  draft: StopDraft,
  place: Place,
  after: Anchor | null,
): Anchor | null {
  const alone = place.kind === 'mark' || place.kind === 'first' || place.kind === 'end';
  for (let nth = 1; nth <= MOST; nth++) {
    const anchor = { place, nth, when: null, after: alone ? null : after };
    try {
      const found = resolveAnchor(runs, draft.state, anchor, draft.states);
      if (found === draft.position) return anchor;
      if (found > draft.position) return null;
    } catch (error) {
      if (error instanceof LostAnchor) return null;
      throw error;
    }
  }
  return null;
}

/** Counting further is no way to say where something is. */
const MOST = 2000;

function lastMark(runs: TourRuns, { state, position }: StopDraft): Anchor | null {
  const events = runs.run(state)!.trace.recording.events;
  const marks = events.filter((event) => event.kind === 'mark' && event.step < position);
  const last = marks.at(-1);
  if (last?.kind !== 'mark') return null;
  const same = marks.filter((mark) => mark.kind === 'mark' && mark.text === last.text);
  return { place: { kind: 'mark', text: last.text }, nth: same.length, when: null, after: null };
}

/** The stop as a tour file has it, as an item of its `stops:`. */
export function stopYaml(runs: TourRuns, draft: StopDraft, anchor: Anchor, text: string): string {
  const trace = runs.run(draft.state)!.trace;
  const { page, watch, states, state, position } = draft;
  const lines = [
    `  - title: ${quoted(titleOf(trace, position))}`,
    '    at:',
    ...anchorLines(anchor, 6),
  ];
  lines.push(`    states: [${states.join(', ')}]`);
  if (states.length > 1) lines.push(`    leads: ${state}`);
  const name = page && pageName(trace, position, page.address);
  if (name !== null || watch.length > 0) lines.push('    show:');
  if (page && name !== null) lines.push(`      page: ${quoted(name)}`, `      word: ${page.word}`);
  if (watch.length > 0)
    lines.push('      watch:', ...watch.map((one) => `        - ${quoted(one)}`));
  lines.push('    text: >-', ...text.split('\n').map((line) => `      ${line}`.trimEnd()));
  return `${lines.join('\n')}\n`;
}

/** A whole file with these stops. */
export function tourYaml(
  title: string,
  scenario: string,
  states: readonly string[],
  stops: readonly string[],
): string {
  return [
    `title: ${quoted(title)}`,
    `scenario: ${scenario}`,
    `states: [${states.join(', ')}]`,
    'stops:',
    stops.join(''),
  ].join('\n');
}

function titleOf(trace: Trace, position: number): string {
  const mark = trace.recording.events.find(
    (event) => event.kind === 'mark' && event.step === position,
  );
  if (mark?.kind === 'mark') return mark.text;
  return position < trace.length ? `In ${trace.step(position).functionName}()` : 'The end';
}

function anchorLines({ place, nth, when, after }: Anchor, indent: number): string[] {
  const lines = placeLines(place);
  if (nth > 1) lines.push(`nth: ${nth}`);
  if (when !== null) lines.push(`when: ${quoted(when)}`);
  const own = lines.map((line) => ' '.repeat(indent) + line);
  if (!after) return own;
  return [...own, `${' '.repeat(indent)}after:`, ...anchorLines(after, indent + 2)];
}

function placeLines(place: Place): string[] {
  switch (place.kind) {
    case 'mark':
      return [`mark: ${quoted(place.text)}`];
    case 'call':
    case 'return':
      return [`${place.kind}: ${place.function}`];
    case 'line':
      return [`line: ${quoted(place.text)}`, `in: ${place.in}`];
    case 'write':
      return [
        `write: ${quoted(place.what)}`,
        ...(place.of === null ? [] : [`of: ${quoted(place.of)}`]),
      ];
    case 'becomes':
      return [
        `becomes: ${quoted(place.condition)}`,
        ...(place.in === null ? [] : [`in: ${place.in}`]),
      ];
    case 'first':
      return [`first: ${place.what}`];
    case 'end':
      return ['end: true'];
  }
}

/** A YAML text in single quotes: nothing in it means anything. */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
