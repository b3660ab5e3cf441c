import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '../support/shell.ts';
import { scenarioPatch } from '../support/files.ts';
import { launchApp } from '../support/shell-app.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('opens one window with the lab in it', async ({ running, opened }) => {
  await expect(opened.page).toHaveTitle(/Folioscope/);
  const windows = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      visible: window.isVisible(),
      width: window.getBounds().width,
    })),
  );
  expect(windows).toEqual([{ visible: true, width: 1280 }]);
});

test('tells the page what is running', async ({ opened }) => {
  const versions = await opened.page.evaluate(
    () => window.folioscopeShell.versions as unknown as Record<string, string>,
  );
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(versions.folioscope).toBe(manifest.version);
  expect(versions.electron).not.toBe('');
  expect(versions.chrome).toMatch(/^\d+\./);
});

test('opens a text file through the dialog and gives only its name', async ({
  running,
  opened,
}) => {
  const file = path.join(folder, 'v9.patch');
  writeFileSync(file, 'diff --git a/x b/x\n');
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  const open = () =>
    opened.page.evaluate(() =>
      window.folioscopeShell.openTextFile({ title: 'Open a patch', extensions: ['patch'] }),
    );
  expect(await open()).toEqual({
    ok: true,
    value: { name: 'v9.patch', text: 'diff --git a/x b/x\n' },
  });
  writeFileSync(file, Buffer.from([0]));
  expect(await open()).toEqual({
    ok: false,
    error: 'v9.patch is not a text file (byte 0 is zero)',
  });
});

test('saves bytes where the user says', async ({ running, opened }) => {
  const file = path.join(folder, 'own name.bin');
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, file);
  const answer = await opened.page.evaluate(() =>
    window.folioscopeShell.saveFile({
      suggestedName: 'page.bin',
      data: Uint8Array.from([0, 1, 254, 255]),
    }),
  );
  expect(answer).toEqual({ ok: true, value: 'own name.bin' });
  expect([...readFileSync(file)]).toEqual([0, 1, 254, 255]);
});

test("the menu has the lab's own commands, and choosing one runs it", async ({ running, lab }) => {
  const choose = (id: string) =>
    running.app.evaluate(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      if (!item) throw new Error(`the menu has no ${wanted}`);
      item.click();
    }, id);
  await choose('step.start');
  await lab.expectAt(0);
  await choose('step.in');
  await lab.expectAt(1);
  const shown = await running.app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    return {
      titles: menu?.items.map((item) => item.label),
      accelerator: menu?.getMenuItemById('step.in')?.accelerator,
    };
  });
  expect(shown.titles).toEqual(expect.arrayContaining(['File', 'Edit', 'Step', 'View']));
  expect(shown.accelerator).toBe('F11');
});

test('opens a patch mail from the menu and recognises it', async ({ running, lab }) => {
  const file = path.join(folder, 'v9.patch');
  writeFileSync(file, scenarioPatch('v9.patch'));
  await running.app.evaluate(({ dialog, Menu }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    Menu.getApplicationMenu()?.getMenuItemById('file.open')?.click();
  }, file);
  await expect(lab.page.getByTestId('mail')).toContainText('mm: allow compound zone device pages');
  await expect(lab.message).toContainText('Recognised');
});

test('remembers where its window was', async () => {
  const first = await launchApp(folder);
  await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window.setBounds({ x: 40, y: 50, width: 1000, height: 700 });
    window.close();
  });
  await first.close();
  const second = await launchApp(folder);
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].getBounds(),
  );
  await second.close();
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
});
