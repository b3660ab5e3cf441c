/**
 * Plays a guided tour in the built lab, without a window, and writes a picture of each stop.
 * Usage: npm run demo -- <scenario> --out DIR [--tour ID or FILE] [--size 1280x800] [--theme light|dark]
 * Exit code 1: a place, page or answer of a stop is lost (the pictures are there), or the lab failed.
 * Exit code 2: wrong usage.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createStaticServer, listen } from './serve.mjs';
import { findChromium } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** Milliseconds for the lab to record the states of a stop, on a machine that has other work. */
const PATIENCE = 300_000;

/** What was asked for cannot be: the message says how it can. */
class UsageError extends Error {}

/** @param {string[]} args */
function readOptions(args) {
  const usage =
    'usage: npm run demo -- <scenario> --out DIR [--tour ID or FILE] [--size 1280x800] [--theme light|dark]';
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        tour: { type: 'string' },
        size: { type: 'string', default: '1280x800' },
        theme: { type: 'string', default: 'light' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  const { values, positionals } = parsed;
  const [scenario] = positionals;
  if (scenario === undefined || positionals.length > 1 || values.out === undefined) {
    throw new UsageError(usage);
  }
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(values.size) ?? [];
  if (!width || !height)
    throw new UsageError(`--size ${values.size}: such as 1280x800 or 1920x1080`);
  if (values.theme !== 'light' && values.theme !== 'dark') {
    throw new UsageError(`--theme ${values.theme}: light or dark`);
  }
  if (!existsSync(path.join(root, 'scenarios', scenario, 'scenario.yaml'))) {
    throw new UsageError(`there is no scenario ${scenario}: "npx folioscope scenarios" lists them`);
  }
  /** @type {'light' | 'dark'} */
  const theme = values.theme;
  const viewport = { width: Number(width), height: Number(height) };
  return { scenario, out: path.resolve(values.out), tour: values.tour, viewport, theme };
}

/**
 * Opens the scenario and its tour; resolves to the number of stops. Throws UsageError if there is none.
 * @param {import('@playwright/test').Page} page
 * @param {ReturnType<typeof readOptions>} options
 */
async function openTour(page, { scenario, tour }) {
  await page.getByTestId('scenario').waitFor({ timeout: PATIENCE });
  await page.getByTestId('scenario').selectOption({ value: `scenarios/${scenario}` });
  await page.keyboard.press('Alt+t');
  const stops = page.getByTestId('tour-stop');
  // Not pressed in vain: the key opens nothing where there is no tour.
  await stops.waitFor({ timeout: 10_000 }).catch(() => {
    throw new UsageError(`${scenario} has no tour (docs/tours.md says how to write one)`);
  });
  if (tour !== undefined) await chooseTour(page, scenario, tour);
  return stops.locator('option').count();
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} scenario
 * @param {string} tour its id, or a file
 */
async function chooseTour(page, scenario, tour) {
  const isFile = /\.ya?ml$/.test(tour);
  if (isFile && !existsSync(tour)) throw new UsageError(`there is no file ${tour}`);
  const chooser = isFile ? page.waitForEvent('filechooser') : null;
  await page.keyboard.press('Control+k');
  await page.keyboard.type(isFile ? 'Open a tour file' : 'Choose a tour');
  await page.keyboard.press('Enter');
  if (chooser) {
    await (await chooser).setFiles(tour);
    const said = page.getByTestId('message');
    await said.getByText(/^Stop 1|not recorded yet|error/).waitFor();
    const text = await said.innerText();
    if (text.includes('error')) throw new Error(text);
    return;
  }
  const offered = page.getByTestId('palette').locator(`[data-key="${tour}"]`);
  if ((await offered.count()) === 0) throw new UsageError(`${scenario} has no tour "${tour}"`);
  await offered.click();
}

/** @param {ReturnType<typeof readOptions>} options */
async function play(options) {
  const server = createStaticServer(path.join(root, 'dist', 'renderer'));
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ['--disable-gpu', ...sandbox],
  });
  /** @type {string[]} */
  const lost = [];
  try {
    const { viewport, theme: colorScheme, out } = options;
    const page = await browser.newPage({ viewport, colorScheme });
    await page.goto(url);
    const count = await openTour(page, options);
    mkdirSync(out, { recursive: true });
    for (let stop = 1; stop <= count; stop++) {
      if (stop > 1) await page.keyboard.press('Alt+PageDown');
      const waits = page.getByTestId('tour-waits');
      if ((await waits.count()) > 0) await waits.waitFor({ state: 'detached', timeout: PATIENCE });
      // Again, for a stop that was recorded only now; what moves comes to rest.
      await page.keyboard.press('Alt+t');
      await page.waitForTimeout(1000);
      const title = await page.getByTestId('tour').locator('h3').innerText();
      for (const text of await page.getByTestId('tour-lost').allInnerTexts()) {
        lost.push(`stop ${stop} "${title}": ${text.trim()}`);
      }
      const file = path.join(out, `${String(stop).padStart(2, '0')}.png`);
      await page.screenshot({ path: file });
      console.log(`${path.relative(process.cwd(), file)}  ${title}`);
    }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  for (const line of lost) console.error(`demo: ${line}`);
  return lost.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await play(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
