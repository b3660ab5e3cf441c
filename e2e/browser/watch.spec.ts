import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';

test('an expression is watched over the steps, with the keyboard alone', async ({ lab }) => {
  const { page } = lab;
  const list = page.getByTestId('watch');
  // To a call with variables of its own.
  await page.keyboard.press('/');
  await page.getByTestId('palette').getByRole('combobox').fill('prep_compound_tail');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F11');
  await page.keyboard.press(';');
  const palette = page.getByTestId('palette');
  await expect(palette).toContainText('in prep_compound_tail()');
  await palette.getByRole('combobox').fill('head[tail_idx].compound_head');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('in prep_compound_tail()');

  // F6 to the list is one way there, L another; the writer is one Tab and Enter away.
  await page.keyboard.press('L');
  const { at } = await lab.position();
  const writer = list.getByRole('button', { name: /which last wrote/ }).first();
  for (let tabs = 0; tabs < 12; tabs++) {
    await page.keyboard.press('Tab');
    if (await writer.evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  expect((await lab.position()).at).toBeLessThan(at);
});

test('a change is marked in every state, and the list comes back with the page', async ({
  lab,
}) => {
  const { page } = lab;
  const list = page.getByTestId('watch');
  await page.keyboard.press('*');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('textbox', { name: 'Watch a C expression' }).fill('nr_pages +');
  await page.keyboard.press('Enter');
  await expect(list).toContainText('expected an expression');
  const broken = list.getByRole('listitem').nth(1);
  await broken.getByRole('textbox').fill('no_such_name');
  await page.keyboard.press('Enter');
  await expect(list).toContainText("'no_such_name' names nothing");
  await list.getByRole('button', { name: 'Watch no_such_name no more' }).click();

  await list
    .getByRole('button', { name: /which last wrote/ })
    .first()
    .click();
  await page.keyboard.press('F11');
  await expect(list.locator('.changed')).not.toHaveCount(0);
  await expect(list.locator('.changed').first()).toContainText('was ');
  // What is kept is kept a moment later.
  await page.waitForTimeout(1500);
  await page.reload();
  await lab.ready();
  await expect(list.getByRole('listitem')).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the watch list is accessible, ${colorScheme}`, async ({ lab }) => {
    const { page } = lab;
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('*');
    const typed = page.getByTestId('watch').getByRole('textbox', { name: 'Watch a C expression' });
    await typed.fill('nobody');
    await page.keyboard.press('Enter');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
}
