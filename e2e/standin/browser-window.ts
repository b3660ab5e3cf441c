import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import { makeCodec } from './codec.ts';
import type { PreloadProcess } from './messages.ts';
import { pageSide } from './page-side.ts';
import { StandinWebContents, type PageServices } from './web-contents.ts';

/** What a window needs besides what its page needs. */
export interface WindowServices extends PageServices {
  /** The page that Chromium opened at its start, once; then a new one. */
  takePage: () => Promise<Page>;
  process: PreloadProcess;
  isReady: () => boolean;
  created: (contents: StandinWebContents) => void;
  allClosed: () => void;
}

/** `BrowserWindow`: a page of Chromium with the size of the window. */
export class StandinBrowserWindow extends EventEmitter {
  static services: WindowServices;
  private static windows: StandinBrowserWindow[] = [];

  readonly webContents: StandinWebContents;
  private readonly opened: Promise<void>;
  private bounds: Rectangle;
  private visible: boolean;
  private maximized = false;

  static getAllWindows(): StandinBrowserWindow[] {
    return [...StandinBrowserWindow.windows];
  }

  static getFocusedWindow(): StandinBrowserWindow | null {
    return StandinBrowserWindow.windows.at(-1) ?? null;
  }

  static fromWebContents(contents: StandinWebContents | null): StandinBrowserWindow | null {
    return StandinBrowserWindow.windows.find((window) => window.webContents === contents) ?? null;
  }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { services } = StandinBrowserWindow;
    if (!services.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { preload, contextIsolation, nodeIntegration, sandbox } = options.webPreferences ?? {};
    if (contextIsolation === false || nodeIntegration === true || sandbox === false) {
      throw new Error('stand-in: only sandboxed, isolated pages without Node');
    }
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.bounds = { x, y, width, height };
    this.visible = show;
    this.opened = Promise.resolve().then(() => this.open(preload));
    this.opened.catch((error: unknown) => console.error(error));
    this.webContents = new StandinWebContents(services, this.opened);
    StandinBrowserWindow.windows.push(this);
    services.created(this.webContents);
  }

  private async open(preload: string | undefined): Promise<void> {
    const { services } = StandinBrowserWindow;
    const page = await services.takePage();
    await page.setViewportSize({ width: this.bounds.width, height: this.bounds.height });
    if (preload !== undefined) {
      // The preload's own text, inlined: a policy of the page must not keep it out.
      const body = `function (require, process) {${readFileSync(preload, 'utf8')}\n}`;
      const data = JSON.stringify(services.process);
      const call = `(${pageSide.toString()})(${data}, ${makeCodec.toString()}, ${body})`;
      await page.addInitScript({ content: call });
    }
    page.on('domcontentloaded', () => this.emit('ready-to-show'));
    page.on('close', () => this.gone());
    await this.webContents.attach(page);
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    this.webContents.loading = true;
    try {
      await this.webContents.page?.goto(StandinBrowserWindow.services.schemes.toHttp(url));
    } catch (error) {
      throw new Error(`ERR_FAILED (-2) loading '${url}': ${String(error)}`, { cause: error });
    } finally {
      this.webContents.loading = false;
    }
  }

  show(): void {
    this.visible = true;
  }

  isVisible(): boolean {
    return this.visible;
  }

  focus(): void {
    void this.webContents.page?.bringToFront();
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  isDestroyed(): boolean {
    return !StandinBrowserWindow.windows.includes(this);
  }

  getTitle(): Promise<string> | string {
    return this.webContents.page?.title() ?? '';
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    const { width, height } = this.bounds;
    void this.webContents.page?.setViewportSize({ width, height });
  }

  close(): void {
    let stopped = false;
    this.emit('close', { preventDefault: () => (stopped = true) });
    if (!stopped) void this.opened.then(() => this.webContents.page?.close());
  }

  private gone(): void {
    if (this.isDestroyed()) return;
    StandinBrowserWindow.windows = StandinBrowserWindow.windows.filter((window) => window !== this);
    this.emit('closed');
    if (StandinBrowserWindow.windows.length === 0) StandinBrowserWindow.services.allClosed();
  }
}
