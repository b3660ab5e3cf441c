/** The struct pages that a program asked to be shown. */
import type { Trace } from '../trace/index.ts';

export interface PageRange {
  name: string;
  /** Address of the first struct page. */
  address: bigint;
  /** Number of struct pages. */
  count: number;
  /**
   * The step that asked for it. Struct pages can be taken away again later, so the moment just after
   * this step is the one at which a report without a cursor shows them.
   */
  step: number;
}

/**
 * The ranges of the `lab_pages()` calls made before `position` (all of them if absent), in the order
 * in which their names first appeared; a later call with the same name moves the range.
 */
export function pageRanges(trace: Trace, position?: number): PageRange[] {
  const ranges = new Map<string, PageRange>();
  for (const event of trace.recording.events) {
    if (event.kind !== 'pages') continue;
    if (position !== undefined && event.step >= position) continue;
    ranges.set(event.name, {
      name: event.name,
      address: event.address,
      count: event.count,
      step: event.step,
    });
  }
  return [...ranges.values()];
}
