import { EventEmitter } from 'node:events';
import type { IpcMain, Session, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTextFile } from '../../contract/open-text-file.ts';
import { answerChannel } from './ipc.ts';
import { refuseNavigation } from './no-navigation.ts';
import { isAllowedRequest, refuseNetwork } from './no-network.ts';
import { refuseNewWindows } from './no-new-windows.ts';
import { refusePermissions } from './no-permissions.ts';
import { refuseWebviews } from './no-webviews.ts';
import { isOwnUrl } from './origin.ts';
import { takeSingleInstance } from './single-instance.ts';
import { windowOptions } from './window-options.ts';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe("the lab's own URLs", () => {
  it.each(['app://lab/index.html', 'app://lab/assets/a.js?x'])('%s is one', (url) =>
    expect(isOwnUrl(url)).toBe(true),
  );
  it.each([
    'https://lab/index.html',
    'file:///etc/passwd',
    'app://other/index.html',
    'app://lab.example/',
    'app://user@lab/',
    'app://lab:80/',
    'data:text/html,x',
    'javascript:1',
    'nonsense',
    '',
  ])('%s is none', (url) => expect(isOwnUrl(url)).toBe(false));
});

describe('navigation', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s is refused', (name) => {
    const contents = new EventEmitter();
    refuseNavigation(contents as unknown as WebContents);
    const preventDefault = vi.fn();
    contents.emit(name, { preventDefault, url: 'https://example.org/' });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('new windows', () => {
  it('are refused, also for a page of the lab', () => {
    const setWindowOpenHandler = vi.fn<WebContents['setWindowOpenHandler']>();
    refuseNewWindows({ setWindowOpenHandler });
    const handler = setWindowOpenHandler.mock.calls[0][0];
    for (const url of ['https://example.org/', 'app://lab/index.html', 'about:blank']) {
      expect(handler({ url } as never)).toEqual({ action: 'deny' });
    }
  });
});

describe('webviews', () => {
  it('are refused', () => {
    const contents = new EventEmitter();
    refuseWebviews(contents as unknown as WebContents);
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('permissions', () => {
  it('are refused when asked for, when looked up and for devices', () => {
    const session = {
      setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    };
    refusePermissions(session);
    const callback = vi.fn();
    session.setPermissionRequestHandler.mock.calls[0][0]!(
      null as never,
      'media',
      callback,
      {} as never,
    );
    expect(callback).toHaveBeenCalledExactlyOnceWith(false);
    const check = session.setPermissionCheckHandler.mock.calls[0][0]!;
    expect(check(null, 'clipboard-read', 'app://lab', {} as never)).toBe(false);
    expect(session.setDevicePermissionHandler.mock.calls[0][0]!({} as never)).toBe(false);
  });
});

describe('the network', () => {
  it.each(['app://lab/a.js', 'blob:app://lab/1', 'data:image/png;base64,', 'devtools://x/'])(
    'lets %s through',
    (url) => expect(isAllowedRequest(url)).toBe(true),
  );
  it.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/x',
    'blob:https://example.org/1',
    'chrome://version/',
  ])('refuses %s', (url) => expect(isAllowedRequest(url)).toBe(false));

  it('cancels what is refused', () => {
    const onBeforeRequest = vi.fn<(listener: (details: object, done: object) => void) => void>();
    refuseNetwork({ webRequest: { onBeforeRequest } } as unknown as Session);
    const listener = onBeforeRequest.mock.calls[0][0];
    const answer = vi.fn();
    listener({ url: 'https://example.org/' }, answer);
    listener({ url: 'app://lab/index.html' }, answer);
    expect(answer.mock.calls).toEqual([[{ cancel: true }], [{ cancel: false }]]);
  });
});

describe('IPC', () => {
  const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } });
  const lab = frame('app://lab/index.html');
  const request = { title: 'Open', extensions: ['patch'] };

  function channel(handler = vi.fn(() => Promise.resolve(null))) {
    const handle = vi.fn<IpcMain['handle']>();
    answerChannel({ handle }, openTextFile, handler);
    const [name, listener] = handle.mock.calls[0];
    return {
      name,
      handler,
      ask: (event: object, ...args: unknown[]) => listener(event as never, ...args) as unknown,
    };
  }

  it('answers the lab', async () => {
    const { name, ask, handler } = channel();
    expect(name).toBe('folioscope:open-text-file');
    expect(await ask(lab, request)).toEqual({ ok: true, value: null });
    expect(handler).toHaveBeenCalledExactlyOnceWith(request, lab);
  });

  it.each([
    ['another origin', frame('https://example.org/')],
    ['a frame inside the lab', frame('app://lab/index.html', {})],
    ['a frame that is gone', { senderFrame: null }],
  ])('refuses %s', async (_what, event) => {
    const { ask, handler } = channel();
    expect(await ask(event, request)).toEqual({
      ok: false,
      error: 'folioscope:open-text-file: the sender is not the lab',
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([
    ['no request', []],
    ['a wrong request', [{ title: 1 }]],
    ['a request with more in it', [{ ...request, path: '/etc/passwd' }]],
    ['a second argument', [request, 1]],
  ])('refuses %s', async (_what, args) => {
    const { ask, handler } = channel();
    expect(await ask(lab, ...args)).toMatchObject({ ok: false, error: /does not fit/ });
    expect(handler).not.toHaveBeenCalled();
  });

  it("hands over the handler's message, not its stack", async () => {
    const { ask } = channel(vi.fn(() => Promise.reject(new Error('x.patch is too large'))));
    expect(await ask(lab, request)).toEqual({ ok: false, error: 'x.patch is too large' });
  });
});

describe('the window', () => {
  it('is sandboxed and isolated, without Node, webviews or foreign content', () => {
    expect(windowOptions('/p.cjs', true, null).webPreferences).toMatchObject({
      preload: '/p.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
    });
  });
});

describe('a second start', () => {
  function fakeApp(lock: boolean) {
    return Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => lock }) as never;
  }

  it('ends', () => expect(takeSingleInstance(fakeApp(false), () => [])).toBe(false));

  it('shows the window of the first', () => {
    const app = fakeApp(true) as EventEmitter;
    const window = { isMinimized: () => true, restore: vi.fn(), show: vi.fn(), focus: vi.fn() };
    expect(takeSingleInstance(app as never, () => [window])).toBe(true);
    app.emit('second-instance');
    expect([window.restore, window.show, window.focus].map((fn) => fn.mock.calls.length)).toEqual([
      1, 1, 1,
    ]);
  });
});
