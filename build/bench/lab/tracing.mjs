/**
 * What the page's main thread does frame by frame, out of the browser's own trace. Two times of the same
 * tasks: the time that passes, which is what one feels, and the processor's time, which a busy machine
 * does not lengthen.
 */

/** @typedef {{ name: string, cat: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number }} TraceEvent */

/**
 * @typedef {object} FrameTimes
 * @property {number[]} passed milliseconds that the tasks of each frame took
 * @property {number[]} used milliseconds of the processor in them
 * @property {number} dropped frames of 60 hertz at which the page had nothing new, though it was asked to
 */

const CATEGORIES = ['toplevel', 'blink.user_timing', '__metadata'];
/** Tasks are recorded under several names: these are counted, each once. */
const TASK = 'ThreadControllerImpl::RunTask';
const FRAME_MICROSECONDS = 1e6 / 60;

/**
 * Runs `work`, during which the page calls `performance.mark('frame')` at the start of each frame.
 *
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<FrameTimes>}
 */
export async function frameTimes(page, work) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const buffer = await browser.stopTracing();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(buffer.toString('utf8'));
  return timesOf(traceEvents);
}

/**
 * @param {readonly TraceEvent[]} events
 * @returns {FrameTimes}
 */
export function timesOf(events) {
  const marks = events
    .filter(({ name, cat }) => name === 'frame' && cat.includes('user_timing'))
    .sort((a, b) => a.ts - b.ts);
  const first = marks[0];
  if (!first) throw new Error('the page marked no frames');
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) =>
      name === TASK && pid === first.pid && tid === first.tid && tdur !== undefined,
  );
  if (tasks.length === 0) throw new Error(`the browser's trace has no ${TASK}`);
  const passed = marks.map(() => 0);
  const used = marks.map(() => 0);
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // The task in which a frame's mark lies is the frame's own.
    const frame = marks.findLastIndex((mark) => mark.ts <= ts + dur);
    if (frame < 0) continue;
    passed[frame] = (passed[frame] ?? 0) + dur / 1000;
    used[frame] = (used[frame] ?? 0) + tdur / 1000;
  }
  const dropped = marks.reduce((sum, mark, index) => {
    const next = marks[index + 1];
    return sum + (next ? Math.max(0, Math.round((next.ts - mark.ts) / FRAME_MICROSECONDS) - 1) : 0);
  }, 0);
  // What follows the last mark is not a frame's.
  return { passed: passed.slice(0, -1), used: used.slice(0, -1), dropped };
}
