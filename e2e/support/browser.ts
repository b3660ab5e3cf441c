import type { Server } from 'node:http';
import { chromium, test as base, type Browser } from '@playwright/test';
import { createStaticServer, listen } from '../../build/serve.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.ts';
import { Lab } from './lab.ts';
import { renderer } from './paths.ts';
import { PageWatch } from './watch.ts';

interface Fixtures {
  /** The browser edition, opened and watched: a test fails if the page misbehaves at any time. */
  lab: Lab;
}

interface WorkerFixtures {
  ownBrowser: Browser;
  site: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  ownBrowser: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: chromiumPath(),
        args: CHROMIUM_ARGS,
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const server: Server = createStaticServer(renderer);
      const port = await listen(server, 0);
      await use(`http://127.0.0.1:${port}/`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ ownBrowser }, use) => {
    const context = await ownBrowser.newContext({ viewport: { width: 1280, height: 800 } });
    await use(context);
    await context.close();
  },
  lab: async ({ page, site }, use) => {
    const watch = new PageWatch(page, site);
    const lab = new Lab(page);
    // Listened to all the time: choosers are intercepted only while someone listens, and starting takes a while.
    page.on('filechooser', () => {});
    await page.goto(site);
    await lab.ready();
    await use(lab);
    watch.expectQuiet();
  },
});

export { expect } from '@playwright/test';
