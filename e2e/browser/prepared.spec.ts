import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { Lab } from '../support/lab.ts';

/** Starts the lab; answers with what it says at its first place, and what it fetched of the build's. */
async function start(page: Page, site: string) {
  const fetched: string[] = [];
  page.on('requestfinished', (request) => {
    const file = /prepared-\w+\.bin$/.exec(request.url())?.[0];
    if (file) fetched.push(file);
  });
  await page.goto(site);
  const lab = new Lab(page);
  await lab.ready();
  const said = {
    verdict: await lab.verdict.innerText(),
    step: await page.getByTestId('step').innerText(),
    card: await lab.card.innerText(),
  };
  return { said, fetched };
}

test('a start takes what the build has made beforehand, and shows the same without it', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const shipped = await start(page, site);
  // Two programs and how they correspond; the third state's comes when these are shown.
  expect(new Set(shipped.fetched).size).toBeGreaterThanOrEqual(3);
  // A browser that has been here before would open the session that it kept.
  const fresh = await page.context().browser()!.newContext();
  const other = await fresh.newPage();
  await other.route('**/prepared-*.bin', (route) => route.abort());
  const made = await start(other, site);
  expect(made.fetched).toEqual([]);
  expect(made.said).toEqual(shipped.said);
  await fresh.close();
});
