import { expect, test } from '../support/browser.ts';
import { Lab } from '../support/lab.ts';

const KEY = 'folioscope.settings';

test('settings count at once and after the page is loaded anew', async ({ lab }) => {
  const { page } = lab;
  const root = page.locator('html');
  await page.keyboard.press('Control+,');
  const dialog = page.getByTestId('settings');
  await dialog.getByLabel('high contrast, dark').check();
  await dialog.getByLabel('gold and violet').check();
  await dialog.getByLabel('Size of everything').selectOption('1.25');
  await expect(root).toHaveAttribute('data-theme', 'contrast-dark');
  await expect(root).toHaveAttribute('data-differences', 'gold-violet');
  await expect
    .poll(() => page.evaluate((key) => localStorage.getItem(key) ?? '', KEY))
    .toContain('"zoom": 1.25');
  await page.reload();
  await lab.ready();
  await expect(root).toHaveAttribute('data-theme', 'contrast-dark');
  await expect(root).toHaveCSS('zoom', '1.25');
});

test('projector mode: larger type and fewer panes, and back', async ({ lab }) => {
  const { page } = lab;
  await expect(lab.readings).toBeVisible();
  await page.keyboard.press('Control+Alt+p');
  await expect(lab.readings).toBeHidden();
  await expect(lab.card).toBeVisible();
  await expect(page.locator('html')).toHaveCSS('zoom', '1.35');
  await page.keyboard.press('Control+Alt+p');
  await expect(lab.readings).toBeVisible();
});

test('a key is changed by pressing another one; a conflict is told', async ({ lab }) => {
  const { page } = lab;
  const row = page.locator('[data-row="step.in"]');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Keys' }).click();
  await page.locator('[data-add="step.in"]').click();
  await page.keyboard.press('Home');
  await expect(row.getByRole('alert')).toContainText('“Go to the start”');
  await page.keyboard.press('Enter');
  await expect(lab.message).toContainText('Home is now Step into');
  await expect(page.locator('[data-row="step.start"] kbd')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('settings')).toBeHidden();
  const { at } = await lab.position();
  await page.keyboard.press('Home');
  await lab.expectAt(at + 1);
  await expect(page.locator('[data-command="step.in"]')).toHaveAttribute('title', /Home/);

  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Keys' }).click();
  await page.getByTestId('reset-keys').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await lab.expectAt(0);
});

test('settings that cannot be read: told, the usual ones used, the text kept', async ({
  page,
  site,
}) => {
  await page.addInitScript((key) => {
    if (localStorage.getItem('once') === null) localStorage.setItem(key, '{ "theme": ');
    localStorage.setItem('once', 'yes');
  }, KEY);
  await page.goto(site);
  const lab = new Lab(page);
  await expect(lab.message).toContainText('Your settings cannot all be used');
  await lab.ready();
  expect(await page.evaluate((key) => localStorage.getItem(`${key}.unreadable`), KEY)).toBe(
    '{ "theme": ',
  );
});

test('notes are written, come back, and are gone to', async ({ lab }) => {
  const { page } = lab;
  await lab.goTo(1234);
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('textbox', { name: /^Note at/ })).toBeFocused();
  await page.keyboard.type('Here it begins');
  await page.keyboard.press('Escape');
  const note = page.getByTestId('note');
  await expect(note).toContainText('Here it begins');
  await page.waitForTimeout(800);
  await page.reload();
  await lab.ready();
  await page.keyboard.press('Home');
  await lab.expectAt(0);
  await page.keyboard.press('Alt+ArrowDown');
  await lab.expectAt(1234);
});

test('what was opened lately is opened again', async ({ lab }) => {
  const { page } = lab;
  await lab.open('device-dax');
  await page.keyboard.press('Alt+o');
  const options = page.getByTestId('palette').getByRole('option');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('scenario')).toHaveValue('scenarios/compound-zone-device-pages');
  await lab.ready();
});
