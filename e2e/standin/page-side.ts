import type { Codec } from './codec.ts';
import type { DownMessage, PreloadProcess, UpMessage } from './messages.ts';

type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (id: string) => unknown, process: PreloadProcess) => void;

interface PageGlobals {
  standinUp(text: string): void;
  standinDown?: (text: string) => void;
}

/**
 * Runs in the page before its scripts and gives the real built preload its `electron`. Injected by source text, so it
 * must not use anything outside itself.
 */
export function pageSide(process: PreloadProcess, makeCodec: () => Codec, preload: Preload): void {
  const page = window as unknown as PageGlobals & Record<string, unknown>;
  if (window.top !== window || page.standinDown) return; // preloads run in the top frame only
  const codec = makeCodec();
  const up = page.standinUp;
  const post = (message: UpMessage) => up(codec.encode(message));

  let asked = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<Listener>>();

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++asked;
        post({ type: 'invoke', id, channel, args });
        waiting.set(id, { resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args }),
    on: (channel: string, listener: Listener) => {
      if (!listeners.has(channel)) listeners.set(channel, new Set());
      listeners.get(channel)?.add(listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };

  page.standinDown = (text) => {
    const message = codec.decode(text) as DownMessage;
    if (message.type === 'send') {
      for (const listener of [...(listeners.get(message.channel) ?? [])]) {
        listener({ sender: ipcRenderer }, ...message.args);
      }
      return;
    }
    const pending = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) pending?.resolve(message.value);
    else pending?.reject(new Error(String(message.value)));
  };

  /** contextBridge copies values, wraps functions and freezes the result. (One world here; Electron has two.) */
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const original = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => cross(original(...args.map(cross)));
    }
    if (value instanceof Promise) {
      return value.then(cross, (error: unknown) => {
        throw error instanceof Error ? new Error(error.message) : error;
      });
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Object.freeze(value.map(cross));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return structuredClone(value);
    const entries = Object.entries(value).map(([key, item]) => [key, cross(item)]);
    return Object.freeze(Object.fromEntries(entries));
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in page) throw new Error(`Cannot bind an API on top of an existing property: ${key}`);
      Object.defineProperty(page, key, { value: cross(api), enumerable: true });
    },
  };

  const require = (id: string) => {
    if (id === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${id}`); // what a sandboxed preload gets
  };
  try {
    preload(require, process);
  } catch (error) {
    post({ type: 'preload-error', message: String(error) });
  }
}
