/** From the address in the bar to what can be used: of several starts, each in a fresh browser. */
import { openLab } from './session.mjs';

/** Milliseconds; the aim of the first view. */
const START = 1500;

/** What ships, and the same without what the build has made beforehand, as after any change of a source. */
export const START_KINDS = /** @type {const} */ (['shipped', 'made']);

const median = (/** @type {number[]} */ values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * One start. The first view counts when a state's run is there and stepping it works: a key is pressed as
 * soon as the position is shown, and the clock stops when the position and its function have moved.
 *
 * @param {string} root the project's folder
 * @param {(typeof START_KINDS)[number]} kind
 */
async function start(root, kind) {
  const { page, url, close } = await openLab(root, null);
  try {
    if (kind === 'made') await page.route('**/prepared-*.bin', (route) => route.abort());
    await page.addInitScript(() => {
      /** @type {{ usable?: number, compared?: number }} */
      const seen = {};
      Object.assign(globalThis, { seen });
      let pressed = '';
      const look = () => {
        const step = document.querySelector('[data-testid="step"]')?.textContent ?? '';
        const isThere = /of\s+[1-9]/.test(step) && step.includes('()');
        if (seen.usable === undefined && isThere) {
          if (pressed === '') {
            pressed = step;
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
          } else if (step !== pressed) seen.usable = performance.now();
        }
        if (document.querySelector('[data-testid="verdict"]')) seen.compared ??= performance.now();
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(url);
    await page.waitForFunction(
      () => {
        /** @type {{ usable?: number, compared?: number }} */
        const { usable, compared } = Reflect.get(globalThis, 'seen');
        return usable !== undefined && compared !== undefined;
      },
      null,
      { timeout: 300_000 },
    );
    return await page.evaluate(() => {
      /** @type {{ usable: number, compared: number }} */
      const seen = Reflect.get(globalThis, 'seen');
      /** @type {{ duration: number }[]} */
      const tasks = Reflect.get(globalThis, 'longTasks') ?? [];
      const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
      return { ...seen, longest, tasks: tasks.length };
    });
  } finally {
    await close();
  }
}

/**
 * @param {string} root the project's folder
 * @param {(typeof START_KINDS)[number]} kind
 * @param {number} count how many starts
 */
export async function benchStart(root, kind, count) {
  /** @type {{ usable: number, compared: number, longest: number, tasks: number }[]} */
  const found = [];
  for (let i = 0; i < count; i++) found.push(await start(root, kind));
  /** @param {string} measure @param {'usable' | 'compared' | 'longest'} what */
  const row = (measure, what) => {
    const values = found.map((one) => one[what]);
    const note = `${count} starts, ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
    return { measure, value: median(values), unit: 'ms', note };
  };
  if (kind === 'made') {
    return [
      row('start, nothing made beforehand: one state shown, stepping works', 'usable'),
      row('start, nothing made beforehand: both columns and what differs', 'compared'),
    ];
  }
  const tasks = median(found.map((one) => one.tasks));
  const longest = row('longest task of the thread that draws in a start', 'longest');
  return [
    { ...row('start: one state shown, stepping works', 'usable'), aim: START },
    row('start: both columns and what differs', 'compared'),
    { ...longest, note: `${longest.note}; ${tasks} over 50 ms` },
  ];
}
