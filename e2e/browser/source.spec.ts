import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import type { Lab } from '../support/lab.ts';

/** Runs to the first call of a function, as a person does. */
async function runTo(lab: Lab, name: string): Promise<void> {
  await lab.page.keyboard.press('/');
  await lab.page.getByTestId('palette').getByRole('combobox').fill(name);
  await lab.page.keyboard.press('Enter');
  await expect(lab.page.getByTestId('source-left')).toContainText(`${name}()`);
}

/** The middle of a word in a line of a source, on the screen. */
async function spot(source: Locator, line: RegExp, word: string) {
  return source
    .locator('.cm-line', { hasText: line })
    .first()
    .evaluate((element, text) => {
      const range = document.createRange();
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(text);
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      throw new Error(`no '${text}' in that line`);
    }, word);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`),
  );
}

test('a definition, its references and what it is, with the keyboard alone', async ({ lab }) => {
  const { page } = lab;
  const left = page.getByTestId('source-left');
  await runTo(lab, 'memmap_init_compound');
  // To the left source; the text cursor stands on the current line: the function's own.
  for (let panes = 0; panes < 12; panes++) {
    await page.keyboard.press('F6');
    if (await left.locator('.cm-content').evaluate((it) => it === document.activeElement)) break;
  }
  const caretLine = () =>
    left.locator('.cm-content').evaluate(() => {
      const { anchorNode } = document.getSelection()!;
      const element = anchorNode instanceof Element ? anchorNode : anchorNode?.parentElement;
      return element?.closest('.cm-line')?.textContent ?? '';
    });
  for (let lines = 0; lines < 60; lines++) {
    if ((await caretLine()).includes('prep_compound_tail(')) break;
    await page.keyboard.press('ArrowDown');
  }
  // Behind the first word of the line: the name of the function that it calls.
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('F12');
  await expect(lab.message).toContainText('prep_compound_tail(struct page *head', {
    timeout: 90_000,
  });
  await expect(left).toContainText('mm/internal.h:');
  await expect(left.locator('.cm-visited-name')).toHaveText('prep_compound_tail');
  expect(await caretLine()).toContain('prep_compound_tail(struct page *head');

  await page.keyboard.press('I');
  const card = page.getByTestId('symbol');
  await expect(card).toBeFocused();
  await expect(card).toContainText('void prep_compound_tail(struct page *head, int tail_idx)');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await page.keyboard.press('Shift+F12');
  const references = page.getByTestId('references');
  await expect(references.getByRole('listitem').first()).toContainText('defined', {
    timeout: 90_000,
  });
  await expect(references.getByRole('button', { name: /internal\.h/ }).first()).toBeFocused();
  expect((await references.boundingBox())?.height).toBeGreaterThan(60);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(left.locator('.cm-visited-name')).toHaveText('prep_compound_tail');
  await expect(left.locator('.place')).not.toContainText('internal.h');

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(left.locator('.place')).toContainText('internal.h');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(left.locator('.place')).toContainText('mm_init.c');
  await page.keyboard.press('G');
  await expect(left.locator('.cm-visited')).toHaveCount(0);
});

test('a name under the mouse tells type, layout and value; Ctrl-click goes to it', async ({
  lab,
}) => {
  const { page } = lab;
  const left = page.getByTestId('source-left');
  await runTo(lab, 'prep_compound_tail');
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  const parameter = await spot(left, /^static inline void prep_compound_tail/, 'tail_idx');
  await page.mouse.move(parameter.x, parameter.y);
  const card = page.getByTestId('symbol');
  await expect(card).toContainText('int tail_idx', { timeout: 90_000 });
  await expect(card).toContainText('tail_idx = 1');
  await expect(card).toContainText('written');
  expect(await violations(page)).toEqual([]);
  await page.mouse.move(5, 5);
  await expect(card).toBeHidden();

  const record = await spot(left, /^static inline void prep_compound_tail/, 'page');
  await page.mouse.move(record.x, record.y);
  await expect(card).toContainText('64 bytes');
  await expect(card.locator('pre')).toContainText('compound_head');
  await page.keyboard.down('Control');
  await page.mouse.click(record.x, record.y);
  await page.keyboard.up('Control');
  await expect(left.locator('.place')).toContainText('linux/mm_types.h');
  await expect(left.locator('.cm-visited-name')).toHaveText('page');
  // The next step leads back to where it is.
  await page.keyboard.press('s');
  await expect(left.locator('.place')).not.toContainText('mm_types.h');
});

test('both states in one text, with the lines that each has alone', async ({ lab }) => {
  const { page } = lab;
  await runTo(lab, 'prep_compound_tail');
  const left = page.getByTestId('source-left');
  const record = await spot(left, /^static inline void prep_compound_tail/, 'page');
  await page.mouse.click(record.x, record.y);
  await page.keyboard.press('F12');
  await expect(left.locator('.place')).toContainText('mm_types.h', { timeout: 90_000 });
  await page.keyboard.press('Alt+u');
  const both = page.getByTestId('source-unified');
  await expect(both).toContainText('mm_types.h');
  // Only what is in sight is drawn.
  const removed = both.locator('.cm-changed-left').filter({ hasText: 'pgmap' }).first();
  await expect(async () => {
    await both.locator('.cm-scroller').evaluate((element) => element.scrollBy(0, 60));
    await expect(removed).toBeInViewport({ ratio: 1, timeout: 500 });
  }).toPass({ timeout: 45_000 });
  await expect(both.locator('.cm-sign-left').first()).toHaveText('−');
  expect(await violations(page)).toEqual([]);
  // A line that only the left state has is looked up there.
  const member = await spot(both, /struct dev_pagemap \*pgmap;/, 'pgmap;');
  await page.mouse.click(member.x - 5, member.y);
  await page.keyboard.press('I');
  await expect(page.getByTestId('symbol')).toContainText('struct page, offset 8', {
    timeout: 90_000,
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+u');
  await expect(both).toBeHidden();
});

test('stepping scrolls only when the line leaves the middle', async ({ lab }) => {
  const { page } = lab;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await runTo(lab, 'memmap_init_compound');
  const name = page
    .getByTestId('source-left')
    .locator('.cm-line', {
      hasText: /memmap_init_compound\(/,
    })
    .first();
  // Where the function stands on the screen: values that come and go may change the height above it.
  const top = async () => Math.round((await name.boundingBox())?.y ?? -1);
  // Into the function: from here on all its parameters have values, each with a place of its own.
  await page.keyboard.press('o');
  await page.keyboard.press('o');
  const line = page.getByTestId('source-left').locator('.cm-current');
  const settled = async () => {
    let last = await top();
    await expect(async () => {
      const before = last;
      await page.waitForTimeout(300);
      last = await top();
      expect(last).toBe(before);
    }).toPass();
    return last;
  };
  const before = await settled();
  const here = await line.textContent();
  await page.keyboard.press('O');
  await expect(line).not.toHaveText(here ?? '');
  expect(await settled()).toBe(before);
  await page.keyboard.press('o');
  await expect(line).toHaveText(here ?? '');
  expect(await settled()).toBe(before);
});
