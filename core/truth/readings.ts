/**
 * Comparing what the captured driver reported with what the program reports. A program shows pages
 * under a name (`lab_pages("order 4", …)`) and then reports readings whose names start with it
 * (`lab_value("order 4: compound_head", …)`); `pfn` says which page the readings after it are about.
 */
import { hex } from '../mm/bytes.ts';
import type { Moment } from './moments.ts';
import { argumentOf, functionOf, parameterNamed } from './parameters.ts';
import { compareReturned } from './returned.ts';
import type { Session } from './session.ts';

interface Reported {
  step: number;
  value: bigint;
  /** The page that the program said it was about; null before the first one. */
  pfn: bigint | null;
}

const NOT_REPORTED = 'the program does not report it (lab_value)';

/** Compares all numbers and lists of an event but those in `done`. */
export function compareReported(session: Session, moment: Moment, done: ReadonlySet<string>): void {
  const { event } = moment;
  const reported = reportedAfter(session, moment);
  for (const [name, captured] of event.numbers) {
    if (done.has(name) || compareResult(session, moment, name, captured)) continue;
    if (compareArgument(session, moment, name, captured)) continue;
    const own = reported.get(name);
    if (own) compareRow(session, moment, name, [captured], own);
    else session.exclude(name, NOT_REPORTED);
  }
  for (const [name, captured] of event.lists) {
    const own = reported.get(name);
    if (!own) session.exclude(name, NOT_REPORTED, 'value', captured.length);
    else if (captured.length !== event.pages.length)
      compareRow(session, moment, name, captured, own);
    else comparePerPage(session, moment, name, captured, own);
  }
}

/** What the program reports under the name of the pages it shows, until it shows them again. */
function reportedAfter({ trace }: Session, { shown }: Moment): Map<string, Reported[]> {
  const result = new Map<string, Reported[]>();
  if (!shown) return result;
  const { events } = trace.recording;
  const prefix = `${shown.name}: `;
  let pfn: bigint | null = null;
  for (const event of events.slice(events.indexOf(shown) + 1)) {
    if (event.kind === 'pages' && event.name === shown.name) break;
    if (event.kind !== 'value' || !event.name.startsWith(prefix)) continue;
    const name = event.name.slice(prefix.length);
    if (name === 'pfn') pfn = event.value;
    const list = result.get(name) ?? [];
    list.push({ step: event.step, value: event.value, pfn });
    result.set(name, list);
  }
  return result;
}

/** The probed function's result. False if the value is none. */
function compareResult(
  session: Session,
  { event, call, position }: Moment,
  name: string,
  captured: bigint,
): boolean {
  if (name !== 'retval' || call === null) return false;
  const found = compareReturned(session, call, captured, position);
  if (found)
    disagree(session, { event, position }, name, found.captured, found.modelled, found.reason);
  return true;
}

/** A value that is a parameter of the probed function. False if it is not. */
function compareArgument(
  session: Session,
  { event, call, position }: Moment,
  name: string,
  captured: bigint,
): boolean {
  const { trace } = session;
  const parameter = call === null ? null : parameterNamed(functionOf(trace, call), name);
  if (call === null || !parameter) return false;
  const argument = argumentOf(trace, call, parameter);
  const reason = session.compareNumbers(captured, argument, position);
  if (reason !== null) disagree(session, { event, position }, name, captured, argument, reason);
  return true;
}

/** As many readings as captured numbers, in the same order. */
function compareRow(
  session: Session,
  moment: Moment,
  name: string,
  captured: bigint[],
  own: Reported[],
): void {
  const { event, position } = moment;
  if (own.length !== captured.length) {
    const reason = `${captured.length} captured, ${own.length} reported by the program`;
    session.disagree({
      ...{ kind: 'value', seq: event.seq, at: event.at, position, subject: name, reason },
    });
    return;
  }
  const frames = name.endsWith('backing_pfn') ? new FramePairs() : null;
  captured.forEach((value, index) => {
    const { value: modelled, step } = own[index]!;
    const subject = captured.length > 1 ? `${name}[${index}]` : name;
    const reason = frames
      ? compareFrames(session, frames, value, modelled)
      : session.compareNumbers(value, modelled, step);
    if (reason !== null) disagree(session, moment, subject, value, modelled, reason);
  });
}

/** One captured number for each page of the event; the program may report fewer pages. */
function comparePerPage(
  session: Session,
  moment: Moment,
  name: string,
  captured: bigint[],
  own: Reported[],
): void {
  const indexes = new Map(moment.event.pages.map(({ pfn }, index) => [pfn, index]));
  const seen = new Set<number>();
  for (const { value, pfn, step } of own) {
    const index = pfn === null ? undefined : indexes.get(pfn);
    if (index === undefined || seen.has(index)) {
      const page = pfn === null ? 'no page' : `pfn ${hex(pfn)}`;
      const reason = `reported for ${page}, ${index === undefined ? 'which was not captured' : 'twice'}`;
      disagree(session, moment, name, null, value, reason);
      continue;
    }
    seen.add(index);
    const reason = session.compareNumbers(captured[index]!, value, step);
    if (reason !== null) {
      disagree(session, moment, `${name}[${index}]`, captured[index]!, value, reason);
    }
  }
  session.values.notRead += captured.length - seen.size;
}

/** Frames of RAM behind the vmemmap: the allocator's choice, but which of them are equal is not. */
class FramePairs {
  private readonly toModel = new Map<bigint, bigint>();
  private readonly toCapture = new Map<bigint, bigint>();

  join(captured: bigint, modelled: bigint): boolean {
    if ((this.toModel.get(captured) ?? modelled) !== modelled) return false;
    if ((this.toCapture.get(modelled) ?? captured) !== captured) return false;
    this.toModel.set(captured, modelled);
    this.toCapture.set(modelled, captured);
    return true;
  }
}

function compareFrames(
  session: Session,
  frames: FramePairs,
  captured: bigint,
  modelled: bigint,
): string | null {
  session.values.compared++;
  if (!frames.join(captured, modelled)) return 'not the same pattern of shared frames';
  if (captured === modelled) session.values.asStored++;
  else session.values.byTarget++;
  return null;
}

function disagree(
  session: Session,
  { event, position }: Pick<Moment, 'event' | 'position'>,
  subject: string,
  captured: bigint | null,
  modelled: bigint,
  reason: string,
): void {
  const side = { size: 8, kind: '', fields: [] };
  const meaning = captured === null ? '' : session.describeCaptured(captured);
  session.disagree({
    ...{ kind: 'value', seq: event.seq, at: event.at, position, subject, reason },
    captured: captured === null ? null : { ...side, value: captured, meaning },
    modelled: { ...side, value: modelled, meaning: '' },
  });
}
