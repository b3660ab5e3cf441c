import { BRIDGE_KEY, type ShellBridge } from '../../contract/bridge.ts';
import type { Host } from '../../contract/host.ts';
import { BrowserHost } from './browser-host.ts';
import { ElectronHost } from './electron-host.ts';
import { FileHost } from './file-host.ts';
import { labFile } from './lab-file.ts';

export type { Host, TextFile } from '../../contract/host.ts';

/** The shell this page runs in: Electron if its preload left its functions here, else a browser; or a file. */
export function createHost(): Host {
  const bridge = (window as unknown as Record<string, unknown>)[BRIDGE_KEY] as
    ShellBridge | undefined;
  if (bridge) return new ElectronHost(bridge);
  const file = labFile();
  return file ? new FileHost(file) : new BrowserHost();
}
