import type { BrowserWindowConstructorOptions } from 'electron';
import type { WindowState } from './window-state.ts';

/** The lab's window: a sandboxed page in a world of its own, with the preload's few functions and nothing else. */
export function windowOptions(
  preload: string,
  packaged: boolean,
  state: WindowState | null,
): BrowserWindowConstructorOptions {
  return {
    title: 'Folioscope',
    width: 1280,
    height: 800,
    ...state?.bounds,
    minWidth: 800,
    minHeight: 500,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spell checker would fetch its dictionaries.
      spellcheck: false,
      devTools: !packaged,
    },
  };
}
