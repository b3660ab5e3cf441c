import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { Lab } from '../support/lab.ts';
import { PageWatch } from '../support/watch.ts';

/** Runs a command as a person without a mouse does: through the palette. */
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByTestId('palette');
  await palette.getByRole('combobox').fill(title);
  await expect(palette.getByRole('option').first()).toContainText(title);
  await page.keyboard.press('Enter');
}

async function saved(page: Page, title: string): Promise<Download> {
  const download = page.waitForEvent('download');
  await command(page, title);
  return download;
}

const bytesOf = async (download: Download) => readFileSync(await download.path());

/** The bytes of the page card that is shown, word by word, without what separates them. */
async function shownRows(page: Page): Promise<string> {
  await command(page, 'Copy the page card as raw rows');
  await expect(page.getByTestId('message')).toContainText('Copied the page card as raw rows');
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

test('the page card as text: for a mail, as C, as raw rows, as JSON', async ({ lab }) => {
  const { page } = lab;
  await command(page, 'Copy the page card as plain text');
  await expect(lab.message).toContainText('Copied the page card as plain text for a mail');
  const mail = await page.evaluate(() => navigator.clipboard.readText());
  expect(mail).toMatch(/^struct page order 4\[1\], pfn 0xfcd8001\n=+\n/);
  expect(mail).toMatch(/ \+8 {2}0xffffea03f3600001 {2}compound_head/);

  const rows = await shownRows(page);
  const json = JSON.parse(
    (await bytesOf(await saved(page, 'Save the page card as JSON'))).toString(),
  );
  const words =
    rows
      .split('\n')
      .slice(0, 2)
      .join(' ')
      .match(/[0-9a-f]{16}/g) ?? [];
  const littleEndian = words.map((word) => word.match(/../g)!.reverse().join(''));
  expect(json.bytes).toBe(littleEndian.join(''));

  const c = await saved(page, 'Save the page card as a C initialiser');
  expect(c.suggestedFilename()).toBe('compound-zone-device-pages-before-page-fcd8001.c');
  expect((await bytesOf(c)).toString()).toContain('static struct page page_fcd8001 = {');

  const differences = await saved(page, 'Save the differences as Markdown');
  expect((await bytesOf(differences)).toString()).toContain('## where they part');
});

test('the page card and the timeline as pictures', async ({ lab }) => {
  const { page } = lab;
  const svg = (await bytesOf(await saved(page, 'Save the timeline as a picture (SVG)'))).toString();
  expect(svg).toContain('>memremap_pages</text>');
  const valid = await page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    return read.querySelector('parsererror')?.textContent ?? read.documentElement.tagName;
  }, svg);
  expect(valid).toBe('svg');
  const png = await bytesOf(await saved(page, 'Save the page card as a picture (PNG)'));
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(png.readUInt32BE(16)).toBe(1920);
  await command(page, 'Copy the page card as a picture (PNG)');
  await expect(lab.message).toContainText('Copied the page card as a picture (PNG)');
});

test('the run in one file plays without a network', async ({ lab, context }) => {
  const { page } = lab;
  const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-file-'));
  try {
    const { at } = await lab.position();
    const rows = await shownRows(page);
    await page.keyboard.press('s');
    await lab.expectAt(at + 1);
    const verdict = await lab.verdict.innerText();
    const download = await saved(page, 'Save the run as one HTML file');
    expect(download.suggestedFilename()).toBe('compound-zone-device-pages.html');
    await expect(lab.message).toContainText('MB that play without a network');
    const file = path.join(folder, 'run.html');
    await download.saveAs(file);
    const text = readFileSync(file, 'utf8');
    // Two runs of 400,000 steps and the lab.
    expect(text.length).toBeLessThan(6e6);

    const offline = await context.newPage();
    const url = pathToFileURL(file).href;
    const watch = new PageWatch(offline, url);
    await context.setOffline(true);
    await offline.goto(url);
    const played = new Lab(offline);
    await played.ready();
    // Where it was saved, with the same to say.
    await played.expectAt(at + 1);
    expect(await played.verdict.innerText()).toBe(verdict);
    await offline.keyboard.press('S');
    await expect.poll(async () => (await played.position()).at).toBeLessThan(at + 1);
    await played.goTo(at);
    expect(await shownRows(offline)).toBe(rows);
    await offline.getByRole('button', { name: 'Step into' }).click();
    await played.expectAt(at + 1);
    await played.goTo(0);
    await command(offline, 'Run to the end');
    await played.expectAt((await played.position()).of);
    for (const colorScheme of ['light', 'dark'] as const) {
      await offline.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page: offline }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
    }
    await expect(offline.locator('link, script[src], img[src^="http"]')).toHaveCount(0);
    watch.expectQuiet();
    await context.setOffline(false);
    await offline.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file that was cut off says so', async ({ lab, context }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-file-'));
  try {
    const download = await saved(lab.page, 'Save the run as one HTML file');
    const text = (await bytesOf(download)).toString();
    const broken = text.replace(/(id="folioscope-code">.{1000}).*?</, '$1<');
    expect(broken.length).toBeLessThan(text.length);
    const file = path.join(folder, 'broken.html');
    writeFileSync(file, broken);
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await expect(page.getByRole('alert')).toContainText('This recording cannot be played here');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
