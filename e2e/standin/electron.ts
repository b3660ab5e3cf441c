/** The main process's `electron` module, put together. Built to one file before the tests (see README.md). */
import path from 'node:path';
import { StandinApp, switchValue } from './app.ts';
import { StandinBrowserWindow } from './browser-window.ts';
import { StandinChromium } from './chromium.ts';
import { StandinIpcMain } from './ipc-main.ts';
import { StandinMenu, StandinMenuItem } from './menu.ts';
import type { PreloadProcess } from './messages.ts';
import { Schemes, type ProtocolHandler } from './schemes.ts';
import { StandinSession } from './session.ts';
import { strict } from './strict.ts';
import { StandinWebContents } from './web-contents.ts';

const schemes = new Schemes();
const defaultSession = new StandinSession();
const browser = new StandinChromium(schemes, defaultSession);
const preloadProcess: PreloadProcess = {
  platform: process.platform,
  versions: { node: process.versions.node, electron: 'stand-in' },
  sandboxed: true,
  contextIsolated: true,
  type: 'renderer',
};

const standinApp = new StandinApp(
  async () => {
    const profile = path.join(standinApp.getPath('userData'), 'chromium');
    await browser.start(profile, switchValue('remote-debugging-port'));
    preloadProcess.versions.chrome = browser.version();
  },
  () => browser.stop(),
);
const standinIpcMain = new StandinIpcMain();

StandinBrowserWindow.services = {
  context: () => browser.context,
  ipcMain: standinIpcMain,
  schemes,
  takePage: () => browser.takePage(),
  process: preloadProcess,
  isReady: () => standinApp.isReady(),
  created: (contents) => void standinApp.emit('web-contents-created', {}, contents),
  allClosed: () => {
    if (!standinApp.emit('window-all-closed')) standinApp.quit();
  },
};

export const app = strict('app', standinApp);
export const ipcMain = strict('ipcMain', standinIpcMain);
export const BrowserWindow = StandinBrowserWindow;
export const Menu = StandinMenu;
export const MenuItem = StandinMenuItem;
export const session = strict('session', { defaultSession: strict('session', defaultSession) });

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(_schemes: unknown): void {
    if (standinApp.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    schemes.handlers.set(scheme, handler);
  },
});

export const screen = strict('screen', {
  getAllDisplays: () => {
    const area = { x: 0, y: 0, width: 1920, height: 1080 };
    return [{ id: 1, bounds: area, workArea: area, scaleFactor: 1 }];
  },
});

/** Cancelled, until the test puts its own answer here, exactly as with the real Electron. */
export const dialog = strict('dialog', {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
});

/** Playwright finds the window of a page through this. */
export const webContents = strict('webContents', {
  fromDevToolsTargetId: (targetId: string) =>
    [...StandinWebContents.all].find((contents) => contents.targetId === targetId),
});

const all = {
  app,
  ipcMain,
  BrowserWindow,
  Menu,
  MenuItem,
  session,
  protocol,
  screen,
  dialog,
  webContents,
};
export default all;
