import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/browser.ts';
import { scenarioPatch } from '../support/files.ts';
import { root } from '../support/paths.ts';

test('opens with the first scenario recorded and says what differs', async ({ lab }) => {
  await expect(lab.verdict).toContainText('0 stored bytes differ between the states');
  await expect(lab.verdict).toContainText('the readings do');
  await expect(lab.page.getByTestId('states').getByRole('listitem')).toHaveCount(3);
  await expect(lab.page.getByTestId('kernel')).toContainText('x86-64');
  const { at, of } = await lab.position();
  expect(of).toBeGreaterThan(100);
  expect(at).toBeLessThanOrEqual(of);
});

test('steps forwards and backwards with the keyboard alone', async ({ lab }) => {
  const { keyboard } = lab.page;
  const { of } = await lab.position();
  await keyboard.press('Home');
  await lab.expectAt(0);
  await keyboard.press('s');
  await lab.expectAt(1);
  await keyboard.press('F11');
  await lab.expectAt(2);
  await keyboard.press('S');
  await lab.expectAt(1);
  await keyboard.press('F10');
  const over = (await lab.position()).at;
  expect(over).toBeGreaterThan(1);
  await keyboard.press('Shift+F10');
  await lab.expectAt(1);
  await keyboard.press('End');
  await lab.expectAt(of);
  await keyboard.press('Home');
  await lab.expectAt(0);
});

test('goes to a step, runs to the writes of a word, and back', async ({ lab }) => {
  const { keyboard } = lab.page;
  const { of } = await lab.position();
  await lab.goTo(of);
  await expect(lab.card).toBeVisible();
  await keyboard.press('W');
  const { at: last } = await lab.position();
  expect(last).toBeLessThan(of);
  await expect(lab.page.getByTestId('changed')).not.toContainText('Nothing is recorded');
  await keyboard.press('W');
  const { at: before } = await lab.position();
  expect(before).toBeLessThan(last);
  await keyboard.press('w');
  expect((await lab.position()).at).toBeGreaterThan(before);
  await lab.goTo(before);
});

test('names the three steps that wrote word 1 of a tail, and shows its bytes', async ({ lab }) => {
  await expect(lab.card).toContainText('tail 1');
  await expect(lab.card.getByRole('button', { name: /^Word \d/ })).toHaveCount(8);
  await lab.card.getByRole('button', { name: /^Word 1,/ }).click();
  await expect(lab.writers).toContainText('INIT_LIST_HEAD');
  await expect(lab.writers).toContainText('__init_zone_device_page');
  await expect(lab.writers).toContainText('prep_compound_tail');
  await expect(lab.details).toContainText(/last written as compound_head by set_compound_head/);
  await expect(lab.page.getByTestId('page-differs')).toHaveText('0 bytes differ');
});

test('selects another page frame with the mouse and with the keyboard', async ({ lab }) => {
  const frames = lab.page.getByTestId('frames');
  await frames.focus();
  await frames.press('Home');
  await expect(frames.getByRole('gridcell')).toContainText('order 4 0: pfn 0xfcd8000, head');
  await expect(lab.card).toContainText('order-4 head');
  await frames.press('ArrowRight');
  await expect(lab.card).toContainText('tail 1');
  await frames.press('ArrowDown');
  await expect(frames.getByRole('gridcell')).toContainText('order 4 17: ');
  // The first cell of the map lies right of the frame numbers, below the name of the range.
  await frames.click({ position: { x: 86, y: 30 } });
  await expect(lab.card).toContainText('order-4 head');
  await lab.card.getByRole('button', { name: 'tail 15' }).click();
  await expect(lab.card).toContainText('tail 15');
  await lab.card.getByRole('button', { name: 'head' }).first().click();
  await expect(lab.card).toContainText('order-4 head');
});

test('shows the garbage that a tail gave before the patch beside what v9 reads', async ({
  lab,
}) => {
  await lab.page.keyboard.press('End');
  await expect(lab.page.getByTestId('readings-differ')).toHaveText(/[1-9]\d* of \d+ differ/);
  const reading = lab.readings.getByRole('listitem').filter({ hasText: 'pgmap_read' }).first();
  await expect(reading).toContainText('| 1');
  await expect(reading).toContainText('page_pgmap');
});

test('a state chosen for a column is the one that is shown there', async ({ lab }) => {
  await lab.state('posted', 'right').click();
  await expect(lab.state('posted', 'right')).toHaveAttribute('aria-pressed', 'true');
  await expect(lab.state('v9', 'right')).toHaveAttribute('aria-pressed', 'false');
  await lab.ready();
  await expect(lab.timeline('right')).toHaveAccessibleName(/as posted/);
});

test('the timeline can be moved along with keys', async ({ lab }) => {
  await lab.page.keyboard.press('Home');
  const track = lab.timeline('left');
  await track.focus();
  await expect(track).toHaveAttribute('aria-valuenow', '0');
  await track.press('ArrowRight');
  await expect(track).not.toHaveAttribute('aria-valuenow', '0');
});

test('opens a patch mail, recognises it and leads to its step', async ({ lab }) => {
  await lab.openFile('v9.patch', scenarioPatch('v9.patch'));
  const mail = lab.page.getByTestId('mail');
  await expect(mail).toContainText('mm: allow compound zone device pages');
  await expect(mail).toContainText('diffstat agrees');
  await expect(lab.message).toContainText('Recognised');
  await mail
    .getByRole('button', { name: /, in the model$/ })
    .first()
    .click();
  const go = lab.page.getByTestId('hunk-step');
  await expect(go).toBeVisible();
});

test.describe('what is wrong is said, and the lab stays usable', () => {
  const cases: [string, Buffer, RegExp][] = [
    ['core', Buffer.from([0x7f, 0x45, 0, 1]), /core is not a text file/],
    ['long.txt', Buffer.alloc(4 * 1024 * 1024 + 1, 'a'), /long\.txt has 4\.0 MiB/],
    ['broken.patch', Buffer.from('--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n'), /broken\.patch/],
    ['note.txt', Buffer.from('nothing in here\n'), /note\.txt/],
  ];
  for (const [name, bytes, words] of cases) {
    test(name, async ({ lab }) => {
      await lab.openFile(name, bytes);
      await expect(
        lab.message.or(lab.page.getByTestId('mail')).filter({ hasText: words }),
      ).toBeVisible();
      await lab.page.keyboard.press('Home');
      await lab.page.keyboard.press('s');
      await lab.expectAt(1);
    });
  }
});

test('every command is found by its name', async ({ lab }) => {
  await lab.page.keyboard.press('Control+k');
  const palette = lab.page.getByTestId('palette');
  await expect(palette).toBeVisible();
  await palette.getByRole('combobox').fill('go to the start');
  await lab.page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await lab.expectAt(0);
});

test('help lists the keys and the versions', async ({ lab }) => {
  await lab.page.keyboard.press('F1');
  const help = lab.page.getByTestId('help');
  await expect(help).toContainText('Step over');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  await expect(help).toContainText(version);
  await lab.page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});
