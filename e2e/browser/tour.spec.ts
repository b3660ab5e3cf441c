import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';

test('a guided tour is walked and answered with the keyboard alone', async ({ lab }) => {
  const { page } = lab;
  const tour = page.getByTestId('tour');
  await page.keyboard.press('Alt+t');
  await expect(tour).toContainText('A driver asks for compound device memory');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+PageDown');
  await expect(page.getByTestId('tour-question')).toContainText('prep_compound_tail()?');
  await expect(page.getByTestId('step')).toContainText('prep_compound_tail()');
  await expect(tour).not.toContainText('01 00 60 f3 03 ea ff ff');
  const field = tour.getByRole('textbox');
  await field.focus();
  await page.keyboard.type('(unsigned long)head');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tour-answer')).toContainText('Not so');
  await expect(page.getByTestId('tour-answer')).toContainText('bytes 01 00 60 f3 03 ea ff ff');
  await field.fill('(unsigned long)head | 1');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tour-answer')).toContainText('Right');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  }
  if (process.env['TOUR_PICTURE']) await page.screenshot({ path: process.env['TOUR_PICTURE'] });
});
