import { afterEach, describe, expect, it, vi } from 'vitest';
import { BRIDGE_KEY, type ShellBridge } from '../../contract/bridge.ts';
import { BrowserHost } from './browser-host.ts';
import { ElectronHost } from './electron-host.ts';
import { createHost } from './index.ts';

function fakeBridge(changes: Partial<ShellBridge> = {}): ShellBridge {
  return {
    openTextFile: () => Promise.resolve({ ok: true, value: null }),
    saveFile: () => Promise.resolve({ ok: true, value: null }),
    readSettings: () => Promise.resolve({ ok: true, value: null }),
    writeSettings: () => Promise.resolve({ ok: true, value: '' }),
    offerCommands: () => Promise.resolve({ ok: true, value: null }),
    onCommand: () => () => {},
    versions: { electron: '45' },
    ...changes,
  };
}

const globals = window as unknown as Record<string, unknown>;

afterEach(() => {
  delete globals[BRIDGE_KEY];
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe('createHost', () => {
  it('takes the shell that is there', () => {
    expect(createHost().kind).toBe('browser');
    globals[BRIDGE_KEY] = fakeBridge();
    expect(createHost().kind).toBe('electron');
  });
});

describe('ElectronHost', () => {
  it('hands over the file and the cancelling', async () => {
    const value = { name: 'v9.patch', text: 'diff' };
    const host = new ElectronHost(
      fakeBridge({ openTextFile: () => Promise.resolve({ ok: true, value }) }),
    );
    expect(await host.openTextFile({ title: 'Open', extensions: [] })).toEqual(value);
    expect(await host.saveFile({ suggestedName: 'a', data: '' })).toBe(null);
  });

  it("throws main's own words, and refuses an answer that is none", async () => {
    const refusing = new ElectronHost(
      fakeBridge({ openTextFile: () => Promise.resolve({ ok: false, error: 'x is too large' }) }),
    );
    await expect(refusing.openTextFile({ title: 'Open', extensions: [] })).rejects.toThrow(
      /^x is too large$/,
    );
    const odd = new ElectronHost(
      fakeBridge({ openTextFile: () => Promise.resolve({ ok: true, value: 5 }) }),
    );
    await expect(odd.openTextFile({ title: 'Open', extensions: [] })).rejects.toThrow();
  });
});

describe('the lab files', () => {
  const answer = (response: Response) => vi.stubGlobal('fetch', () => Promise.resolve(response));

  it('come as path and text', async () => {
    answer(new Response('{"kernel/mm/a.c":"int a;"}'));
    expect(await new BrowserHost().labFiles()).toEqual({ 'kernel/mm/a.c': 'int a;' });
  });

  it('say what is wrong when they do not come', async () => {
    answer(new Response('', { status: 404 }));
    await expect(new BrowserHost().labFiles()).rejects.toThrow(/lab-files\.json answered 404/);
    answer(new Response('[]'));
    await expect(new BrowserHost().labFiles()).rejects.toThrow(/does not hold the lab's files/);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await expect(new BrowserHost().labFiles()).rejects.toThrow(/Is the server running/);
  });
});

describe('BrowserHost', () => {
  /** Answers the file chooser as a user would. */
  function choose(file: File | null) {
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (
      this: HTMLInputElement,
    ) {
      Object.defineProperty(this, 'files', { value: file ? [file] : [] });
      this.dispatchEvent(new Event(file ? 'change' : 'cancel'));
    });
  }

  it('reads the chosen file and leaves nothing in the page', async () => {
    choose(new File(['From: x'], 'a.eml'));
    const options = { title: 'Open a mail', extensions: ['eml'] };
    expect(await new BrowserHost().openTextFile(options)).toEqual({
      name: 'a.eml',
      text: 'From: x',
    });
    expect(document.body.children).toHaveLength(0);
  });

  it('gives null when cancelled', async () => {
    choose(null);
    expect(await new BrowserHost().openTextFile({ title: 'Open', extensions: [] })).toBe(null);
  });

  it('refuses more than 4 MiB', async () => {
    choose(new File([new Uint8Array(4 * 1024 * 1024 + 1).fill(65)], 'big.txt'));
    await expect(new BrowserHost().openTextFile({ title: 'Open', extensions: [] })).rejects.toThrow(
      /big\.txt has 4\.0 MiB/,
    );
  });

  it('saves through a download of that name', async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementationOnce(() => {});
    const data = new Uint8Array([1, 2]);
    expect(await new BrowserHost().saveFile({ suggestedName: 'page.bin', data })).toBe('page.bin');
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    expect(link.download).toBe('page.bin');
    expect(link.href).toMatch(/^blob:/);
    expect(document.body.children).toHaveLength(0);
  });
});
