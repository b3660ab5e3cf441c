/**
 * Processor time of the page's main thread, frame by frame, out of the browser's own trace: a busy
 * machine lengthens the time that passes, not the time that is used.
 */

/** @typedef {{ name: string, cat: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args?: { name?: string } }} TraceEvent */

const CATEGORIES = ['toplevel', 'blink.user_timing', '__metadata'];

/**
 * Runs `work`, during which the page calls `performance.mark('frame')` at the start of each frame.
 *
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<number[]>} milliseconds of the processor per frame
 */
export async function frameTimes(page, work) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const buffer = await browser.stopTracing();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(buffer.toString('utf8'));
  const marks = traceEvents
    .filter(({ name, cat }) => name === 'frame' && cat.includes('user_timing'))
    .sort((a, b) => a.ts - b.ts);
  const first = marks[0];
  if (!first) throw new Error('the page marked no frames');
  const tasks = traceEvents.filter(
    ({ name, pid, tid, tdur }) =>
      /RunTask$/.test(name) && pid === first.pid && tid === first.tid && tdur !== undefined,
  );
  const times = marks.map(() => 0);
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // The task in which a frame's mark lies is the frame's own.
    const frame = marks.findLastIndex((mark) => mark.ts <= ts + dur);
    if (frame >= 0) times[frame] = (times[frame] ?? 0) + tdur / 1000;
  }
  // What follows the last mark is not a frame's.
  return times.slice(0, -1);
}
