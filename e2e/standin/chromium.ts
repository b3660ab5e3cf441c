import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  chromium,
  type BrowserContext,
  type Frame,
  type Page,
  type Request as PageRequest,
  type Route,
} from 'playwright-core';
import type { Schemes } from './schemes.ts';
import type { StandinSession } from './session.ts';
import { StandinWebContents } from './web-contents.ts';

/** The browser behind the windows. Every request it makes is answered here; none leaves the machine. */
export class StandinChromium {
  private opened: BrowserContext | null = null;
  private spare: Page | null = null;

  constructor(
    private readonly schemes: Schemes,
    private readonly session: StandinSession,
  ) {}

  get context(): BrowserContext {
    if (!this.opened) throw new Error('stand-in: Chromium is not running');
    return this.opened;
  }

  /**
   * @param profile folder for Chromium's own files
   * @param debuggingPort where Playwright's test side connects; it waits for the line on stderr, as from Electron
   */
  async start(profile: string, debuggingPort: string | undefined): Promise<void> {
    const executablePath = process.env.STANDIN_CHROMIUM;
    if (!executablePath) throw new Error('stand-in: STANDIN_CHROMIUM names no browser');
    this.opened = await chromium.launchPersistentContext(profile, {
      executablePath,
      viewport: null,
      args: [
        '--disable-gpu',
        ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
      ],
    });
    this.spare = this.opened.pages()[0] ?? null;
    await this.opened.exposeBinding('standinUp', ({ page, frame }, text: string) =>
      contentsOf(page)?.receive(text, frame.url()),
    );
    await this.opened.route('**/*', (route) => this.answer(route));
    if (debuggingPort !== undefined) {
      const file = path.join(profile, 'DevToolsActivePort');
      const [port, address] = readFileSync(file, 'utf8').split('\n');
      process.stderr.write(`\nDevTools listening on ws://127.0.0.1:${port}${address}\n`);
    }
  }

  async stop(): Promise<void> {
    await this.opened?.close();
  }

  version(): string {
    return this.context.browser()?.version() ?? '';
  }

  async takePage(): Promise<Page> {
    const page = this.spare ?? (await this.context.newPage());
    this.spare = null;
    return page;
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = this.schemes.fromHttp(request.url());
    if (isRefusedNavigation(request, url)) return route.abort('aborted');
    if (!(await this.session.allows(url, request.method(), request.resourceType()))) {
      return route.abort('blockedbyclient');
    }
    const handler = this.schemes.handlers.get(url.slice(0, url.indexOf(':')));
    if (!handler) return route.abort('internetdisconnected');
    try {
      const response = await handler(new Request(url, { method: request.method() }));
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    } catch (error) {
      console.error(`stand-in: the protocol handler failed for ${url}: ${String(error)}`);
      await route.abort('failed');
    }
  }
}

/** Tells the page's owner that it wants to go elsewhere, and says whether that was refused. */
function isRefusedNavigation(request: PageRequest, url: string): boolean {
  if (!request.isNavigationRequest()) return false;
  let frame: Frame;
  try {
    frame = request.frame();
  } catch {
    return false; // the first request of a popup, which is closed by its opener's rule
  }
  const contents = contentsOf(frame.page());
  if (!contents || contents.loading) return false;
  const main = frame.parentFrame() === null;
  let refused = false;
  const event = { url, isMainFrame: main, preventDefault: () => (refused = true) };
  if (main) contents.emit('will-navigate', event, url);
  contents.emit('will-frame-navigate', event);
  return refused;
}

function contentsOf(page: Page): StandinWebContents | undefined {
  return [...StandinWebContents.all].find((contents) => contents.page === page);
}
