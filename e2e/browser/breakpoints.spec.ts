import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';
import type { Lab } from '../support/lab.ts';

/** Chooses what the palette offers first for a text. */
async function offer(lab: Lab, command: string, text: string): Promise<void> {
  await lab.page.keyboard.press('Control+k');
  const palette = lab.page.getByTestId('palette');
  await palette.getByRole('combobox').fill(command);
  await lab.page.keyboard.press('Enter');
  await palette.getByRole('combobox').fill(text);
  await lab.page.keyboard.press('Enter');
}

test('runs to a function with a condition, there and back, with the keyboard alone', async ({
  lab,
}) => {
  const { page } = lab;
  await page.keyboard.press('Home');
  await offer(lab, 'breakpoint on a function', 'prep_compound_tail if tail_idx == 3');
  await page.keyboard.press('F5');
  await expect(lab.message).toContainText(/Stopped: prep_compound_tail\(\).*hit 1 of/);
  const { at: first } = await lab.position();
  await page.keyboard.press('F5');
  await expect(lab.message).toContainText('hit 2 of');
  await page.keyboard.press('Shift+F5');
  await lab.expectAt(first);
  await page.keyboard.press('Shift+F5');
  await expect(lab.message).toContainText('this is its start');
  await lab.expectAt(0);
});

test('a click beside a line sets a breakpoint in both columns, another takes it back', async ({
  lab,
}) => {
  const { page } = lab;
  const gutter = (side: string) => page.getByTestId(`source-${side}`).locator('.cm-stop');
  await page.getByTestId('source-left').locator('.cm-lineNumbers').getByText('100').click();
  await expect(gutter('left')).toHaveCount(1);
  await expect(gutter('right')).toHaveCount(1);
  await page.getByTestId('tab-breakpoints').click();
  const list = page.getByTestId('breakpoints');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('button', { name: /^Remove/ }).click();
  await expect(gutter('left')).toHaveCount(0);
});

test('a condition in C, wherever it becomes true; what is wrong with one is said', async ({
  lab,
}) => {
  const { page } = lab;
  await page.keyboard.press('Home');
  await page.keyboard.press('Q');
  const palette = page.getByTestId('palette');
  await palette.getByRole('combobox').fill('no_such_name == 1');
  await expect(palette).toContainText("'no_such_name' names nothing");
  await palette.getByRole('combobox').fill('vmemmap_populated_somewhere');
  await page.keyboard.press('Escape');
  await offer(lab, 'breakpoint on writes of a field', 'struct page.pgmap');
  await page.getByTestId('tab-breakpoints').click();
  const list = page.getByTestId('breakpoints');
  await expect(list).toContainText(/\d+ of [\d\s]+ hits/);
  await list.getByRole('textbox', { name: /^Condition/ }).fill('$value == 1 +');
  await page.keyboard.press('Tab');
  await expect(list).toContainText('expected an expression');
  await list.getByRole('checkbox').uncheck();
  await expect(list).toContainText('off');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the lists of differences and breakpoints are accessible, ${colorScheme}`, async ({
    lab,
  }) => {
    const { page } = lab;
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('F9');
    for (const tab of ['differences', 'breakpoints']) {
      await page.getByTestId(`tab-${tab}`).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });
}
