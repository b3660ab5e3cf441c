/** The only door between the sandboxed page and main: small named functions, no channel names, no Node. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { BRIDGE_KEY, type ShellBridge } from '../../contract/bridge.ts';
import type { Outcome } from '../../contract/channel.ts';
import { CHANNELS } from '../../contract/channel-names.ts';

function ask(channel: string, request: unknown): Promise<Outcome<unknown>> {
  return ipcRenderer.invoke(channel, request) as Promise<Outcome<unknown>>;
}

const bridge: ShellBridge = {
  openTextFile: (options) => ask(CHANNELS.openTextFile, options),
  saveFile: (options) => ask(CHANNELS.saveFile, options),
  readSettings: () => ask(CHANNELS.readSettings, null),
  writeSettings: (request) => ask(CHANNELS.writeSettings, request),
  offerCommands: (groups) => ask(CHANNELS.offerCommands, groups),
  onCommand: (listener) => {
    // The event holds ipcRenderer itself: it stays on this side.
    const deliver = (_event: IpcRendererEvent, command: unknown) => {
      if (typeof command === 'string') listener(command);
    };
    ipcRenderer.on(CHANNELS.command, deliver);
    return () => {
      ipcRenderer.removeListener(CHANNELS.command, deliver);
    };
  },
  versions: {
    folioscope: __FOLIOSCOPE_VERSION__,
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    node: process.versions.node,
  },
};

contextBridge.exposeInMainWorld(BRIDGE_KEY, bridge);
