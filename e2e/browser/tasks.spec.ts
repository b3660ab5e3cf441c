/**
 * What people come for, done with the keyboard alone, and how many actions each takes: a key pressed
 * or a text typed is one. The counts are those of the table in docs/tasks.md.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/browser.ts';
import type { Lab } from '../support/lab.ts';
import { root } from '../support/paths.ts';

const table = readFileSync(path.join(root, 'docs', 'tasks.md'), 'utf8');

/** The number of actions that the table gives for a task. */
function documented(task: string): number {
  const row = table.split('\n').find((line) => line.startsWith(`| ${task} `));
  return Number(row?.split('|')[2]?.trim() ?? NaN);
}

/** Presses keys and types texts, and counts them. */
class Actions {
  count = 0;

  constructor(private readonly lab: Lab) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.lab.page.keyboard.press(key);
      this.count++;
    }
  }

  async type(text: string): Promise<void> {
    await this.lab.page.keyboard.type(text);
    this.count++;
  }

  async openScenario(text: string, title: string): Promise<void> {
    await this.press('Control+e');
    await this.type(text);
    await expect(this.lab.page.getByRole('option').first()).toContainText(title);
    await this.press('Enter');
    await expect(this.lab.page.getByTestId('scenario')).toHaveValue(new RegExp(text));
    await this.lab.ready();
  }
}

test('find who wrote word 1 of a tail page', async ({ lab }) => {
  const actions = new Actions(lab);
  await actions.press('H');
  await expect(lab.card).toContainText('tail 1');
  for (const writer of ['INIT_LIST_HEAD', '__init_zone_device_page', 'prep_compound_tail'])
    await expect(lab.writers).toContainText(writer);
  expect(actions.count).toBe(documented('Find who wrote word 1 of a tail page'));
});

test('find the first difference between before and v9', async ({ lab }) => {
  const actions = new Actions(lab);
  await actions.press('Home', 'n');
  const { at } = await lab.position();
  expect(at).toBeGreaterThan(0);
  expect(actions.count).toBe(documented('Find the first difference between _before_ and _v9_'));
  // It is the first: there is none before it.
  await lab.page.keyboard.press('p');
  await lab.expectAt(at);
});

test('explain why a reference count is 2', async ({ lab }) => {
  const actions = new Actions(lab);
  await actions.openScenario('tour', 'A tour of device memory');
  await actions.press('h');
  await expect(lab.details).toContainText('2 = 1 page table entry + 1 per-CPU batch');
  await expect(lab.details).toContainText('folio_add_lru');
  expect(actions.count).toBe(documented('Explain why a reference count is 2'));
});

test('find the oops of as posted and the hunk that causes it', async ({ lab }) => {
  const actions = new Actions(lab);
  await actions.openScenario('tour', 'A tour of device memory');
  const posted = lab.page.getByTestId('states').getByRole('listitem').nth(1);
  await expect(posted).toContainText('!', { timeout: 90_000 });
  // All pairs of states are compared: nothing is at work, and nothing follows it.
  await expect(async () => {
    await expect(lab.page.getByTestId('job')).toHaveCount(0);
    await lab.page.waitForTimeout(5000);
    await expect(lab.page.getByTestId('job')).toHaveCount(0, { timeout: 1 });
  }).toPass({ timeout: 120_000 });
  const { of } = await lab.position();
  await actions.press('2');
  await expect.poll(async () => (await lab.position()).of).not.toBe(of);
  await actions.press('End', 'E');
  await expect(lab.page.getByTestId('step')).toContainText('page_zonenum()');
  await actions.press('Control+u');
  await expect(lab.page.getByTestId('variants')).toContainText(
    'as posted, without mm/migrate_device.c:',
  );
  expect(actions.count).toBe(
    documented('Find the oops of _as posted_ and the hunk that causes it'),
  );
});

test('share what I see', async ({ lab }) => {
  const actions = new Actions(lab);
  await lab.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { at } = await lab.position();
  await actions.press('Control+k');
  await actions.type('copy a link');
  await actions.press('Enter');
  await expect(lab.message).toContainText(/link/i);
  expect(actions.count).toBe(documented('Share what I see'));
  const link = await lab.page.evaluate(() => navigator.clipboard.readText());
  await lab.page.goto('about:blank');
  await lab.page.goto(link);
  await lab.ready();
  await lab.expectAt(at);
});

test('go back to the last write of a page table entry', async ({ lab }) => {
  const actions = new Actions(lab);
  await actions.openScenario('tour', 'A tour of device memory');
  const { at } = await lab.position();
  await actions.press('y', 'Y');
  const { at: written } = await lab.position();
  expect(written).toBeLessThan(at);
  await expect(lab.page.getByTestId('changed')).toContainText(/pte/i);
  expect(actions.count).toBe(documented('Go back to the last write of a page table entry'));
});
