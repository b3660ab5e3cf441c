/** The desktop shell. Every rule is a module of its own beside this file; here they are put together. */
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  screen,
  session,
  type IpcMainInvokeEvent,
} from 'electron';
import { CHANNELS } from '../../contract/channel-names.ts';
import * as menuContract from '../../contract/menu.ts';
import * as openContract from '../../contract/open-text-file.ts';
import * as saveContract from '../../contract/save-file.ts';
import * as settingsContract from '../../contract/settings.ts';
import { APP_SCHEME, serveApp } from './app-protocol.ts';
import { answerChannel } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { refuseNavigation } from './no-navigation.ts';
import { refuseNetwork } from './no-network.ts';
import { refuseNewWindows } from './no-new-windows.ts';
import { refusePermissions } from './no-permissions.ts';
import { refuseWebviews } from './no-webviews.ts';
import { openTextFile } from './open-text-file.ts';
import { START_URL } from './origin.ts';
import { saveFile } from './save-file.ts';
import { readSettingsFile, writeSettingsFile } from './settings-file.ts';
import { takeSingleInstance } from './single-instance.ts';
import { windowOptions } from './window-options.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

const distribution = import.meta.dirname; // dist/electron

if (takeSingleInstance(app, () => BrowserWindow.getAllWindows())) {
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  app.on('web-contents-created', (_event, contents) => {
    refuseNavigation(contents);
    refuseNewWindows(contents);
    refuseWebviews(contents);
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  refusePermissions(session.defaultSession);
  refuseNetwork(session.defaultSession);
  serveApp(protocol, path.join(distribution, '..', 'renderer'));
  answerChannels();
  showMenu([]);
  await openWindow();
}

function answerChannels(): void {
  answerChannel(ipcMain, openContract.openTextFile, (request, event) =>
    openTextFile(dialog, windowOf(event), request),
  );
  answerChannel(ipcMain, saveContract.saveFile, (request, event) =>
    saveFile(dialog, windowOf(event), request),
  );
  answerChannel(ipcMain, settingsContract.readSettings, () =>
    readSettingsFile(app.getPath('userData')),
  );
  answerChannel(ipcMain, settingsContract.writeSettings, (request) =>
    writeSettingsFile(app.getPath('userData'), request),
  );
  answerChannel(ipcMain, menuContract.offerCommands, (groups) => {
    showMenu(groups);
    return Promise.resolve(null);
  });
}

function showMenu(groups: menuContract.MenuGroup[]): void {
  const send = (command: string) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    window?.webContents.send(CHANNELS.command, command);
  };
  const template = menuTemplate({ groups, send, platform: process.platform });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

async function openWindow(): Promise<void> {
  const file = path.join(app.getPath('userData'), 'window-state.json');
  const state = readWindowState(
    file,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const preload = path.join(distribution, 'preload.cjs');
  const window = new BrowserWindow(windowOptions(preload, app.isPackaged, state));
  rememberWindowState(window, file);
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  await window.loadURL(START_URL);
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!window) throw new Error('the window is gone');
  return window;
}

function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
