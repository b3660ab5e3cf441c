/**
 * Takes the pictures in docs/images/ from the built lab.
 * Usage: npm run build && node build/screenshots.mjs
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { createStaticServer, listen } from './serve.mjs';
import { findChromium } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const images = path.join(root, 'docs', 'images');

/**
 * `keys`: pressed one after the other. `scenario`: opened first.
 * @type {{ file: string, width: number, height: number, colorScheme: 'light' | 'dark', scenario?: string, keys: string[] }[]}
 */
const PICTURES = [
  { file: 'lab-light.png', width: 1920, height: 1080, colorScheme: 'light', keys: [] },
  { file: 'lab-dark.png', width: 1280, height: 800, colorScheme: 'dark', keys: ['s', 's'] },
  { file: 'commands.png', width: 1280, height: 800, colorScheme: 'light', keys: ['Control+k'] },
  { file: 'three-states.png', width: 1920, height: 1080, colorScheme: 'light', keys: ['T'] },
  { file: 'settings.png', width: 1280, height: 800, colorScheme: 'light', keys: ['Control+,'] },
  { file: 'history.png', width: 1280, height: 800, colorScheme: 'light', keys: ['K'] },
  ...[
    'frames F',
    'page-tables y',
    'mappings M',
    'bytes X',
    'counts h',
    'what-if i',
    'verdict V',
  ].map((view) => {
    const [name, key] = /** @type {[string, string]} */ (view.split(' '));
    const scenario = 'device-memory-tour';
    const colorScheme = /** @type {const} */ ('light');
    return { file: `${name}.png`, width: 1280, height: 800, colorScheme, scenario, keys: [key] };
  }),
];

mkdirSync(images, { recursive: true });
const server = createStaticServer(path.join(root, 'dist', 'renderer'));
const url = `http://127.0.0.1:${await listen(server, 0)}/`;
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--disable-gpu', ...sandbox],
});
try {
  for (const { file, width, height, colorScheme, scenario, keys } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(url);
    await page.getByText('the readings do').first().waitFor();
    if (scenario) {
      await page.getByTestId('scenario').selectOption({ value: `scenarios/${scenario}` });
      await page.getByTestId('verdict').waitFor({ state: 'hidden' });
      await page.getByTestId('verdict').waitFor();
      // all states recorded and compared
      await page.waitForFunction(() => !document.querySelector('[data-testid="job"]'));
      await page.waitForTimeout(8_000);
    }
    for (const key of keys) await page.keyboard.press(key);
    // what moves has come to rest
    await page.waitForTimeout(1000);
    await page.screenshot({ path: path.join(images, file) });
    await page.close();
    console.log(`docs/images/${file}`);
  }
} finally {
  await browser.close();
  server.close();
}
