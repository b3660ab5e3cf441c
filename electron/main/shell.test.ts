import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '../../contract/csp.ts';
import { toAccelerator } from './accelerator.ts';
import { answerRequest } from './app-protocol.ts';
import { menuTemplate } from './menu.ts';
import { openTextFile } from './open-text-file.ts';
import { saveFile } from './save-file.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-shell-'));
const at = (...parts: string[]) => path.join(folder, ...parts);

beforeAll(() => {
  mkdirSync(at('site', 'assets'), { recursive: true });
  writeFileSync(at('secret.txt'), 'secret');
  writeFileSync(at('site', 'index.html'), '<meta nonce="folioscope-nonce">');
  writeFileSync(at('site', 'assets', 'engine.wasm'), Uint8Array.from([0, 97, 115, 109]));
  symlinkSync(at('secret.txt'), at('site', 'link.txt'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('app://', () => {
  const get = (url: string, method = 'GET') =>
    answerRequest(at('site'), { url, method } as Request);

  it('serves the page under the policy, with a nonce of its own', async () => {
    const page = await get('app://lab/index.html');
    const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await (await get('app://lab/index.html')).text()).not.toContain(nonce);
  });

  it('serves bytes as they are', async () => {
    const file = await get('app://lab/assets/engine.wasm');
    expect(file.headers.get('content-type')).toBe('application/wasm');
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 97, 115, 109]);
  });

  it.each([
    'app://lab/..%2fsecret.txt',
    'app://lab/assets/..%2f..%2fsecret.txt',
    'app://lab/..%5csecret.txt',
    'app://lab/link.txt',
    'app://lab/index.html%00',
    'app://lab/%zz',
    'app://lab/',
    'app://lab/assets',
    'app://lab/none.js',
    'app://other/index.html',
    'https://lab/index.html',
  ])('does not serve %s', async (url) => expect((await get(url)).status).toBe(404));

  it('takes no other method', async () =>
    expect((await get('app://lab/index.html', 'POST')).status).toBe(405));
});

describe('opening', () => {
  const window = {} as never;
  const choose = (file: string | null) => ({
    showOpenDialog: vi.fn(() =>
      Promise.resolve({ canceled: file === null, filePaths: file === null ? [] : [file] }),
    ),
  });

  it('reads the chosen file and gives its name, not its path', async () => {
    writeFileSync(at('v9.patch'), 'diff');
    const dialog = choose(at('v9.patch'));
    const options = { title: 'Open a patch', extensions: ['patch', 'eml'] };
    expect(await openTextFile(dialog, window, options)).toEqual({ name: 'v9.patch', text: 'diff' });
    expect(dialog.showOpenDialog).toHaveBeenCalledWith(window, {
      title: 'Open a patch',
      properties: ['openFile'],
      filters: [
        { name: 'patch, eml', extensions: ['patch', 'eml'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
  });

  it('gives null when cancelled', async () =>
    expect(await openTextFile(choose(null), window, { title: 'x', extensions: [] })).toBe(null));

  it('says what is wrong with the file', async () => {
    const open = (file: string) =>
      openTextFile(choose(at(file)), window, { title: 'x', extensions: [] });
    writeFileSync(at('large.txt'), Buffer.alloc(4 * 1024 * 1024 + 1, 'a'));
    await expect(open('large.txt')).rejects.toThrow(/^large\.txt has 4\.0 MiB/);
    await expect(open('none.txt')).rejects.toThrow('none.txt could not be read: it does not exist');
    await expect(open('site')).rejects.toThrow('site could not be read: it is not a file');
  });
});

describe('saving', () => {
  const window = {} as never;
  const choose = (filePath: string) => ({
    showSaveDialog: vi.fn(() => Promise.resolve({ canceled: filePath === '', filePath })),
  });

  it('writes text and bytes where the user says', async () => {
    const text = { suggestedName: 'dmesg.txt', data: 'lab' };
    expect(await saveFile(choose(at('own.txt')), window, text)).toBe('own.txt');
    expect(readFileSync(at('own.txt'), 'utf8')).toBe('lab');
    const bytes = { suggestedName: 'page.bin', data: Uint8Array.from([1, 255]) };
    expect(await saveFile(choose(at('page.bin')), window, bytes)).toBe('page.bin');
    expect([...readFileSync(at('page.bin'))]).toEqual([1, 255]);
  });

  it('writes nothing when cancelled, and says when it cannot', async () => {
    const text = { suggestedName: 'a', data: 'x' };
    expect(await saveFile(choose(''), window, text)).toBe(null);
    await expect(saveFile(choose(at('none', 'a')), window, text)).rejects.toThrow(
      'a could not be saved: the folder does not exist any more',
    );
  });
});

describe('the menu', () => {
  const item = { id: 'step.over', label: 'Step over', key: 'F10' };

  it('sends the command of the chosen entry', () => {
    const sent: string[] = [];
    const template = menuTemplate({
      groups: [{ label: 'Step', items: [item] }],
      send: (command) => sent.push(command),
      platform: 'linux',
    });
    expect(template.map((entry) => entry.label)).toEqual(['File', 'Edit', 'Step', 'View']);
    const entry = (template[2].submenu as Electron.MenuItemConstructorOptions[])[0];
    expect(entry).toMatchObject({
      label: 'Step over',
      accelerator: 'F10',
      registerAccelerator: false,
    });
    entry.click!({} as never, undefined, {});
    expect(sent).toEqual(['step.over']);
  });

  it("puts the lab's entries before the shell's in File", () => {
    const groups = [{ label: 'File', items: [{ id: 'file.open', label: 'Open…' }] }];
    const [file] = menuTemplate({ groups, send: () => {}, platform: 'linux' });
    expect(file.submenu).toMatchObject([
      { id: 'file.open' },
      { type: 'separator' },
      { role: 'quit' },
    ]);
  });

  it('follows the platform', () => {
    const template = menuTemplate({ groups: [], send: () => {}, platform: 'darwin' });
    expect(template[0]).toEqual({ role: 'appMenu' });
    expect(template[1]).toMatchObject({ label: 'File', submenu: [{ role: 'close' }] });
  });

  it.each([
    ['F10', 'F10'],
    ['Shift+F11', 'Shift+F11'],
    ['Mod+o', 'CommandOrControl+O'],
    ['Mod+Shift+ArrowLeft', 'CommandOrControl+Shift+Left'],
    ['s', 'S'],
    ['S', 'Shift+S'],
    ['?', undefined],
    ['Hyper+x', undefined],
    ['F25', undefined],
    ['', undefined],
  ])('writes the chord %j as %j', (chord, accelerator) =>
    expect(toAccelerator(chord)).toBe(accelerator),
  );
});

describe("the window's place", () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const bounds = { x: 10, y: 20, width: 900, height: 700 };
  const file = at('window-state.json');

  it('is there again at the next start', () => {
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => bounds,
      isMaximized: () => true,
    });
    rememberWindowState(window as never, file);
    window.emit('close');
    expect(readWindowState(file, screens)).toEqual({ bounds, maximized: true });
  });

  it.each([
    ['is unknown', undefined],
    ['is no JSON', '{'],
    ['is nonsense', '{"bounds":{"x":"0"},"maximized":1}'],
    ['is tiny', JSON.stringify({ bounds: { ...bounds, width: 5 }, maximized: false })],
    [
      'is on a screen that is gone',
      JSON.stringify({ bounds: { ...bounds, x: 5000 }, maximized: false }),
    ],
  ])('is forgotten when it %s', (_what, text) => {
    rmSync(file, { force: true });
    if (text !== undefined) writeFileSync(file, text);
    expect(readWindowState(file, screens)).toBe(null);
  });

  it('does not keep the window from closing when it cannot be written', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => bounds,
      isMaximized: () => false,
    });
    rememberWindowState(window as never, at('none', 'x.json'));
    expect(() => window.emit('close')).not.toThrow();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
