import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { scenarioPatch } from '../support/files.ts';

/** Violations as one line each: rule, what it is about, where. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme }));

    test('the lab at a step', async ({ lab }) => {
      expect(await violations(lab.page)).toEqual([]);
    });

    test('the end of the run', async ({ lab }) => {
      await lab.page.keyboard.press('End');
      await lab.expectAt((await lab.position()).of);
      expect(await violations(lab.page)).toEqual([]);
    });

    test('a mail', async ({ lab }) => {
      await lab.openFile('v9.patch', scenarioPatch('v9.patch'));
      await expect(lab.page.getByTestId('mail')).toContainText('diffstat agrees');
      expect(await violations(lab.page)).toEqual([]);
    });

    test('the palette and the help', async ({ lab }) => {
      await lab.page.keyboard.press('Control+k');
      await expect(lab.page.getByTestId('palette')).toBeVisible();
      expect(await violations(lab.page)).toEqual([]);
      await lab.page.keyboard.press('Escape');
      await lab.page.keyboard.press('F1');
      await expect(lab.page.getByTestId('help')).toBeVisible();
      expect(await violations(lab.page)).toEqual([]);
    });
  });
}
