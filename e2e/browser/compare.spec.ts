import { expect, test } from '../support/browser.ts';

test('compares a page in two states, walked by keyboard; the document never scrolls', async ({
  lab,
}) => {
  const { page } = lab;
  const view = page.getByTestId('fields');
  /** Tries to scroll the document too: what cannot be scrolled stays at 0. */
  const atTop = async () => {
    const scrolled = await page.evaluate(() => {
      const roots = [document.documentElement, document.body];
      for (const root of roots) root.scrollTop = 50;
      return roots.map(({ scrollTop }) => scrollTop);
    });
    expect(scrolled).toEqual([0, 0]);
  };

  await page.keyboard.press('Alt+p');
  await expect(view).toContainText('0 of 9 places differ');
  await expect(page.locator('#memory-body')).toBeFocused();
  expect(await page.locator('#memory-body').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await atTop();

  // Early in the run the page is not yet what it was when it was pinned.
  await lab.goTo(1000);
  await expect(view).not.toContainText('0 of 9 places differ');
  await page.keyboard.press('Alt+]');
  const first = view.locator('[aria-current]');
  await expect(first).toBeVisible();
  const before = await first.innerText();
  await atTop();
  await page.keyboard.press('Alt+]');
  await expect(first).not.toHaveText(before);
  await atTop();

  for (const chord of ['|', 'Alt+[', 'F', 'y', 'M', 'X', 'h', 'H', 'K', 'V', 'i', 'C', 'F6']) {
    await page.keyboard.press(chord);
    await atTop();
  }
});
