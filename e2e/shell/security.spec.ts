import { expect, onElectron, test } from '../support/shell.ts';

declare global {
  interface Window {
    folioscopeShell: Record<string, (...args: unknown[]) => unknown>;
    smuggled?: number;
  }
}

test('the page has no Node and only the few functions of the preload', async ({ opened }) => {
  const seen = await opened.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.folioscopeShell).sort(),
    frozen: Object.isFrozen(window.folioscopeShell),
  }));
  expect(seen).toEqual({
    node: [],
    bridge: [
      'offerCommands',
      'onCommand',
      'openTextFile',
      'readSettings',
      'saveFile',
      'versions',
      'writeSettings',
    ],
    frozen: true,
  });
});

test('the policy keeps out inline scripts, evaluated text and foreign content', async ({
  opened,
  watch,
}) => {
  const { page } = opened;
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = 1';
    document.head.append(script);
    // As the page would do it: Playwright's own evaluate stands above the policy, a timer does not.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is refused
    setTimeout('window.smuggled = 2', 0);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid }';
    document.head.append(style);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    const image = document.createElement('img');
    image.src = 'https://example.org/x.png';
    document.body.append(image);
  });
  const fetched = await page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'loaded',
      () => 'refused',
    ),
  );
  expect(fetched).toBe('refused');
  await expect.poll(() => watch.take().join('\n')).toMatch(/Content Security Policy/);
  const state = await page.evaluate(() => ({
    smuggled: window.smuggled ?? null,
    outline: getComputedStyle(document.body).outlineWidth,
    pictures: [...document.images].filter((image) => image.naturalWidth > 0).length,
  }));
  expect(state).toMatchObject({ smuggled: null, pictures: 0 });
  expect(state.outline).not.toBe('7px');
  await page.waitForTimeout(200);
  watch.take();
});

test('the window stays with the lab', async ({ running, opened, watch }) => {
  const { page } = opened;
  const start = page.url();
  for (const target of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x']) {
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    await page.waitForTimeout(200);
    expect(page.url()).toBe(start);
  }
  await expect(opened.app).toBeVisible();
  expect(running.output()).toContain('refused to navigate to https://example.org/');
  watch.take();
});

test('no page opens a window', async ({ running, opened, watch }) => {
  await opened.page.evaluate(() => {
    window.open('https://example.org/');
    window.open(location.href);
  });
  await expect
    .poll(() => running.output())
    .toContain('refused to open a window for https://example.org/');
  await opened.page.waitForTimeout(300);
  const windows = await running.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
  );
  expect(windows).toBe(1);
  await expect(opened.app).toBeVisible();
  watch.take();
});

test('requests that do not fit are refused, and no dialog opens', async ({ running, opened }) => {
  await running.app.evaluate(({ dialog }) => {
    const fail = () => {
      throw new Error('a dialog was opened');
    };
    dialog.showOpenDialog = fail;
    dialog.showSaveDialog = fail;
  });
  const answers = await opened.page.evaluate(async () => {
    const shell = window.folioscopeShell;
    return [
      await shell.openTextFile(),
      await shell.openTextFile({ title: 'x', extensions: [], path: '/etc/passwd' }),
      await shell.saveFile({ suggestedName: '../../.bashrc', data: 'x' }),
      await shell.offerCommands([{ label: 'x', items: [{ id: 'rm -rf', label: 'y' }] }]),
    ];
  });
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: expect.stringMatching(/does not fit/) });
  }
});

test('nothing outside the renderer is served', async ({ opened, watch }) => {
  const statuses = await opened.page.evaluate(() =>
    Promise.all(
      ['../package.json', '..%2f..%2fpackage.json', '/%2e%2e/build.json', 'none.js'].map(
        async (url) => (await fetch(url)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
  watch.take();
});

test('real Electron: the window is sandboxed and permissions are denied', async ({
  running,
  opened,
}) => {
  test.skip(!onElectron, 'needs the real Electron');
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0].webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  const permission = await opened.page.evaluate(() => Notification.requestPermission());
  expect(permission).toBe('denied');
});
