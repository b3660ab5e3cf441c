import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';

test('the history of a page, with the keyboard alone', async ({ lab }) => {
  const { page } = lab;
  const history = page.getByTestId('page-history');
  await page.keyboard.press('K');
  await expect(history).toContainText(/\d+ writes/);
  const writer = history.getByRole('button', { name: /wrote word 1 as compound_head/ }).first();
  const inside = () => history.locator('tbody').evaluate((e) => e.contains(document.activeElement));
  for (let tabs = 0; tabs < 8 && !(await inside()); tabs++) await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  const reached = () => writer.evaluate((button) => button === document.activeElement);
  for (let lines = 0; lines < 60 && !(await reached()); lines++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('step')).toContainText('set_compound_head()');
  await expect(history.locator('tr.selected .word').first()).toHaveText('1');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the history of a page is accessible, ${colorScheme}`, async ({ lab }) => {
    const { page } = lab;
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('K');
    await expect(page.getByTestId('page-history')).toContainText(/\d+ writes/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
}
