import { EventEmitter } from 'node:events';
import type { BrowserContext, Page } from 'playwright-core';
import { makeCodec } from './codec.ts';
import type { StandinIpcMain } from './ipc-main.ts';
import type { DownMessage, UpMessage } from './messages.ts';
import type { Schemes } from './schemes.ts';

const codec = makeCodec();

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** The parts of the stand-in that a page needs. */
export interface PageServices {
  context: () => BrowserContext;
  ipcMain: StandinIpcMain;
  schemes: Schemes;
}

/** `webContents`: one page of Chromium. */
export class StandinWebContents extends EventEmitter {
  private static count = 0;
  static readonly all = new Set<StandinWebContents>();

  readonly id = ++StandinWebContents.count;
  page: Page | null = null;
  targetId = '';
  /** The app itself is loading a page: not a navigation of the page's own. */
  loading = false;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private queue: Promise<unknown>;

  constructor(
    private readonly services: PageServices,
    opened: Promise<void>,
  ) {
    super();
    this.queue = opened;
    StandinWebContents.all.add(this);
  }

  /** Takes the page over: its popups, its end, and what its preload says. */
  async attach(page: Page): Promise<void> {
    this.page = page;
    const session = await this.services.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    this.targetId = targetInfo.targetId;
    await session.send('Page.enable');
    const actions: string[] = [];
    session.on('Page.windowOpen', ({ url }) => {
      actions.push(this.openHandler({ url: this.services.schemes.fromHttp(url) }).action);
    });
    page.on('popup', (popup) => {
      if (actions.shift() !== 'allow') void popup.close();
    });
    page.on('close', () => StandinWebContents.all.delete(this));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.page ? this.services.schemes.fromHttp(this.page.url()) : '';
  }

  isDestroyed(): boolean {
    return !StandinWebContents.all.has(this);
  }

  close(): void {
    void this.page?.close();
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver({ type: 'send', channel, args });
  }

  /** A message from the page's preload. */
  async receive(text: string, frameUrl: string): Promise<void> {
    const message = codec.decode(text) as UpMessage;
    if (message.type === 'preload-error') {
      console.error(`Unable to load preload script: ${message.message}`);
      this.emit('preload-error', {}, '', new Error(message.message));
      return;
    }
    const senderFrame = { url: this.services.schemes.fromHttp(frameUrl), parent: null };
    const event = { sender: this, senderFrame };
    if (message.type === 'send') {
      this.services.ipcMain.emit(message.channel, event, ...message.args);
      return;
    }
    const { id, channel, args } = message;
    try {
      const value = await this.services.ipcMain.answer(channel, event, args);
      this.deliver({ type: 'reply', id, ok: true, value });
    } catch (error) {
      const value = error instanceof Error ? error.message : String(error);
      console.error(value);
      this.deliver({ type: 'reply', id, ok: false, value });
    }
  }

  /** In order. Encoded at once: what cannot be cloned throws here, and later changes do not leak. */
  private deliver(message: DownMessage): void {
    const text = codec.encode(message);
    this.queue = this.queue
      .then(() =>
        this.page?.evaluate(
          (sent) =>
            (window as unknown as { standinDown?: (text: string) => void }).standinDown?.(sent),
          text,
        ),
      )
      .catch((error: unknown) => {
        if (!this.isDestroyed()) console.error(`stand-in: ${String(error)}`);
      });
  }
}
