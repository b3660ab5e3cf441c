/** Where in a recording the moments of a capture are. */
import type { RecordedEvent } from '../machine/recording.ts';
import { hex } from '../mm/bytes.ts';
import { pageAddress } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import { CallFinder } from './calls.ts';
import type { Capture, CapturedEvent, Probe } from './capture.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';

type Shown = Extract<RecordedEvent, { kind: 'pages' }>;

/** A captured event and the place of the same event in the recording. */
export interface Moment {
  event: CapturedEvent;
  /** Steps before this one have been executed. */
  position: number;
  /** The row of the probed call; null for a snapshot. */
  call: number | null;
  /** The `lab_pages()` of the program that a snapshot is; null for a probe. */
  shown: Shown | null;
}

export interface Moments {
  found: Moment[];
  missing: { event: CapturedEvent; reason: string }[];
  /** Probed ends of calls between the first and the last moment that the capture does not have. */
  unexpected: { probe: Probe; pfn: bigint; position: number }[];
}

/**
 * Matches events in order. The entry or return of a function is that of its next call with the
 * captured page (or the captured start of the object it works on); a snapshot is the next
 * `lab_pages()` of the program from the same struct page on.
 */
export function findMoments(trace: Trace, capture: Capture): Moments {
  const calls = new CallFinder(trace, capture);
  const found: Moment[] = [];
  const missing: Moments['missing'] = [];
  let position = 0;
  for (const event of capture.events) {
    const match = event.probe
      ? calls.next(event, event.probe, position)
      : nextShown(trace, event, position, found);
    if (typeof match === 'string') {
      missing.push({ event, reason: match });
      continue;
    }
    found.push(match);
    position = match.position;
  }
  return { found, missing, unexpected: calls.unexpected(found) };
}

function nextShown(
  trace: Trace,
  event: CapturedEvent,
  position: number,
  found: Moment[],
): Moment | string {
  const first = event.pages[0];
  if (first) {
    const address = pageAddress(trace.program, first.pfn);
    const used = new Set(found.map((moment) => moment.shown));
    const candidates = trace.recording.events.filter(
      (shown): shown is Shown =>
        shown.kind === 'pages' &&
        shown.step >= position &&
        shown.address === address &&
        shown.count >= event.pages.length &&
        !used.has(shown),
    );
    const shown = candidates.find((each) => !isEcho(trace, each, found)) ?? candidates[0];
    if (shown) return { event, position: shown.step, call: null, shown };
  }
  const after = /^after (\w+)/.exec(event.at)?.[1];
  const returned = found.findLast(
    ({ event: { probe } }) => probe?.when === 'return' && probe.functionName === after,
  );
  if (returned) return { ...returned, event };
  return first
    ? `the program shows no ${event.pages.length} pages from pfn ${hex(first.pfn)} on (lab_pages) after step ${position}`
    : 'a snapshot without pages cannot be found in a recording';
}

/** Whether a `lab_pages()` only shows what a probe has shown already: same pages, none written since. */
function isEcho(trace: Trace, shown: Shown, found: Moment[]): boolean {
  return found.some(({ event, position }) => {
    const first = event.pages[0];
    if (!first || position > shown.step || event.pages.length !== shown.count) return false;
    if (pageAddress(trace.program, first.pfn) !== shown.address) return false;
    const next = trace.nextWrite(shown.address, shown.count * PAGE_STRUCT_BYTES, position - 1);
    return next === null || next.step >= shown.step;
  });
}
