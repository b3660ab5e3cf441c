import { expect, test } from '../support/browser.ts';
import type { Lab } from '../support/lab.ts';

/** The steps that the timeline shows, as its header says; null: all. */
async function shown(lab: Lab): Promise<[number, number] | null> {
  const text = await lab.page.getByTestId('window').allInnerTexts();
  const match = /([\d\s\u202f]+)–([\d\s\u202f]+)/.exec(text[0] ?? '');
  const number = (digits: string | undefined) => Number((digits ?? '').replace(/\D/g, ''));
  return match ? [number(match[1]), number(match[2])] : null;
}

test('zooms, pans and shows all again by keys', async ({ lab }) => {
  const { keyboard } = lab.page;
  expect(await shown(lab)).toBeNull();
  await keyboard.press('+');
  await keyboard.press('+');
  const near = (await shown(lab))!;
  const { at, of } = await lab.position();
  expect(near[1] - near[0]).toBeLessThan(of / 3);
  expect(near[0]).toBeLessThanOrEqual(at);
  expect(near[1]).toBeGreaterThanOrEqual(at);
  await keyboard.press(')');
  expect((await shown(lab))![0]).toBeGreaterThan(near[0]);
  await keyboard.press('z');
  const call = (await shown(lab))!;
  expect(call[1] - call[0]).toBeLessThan(near[1] - near[0]);
  await keyboard.press('0');
  await expect.poll(() => shown(lab)).toBeNull();
});

test('zooms with the wheel around the pointer and pans with Shift', async ({ lab }) => {
  const { page } = lab;
  const box = (await lab.timeline('left').boundingBox())!;
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
  await page.mouse.wheel(0, -600);
  const near = (await shown(lab))!;
  const { of } = await lab.position();
  const middle = of / 4;
  expect(near[0]).toBeLessThan(middle);
  expect(near[1]).toBeGreaterThan(middle);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 300);
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await shown(lab))![0]).toBeGreaterThan(near[0]);
});

test('marks a part of the run with Shift and the pointer, and shows it', async ({ lab }) => {
  const { page } = lab;
  const box = (await lab.timeline('left').boundingBox())!;
  const { of } = await lab.position();
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.getByTestId('range')).toBeVisible();
  await page.keyboard.press('Z');
  await page.keyboard.press('Escape');
  const [from, to] = (await shown(lab))!;
  expect(from / of).toBeCloseTo(0.4, 1);
  expect(to / of).toBeCloseTo(0.6, 1);
});

test('marks with Shift and the arrow keys, and says so', async ({ lab }) => {
  const track = lab.timeline('left');
  await track.focus();
  const { at } = await lab.position();
  await track.press('Shift+ArrowRight');
  await track.press('Shift+ArrowRight');
  await expect(track).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`marked from ${at} to ${at + 2}`),
  );
  await track.press('Shift+ArrowLeft');
  await expect(track).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`marked from ${at} to ${at + 1}`),
  );
  await track.press('Escape');
  await expect(track).not.toHaveAttribute('aria-valuetext', /marked/);
});

test('scrubs: the cursor follows the pointer, and the panes come after', async ({ lab }) => {
  const { page } = lab;
  const box = (await lab.timeline('left').boundingBox())!;
  const { of } = await lab.position();
  await page.mouse.move(box.x + box.width * 0.2, box.y + 40);
  await page.mouse.down();
  for (let share = 0.2; share < 0.7; share += 0.05) {
    await page.mouse.move(box.x + box.width * share, box.y + 40);
  }
  await page.mouse.up();
  const { at } = await lab.position();
  expect(at / of).toBeCloseTo(0.65, 1);
  const name = await lab.page.getByTestId('step').locator('.function').innerText();
  await expect(lab.page.getByTestId('source-left')).toContainText(name);
  // Under the pointer: which call, and how long it is.
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await expect(lab.timeline('left')).toContainText(/lab_main\(\) · [\d\s\u202f]+ steps/);
});

test('goes from difference to difference, field to field and byte to byte', async ({ lab }) => {
  const { keyboard } = lab.page;
  await keyboard.press('f');
  const { at: first } = await lab.position();
  await keyboard.press('n');
  const { at: second } = await lab.position();
  expect(second).toBeGreaterThan(first);
  await keyboard.press('p');
  await lab.expectAt(first);
  await keyboard.press('a');
  await expect(lab.message).toContainText(/times\)/);
  await keyboard.press('d');
  await expect(lab.message).toContainText(/struct (page|folio)/);
  await keyboard.press('b');
  await expect(lab.message).toContainText('No further byte that differs');
  await lab.page.getByTestId('tab-differences').click();
  const list = lab.page.getByTestId('difference-list');
  const all = await list.getByRole('listitem').count();
  await lab.page.getByRole('radio', { name: 'fields' }).check();
  const fields = await list.getByRole('listitem').count();
  expect(fields).toBeLessThan(all);
  await list.getByRole('button').first().click();
  await expect(list.locator('[aria-current]')).toHaveCount(1);
});
