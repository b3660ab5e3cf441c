import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

/** Violations in every theme, as one line each. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark', 'contrast-light', 'contrast-dark']) {
    await page.evaluate((value) => (document.documentElement.dataset['theme'] = value), theme);
    const { violations: list } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of list) found.push(`${theme}: ${id} ${nodes[0]?.html}`);
  }
  return found;
}

/* Few of the programs: how all of them do is tested beside the core. A busy machine is no failure. */
test.describe.configure({ timeout: 240_000 });

test('the scoreboard runs cases, and opens one of them as a session', async ({ lab }) => {
  const { page } = lab;
  await page.keyboard.press('Alt+b');
  const view = page.getByTestId('programs');
  await expect(view).toContainText("The kernel's own tests of device memory");
  await expect(page.getByTestId('programs-status')).toHaveText(
    '168 runs chosen; nothing has run yet',
  );
  await view.getByRole('searchbox').fill('open_close');
  await page.keyboard.press('Alt+r');
  await expect(page.getByTestId('programs-status')).toHaveText('ran 6 of 6', { timeout: 60_000 });
  const cell = (state: string) => view.locator(`[data-cell="open_close private ${state}"]`);
  for (const state of ['before', 'posted', 'v9']) await expect(cell(state)).toHaveText('pass');
  await expect(view).toContainText('1 of 1 pass');
  expect(await violations(page)).toEqual([]);
  // One Tab stop, and the lab behind the table does not move.
  await expect(page.getByTestId('scoreboard').locator('[tabindex="0"]')).toHaveCount(1);

  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill('Save the scoreboard as Markdown');
  await page.keyboard.press('Enter');
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('hmm-tests.md');
  expect(readFileSync(await saved.path(), 'utf8')).toContain('`open_close`');

  await cell('before').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(cell('posted')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(view).toBeHidden();
  await lab.ready();
  await expect(page.getByTestId('state-posted-right')).toHaveAttribute('aria-pressed', 'true');

  // It is kept like any other session.
  await page.waitForTimeout(600);
  await page.reload();
  await lab.ready();
  await expect(page.getByTestId('scenario')).toHaveValue('scenarios/hmm-tests');
});

test('the sweep finds what the patch as posted does, and opens it at its step', async ({ lab }) => {
  const { page } = lab;
  await page.keyboard.press('Alt+g');
  const view = page.getByTestId('programs');
  const only = async (axis: string, ...values: string[]) => {
    const group = view.locator(`[data-axis="${axis}"]`);
    await group.getByRole('button').click();
    for (const value of values)
      await group.getByRole('checkbox', { name: value, exact: true }).check();
  };
  await only('page', 'zero');
  await only('action', 'migrate');
  await expect(page.getByTestId('programs-status')).not.toContainText(/^0 /);
  await only('order', '0');
  await only('owner', 'own');
  await only('select', 'private');
  await only('config', 'with CONFIG_DEBUG_VM');
  await expect(page.getByTestId('sweep-count')).toHaveText('1 program');
  await page.keyboard.press('Alt+r');
  await expect(page.getByTestId('programs-status')).toHaveText('ran 3 of 3', { timeout: 90_000 });
  const table = page.getByTestId('sweep-findings');
  await expect(table).toContainText('oops');
  await expect(table.locator('tbody tr').first()).toContainText('posted');
  expect(await violations(page)).toEqual([]);
  await table.locator('.what').first().press('Enter');
  await lab.ready();
  await expect(page.getByTestId('state-posted-right')).toHaveAttribute('aria-pressed', 'true');
  await expect
    .poll(async () => {
      const { at, of } = await lab.position();
      return of - at;
    })
    .toBeLessThanOrEqual(1);
});
