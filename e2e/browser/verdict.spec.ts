import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';

const POSTED = 'device-private-round-trip';

test('a finding and its cause, each a key away', async ({ lab }) => {
  const { page } = lab;
  const list = page.getByTestId('verdict-list');
  await expect(list).toContainText(/expectations met, \d+ findings/);
  await page.keyboard.press('Home');
  await page.keyboard.press('}');
  await expect(lab.message).toContainText('union-confusion');
  const { at } = await lab.position();
  await page.keyboard.press('^');
  await expect(lab.message).toContainText('was written');
  expect((await lab.position()).at).toBeLessThan(at);
  await page.keyboard.press('^');
  await lab.expectAt(at);

  // The same in the list: Enter on a line goes to its step, on the line below to its cause.
  await page.keyboard.press('V');
  await page.keyboard.press('Tab');
  const finding = list.locator('li.finding').first();
  const focused = (where: typeof finding) =>
    where.evaluate((element) => element.contains(document.activeElement));
  for (let tabs = 0; tabs < 12; tabs++) {
    if (await focused(list.locator('ol'))) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Home');
  for (let lines = 0; lines < 40 && !(await focused(finding)); lines++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await lab.expectAt(at);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect((await lab.position()).at).toBeLessThan(at);
});

test('warnings of the kernel and what was expected of each state', async ({ lab }) => {
  const { page } = lab;
  const list = page.getByTestId('verdict-list');
  await lab.open(POSTED);
  const posted = list.getByRole('button', { name: /as posted/ });
  await expect(posted).toContainText(/3 of 3 expectations met, 1 warning/);
  await posted.click();
  await expect(posted).toHaveAttribute('aria-pressed', 'true');
  await list.getByRole('radio', { name: 'problems' }).check();
  await expect(list.locator('ol li.mark')).toHaveCount(0);
  await list
    .locator('li.warning')
    .getByRole('button', { name: /WARNING/ })
    .first()
    .click();
  await expect(page.getByTestId('step')).toContainText('page_pgmap()');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the verdict is accessible, ${colorScheme}`, async ({ lab }) => {
    const { page } = lab;
    await page.emulateMedia({ colorScheme });
    await expect(page.getByTestId('verdict-list')).toContainText(/expectations met, \d+ findings/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
}
