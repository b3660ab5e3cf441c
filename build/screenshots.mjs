/**
 * Takes the pictures in docs/images/ from the built lab: all of them, or those named.
 * Usage: npm run build && node build/screenshots.mjs [NAME...]
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { createStaticServer, listen } from './serve.mjs';
import { findChromium } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const images = path.join(root, 'docs', 'images');

/** One after the other: name, keys, and what differs from 1280×800, light, the first scenario. */
const PICTURES = `
  lab-light large
  lab-dark s s dark
  three-states T large
  unified Alt+u
  frames F tour
  page-tables y tour
  mappings M tour
  bytes X tour
  compare Alt+p g 1 0 0 0 Enter Alt+]
  counts h tour
  history K
  verdict V tour
  what-if i tour dark
  tour Alt+t tour
  scoreboard Alt+b large dark
  sweep Alt+g
  commands Control+k
  settings Control+, dark
`;

/** Nothing is recorded, compared or analysed any more, and what moves has come to rest. */
async function idle(/** @type {import('@playwright/test').Page} */ page) {
  await page.getByTestId('app').waitFor();
  const busy = page.locator('[aria-busy="true"], [data-testid="job"]');
  // Still for a second: one job may start the next.
  for (let still = 0; still < 10; still++) {
    if ((await busy.count()) > 0) still = -1;
    await page.waitForTimeout(100);
  }
}

mkdirSync(images, { recursive: true });
const wanted = process.argv.slice(2);
const pictures = PICTURES.trim()
  .split('\n')
  .map((line) => line.trim().split(' '))
  .map(([name = '', ...words]) => ({
    name,
    large: words.includes('large'),
    dark: words.includes('dark'),
    tour: words.includes('tour'),
    keys: words.filter((word) => !['large', 'dark', 'tour'].includes(word)),
  }));
const unknown = wanted.filter((name) => !pictures.some((each) => each.name === name));
if (unknown.length > 0) {
  console.error(`No picture is called ${unknown.join(', ')}`);
  process.exit(1);
}

const server = createStaticServer(path.join(root, 'dist', 'renderer'));
const url = `http://127.0.0.1:${await listen(server, 0)}/`;
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--disable-gpu', ...sandbox],
});
try {
  for (const { name, large, dark, tour, keys } of pictures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await browser.newPage({
      viewport: large ? { width: 1920, height: 1080 } : { width: 1280, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
    });
    await page.goto(url);
    await page.getByTestId('verdict').waitFor();
    if (tour) {
      const value = 'scenarios/device-memory-tour';
      await page.getByTestId('scenario').selectOption({ value });
      await page.getByTestId('verdict').waitFor({ state: 'hidden' });
      await page.getByTestId('verdict').waitFor();
    }
    await idle(page);
    for (const key of keys) await page.keyboard.press(key);
    await idle(page);
    await page.screenshot({ path: path.join(images, `${name}.png`) });
    await page.close();
    console.log(`docs/images/${name}.png`);
  }
} finally {
  await browser.close();
  server.close();
}
