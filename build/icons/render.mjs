/** Renders icon.svg to icon.png (512×512) with Chromium. Usage: node build/icons/render.mjs */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/system.mjs';

const folder = import.meta.dirname;
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 512, height: 512 } });
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
await page.screenshot({ path: path.join(folder, 'icon.png'), omitBackground: true });
await browser.close();
