import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { SCENARIO } from '../support/files.ts';
import { Lab } from '../support/lab.ts';

type Files = Record<string, string>;

/** Opens the lab with its files changed on the way. */
async function openWith(page: Page, site: string, change: (files: Files) => void): Promise<Lab> {
  await page.route('**/lab-files.json', async (route) => {
    const response = await route.fetch();
    const files = (await response.json()) as Files;
    change(files);
    await route.fulfill({ response, json: files });
  });
  await page.goto(site);
  const lab = new Lab(page);
  await expect(lab.app).toBeVisible();
  return lab;
}

/** The first scenario again, under another name and with one file replaced. */
function addCopy(files: Files, id: string, file: string, edit: (text: string) => string): void {
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith(`${SCENARIO}/`)) continue;
    const copy = path.replace(SCENARIO, `scenarios/${id}`);
    const own = text.replace(/^id: .*$/m, `id: ${id}`).replace(/^title: .*$/m, `title: Broken`);
    const changed = path.endsWith('scenario.yaml') ? own : text;
    files[copy] = path === `${SCENARIO}/${file}` ? edit(changed) : changed;
  }
}

test('an unknown key in a scenario.yaml: said with its place, the others open', async ({
  page,
  site,
}) => {
  const lab = await openWith(page, site, (files) =>
    addCopy(files, 'zz-broken', 'scenario.yaml', (text) => `${text}\ncolour: red\n`),
  );
  await lab.ready();
  const choice = page.getByTestId('scenario');
  await expect(choice).toContainText('zz-broken (cannot be loaded)');
  await choice.selectOption('scenarios/zz-broken');
  await expect(lab.message).toContainText(/scenario\.yaml:\d+.*colour.*unknown key/);
  await page.keyboard.press('Home');
  await lab.expectAt(0);
});

test('a syntax error in the C: file, line and what is wrong, the others stay usable', async ({
  page,
  site,
}) => {
  const lab = await openWith(page, site, (files) =>
    addCopy(files, 'zz-broken', 'program.c', (text) => `int broken(void) { return 1 +; }\n${text}`),
  );
  await lab.ready();
  await page.getByTestId('scenario').selectOption('scenarios/zz-broken');
  const error = page.getByTestId('error').first();
  await expect(error).toContainText(/program\.c:1:\d+/);
  await page.getByTestId('scenario').selectOption(SCENARIO);
  await lab.ready();
});

test('a diff that does not apply: which file and hunk', async ({ page, site }) => {
  const lab = await openWith(page, site, (files) =>
    addCopy(files, 'zz-broken', 'v9.patch', (text) =>
      text.replace(/^(@@ .*\n) .*\S.*$/m, '$1 a line that is nowhere'),
    ),
  );
  await lab.ready();
  await page.getByTestId('scenario').selectOption('scenarios/zz-broken');
  const error = page.getByTestId('error').first();
  await expect(error).toContainText('v9.patch');
  await page.getByTestId('scenario').selectOption(SCENARIO);
  await lab.ready();
});

test('a scenario with a file missing names it', async ({ page, site }) => {
  const lab = await openWith(page, site, (files) => {
    addCopy(files, 'zz-broken', 'program.c', (text) => text);
    delete files['scenarios/zz-broken/program.c'];
  });
  await lab.ready();
  await page.getByTestId('scenario').selectOption('scenarios/zz-broken');
  await expect(
    lab.message.or(page.getByTestId('error')).filter({ hasText: 'program.c' }).first(),
  ).toBeVisible();
});

test('files that do not come: said, and tried again on demand', async ({ page, site }) => {
  let broken = true;
  await page.route('**/lab-files.json', (route) =>
    broken ? route.fulfill({ status: 503 }) : route.continue(),
  );
  await page.goto(site);
  const error = page.getByTestId('error');
  await expect(error).toContainText('lab-files.json answered 503');
  broken = false;
  await error.getByRole('button', { name: 'Try again' }).click();
  await new Lab(page).ready();
});
