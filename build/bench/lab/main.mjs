/**
 * Measures the built lab on a session of a million steps.
 * Usage: npm run bench:lab [-- --json] [-- --frames N] [-- --starts N] [-- --screenshots FOLDER]
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './frames.mjs';
import { benchStart, START_KINDS } from './start.mjs';
import { longFiles, openLab, rendererMemory } from './session.mjs';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    frames: { type: 'string', default: '300' },
    starts: { type: 'string', default: '5' },
    screenshots: { type: 'string' },
  },
});
const frames = Number(values.frames);
if (!Number.isInteger(frames) || frames < 1) {
  console.error(`bench:lab: --frames wants a number, not "${values.frames}"`);
  process.exit(2);
}
const starts = Number(values.starts);
if (!Number.isInteger(starts) || starts < 1) {
  console.error(`bench:lab: --starts wants a number, not "${values.starts}"`);
  process.exit(2);
}
/** A frame on a screen of 60 hertz. */
const FRAME = 16;

/** @type {{ measure: string, value: number | null, unit: string, aim?: number, note?: string }[]} */
const rows = [];

/** @param {import('@playwright/test').Page} page */
const ready = (page) => page.getByTestId('verdict').waitFor({ timeout: 300_000 });
/** @param {import('@playwright/test').Page} page */
const longest = (page) =>
  page.evaluate(() => {
    /** @type {{ duration: number }[]} */
    const tasks = Reflect.get(globalThis, 'longTasks') ?? [];
    return { count: tasks.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
  });

/**
 * A row for the time that passes and one for the processor's: on a quiet machine they say the same.
 *
 * @param {string} name
 * @param {Awaited<ReturnType<typeof measure>>} times
 */
function add(name, { passed, used, dropped }) {
  const row = (/** @type {string} */ of, /** @type {typeof passed} */ { p50, p95, max }) => ({
    measure: `${name}, ${of} p95`,
    value: p95,
    unit: 'ms',
    aim: FRAME,
    note: `p50 ${p50.toFixed(1)}, max ${max.toFixed(1)}`,
  });
  const { note, ...frame } = row('frame', passed);
  rows.push({ ...frame, note: `${note}, ${dropped} frames dropped of ${passed.count + dropped}` });
  rows.push(row('processor per frame', used));
}

for (const what of START_KINDS) rows.push(...(await benchStart(root, what, starts)));

const long = await openLab(root, longFiles(root));
try {
  const { page, browser } = long;
  const began = performance.now();
  await page.goto(long.url);
  await ready(page);
  rows.push({
    measure: 'start to both columns and what differs, a million steps twice',
    value: performance.now() - began,
    unit: 'ms',
  });
  const text = await page.getByTestId('step').innerText();
  rows.push({
    measure: 'steps of the session',
    value: Number(/of\s+([\d\s]+)/.exec(text)?.[1]?.replace(/\s/g, '') ?? NaN),
    unit: '',
  });
  const track = '[data-testid="timeline-left"]';
  for (const [what, name] of /** @type {const} */ ([
    ['scrub', 'scrubbing along the whole run'],
    ['zoom', 'zooming with the wheel'],
    ['pan', 'panning with the wheel'],
    ['keys', 'stepping with keys held down'],
  ])) {
    if (what === 'pan') {
      await page.locator(track).press('0');
      for (let i = 0; i < 6; i++) await page.locator(track).press('+');
    }
    add(name, await measure(page, track, what, frames));
    if (values.screenshots !== undefined) {
      mkdirSync(values.screenshots, { recursive: true });
      await page.screenshot({ path: path.join(values.screenshots, `${what}.png`) });
    }
  }
  await page.getByTestId('show-memory').click();
  const map = '[data-testid="all-frames"]';
  await page.locator(map).waitFor();
  const label = (await page.locator(map).getAttribute('aria-label')) ?? '';
  rows.push({
    measure: 'page frames on the map',
    value: Number(label.replace(/\D/g, '')),
    unit: '',
  });
  for (const [what, name] of /** @type {const} */ ([
    ['wheel', 'scrolling the map of frames with the wheel'],
    ['bar', 'scrolling the map of frames with the scrollbar'],
  ])) {
    add(name, await measure(page, map, what, frames));
  }
  const { count, longest: worst } = await longest(page);
  rows.push({
    measure: 'longest task of the thread that draws in all of this',
    value: worst,
    unit: 'ms',
    note: `${count} over 50 ms`,
  });
  const memory = await rendererMemory(browser);
  rows.push({
    measure: 'memory of the page with two such sessions, workers included',
    value: memory === null ? null : memory / 2 ** 20,
    unit: 'MiB',
  });
} finally {
  await long.close();
}

if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  for (const { measure: name, value, unit, aim, note } of rows) {
    const figure = value === null ? '–' : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
    const met =
      aim === undefined || value === null ? '' : ` ≤ ${aim} ${value <= aim ? 'yes' : 'NO'}`;
    console.log(`${name.padEnd(72)} ${figure.padStart(12)}${met}${note ? `   ${note}` : ''}`);
  }
}
