import { expect, test as base } from '@playwright/test';
import { Lab } from './lab.ts';
import { chooseShell, launchApp, type RunningApp } from './shell-app.ts';
import { PageWatch } from './watch.ts';

interface Fixtures {
  watch: PageWatch;
  /** The desktop shell's page, loaded afresh and watched; the lab may still be recording. */
  opened: Lab;
  /** The same when the lab is ready. */
  lab: Lab;
}

interface WorkerFixtures {
  /** One start for all tests of a file: what is tested is the page and main, not the starting. */
  running: RunningApp;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  running: [
    async ({}, use) => {
      const running = await launchApp();
      await use(running);
      await running.close();
    },
    { scope: 'worker' },
  ],
  watch: async ({ running }, use) => {
    const watch = new PageWatch(running.page, new URL('/', running.page.url()).href);
    await use(watch);
    watch.expectQuiet();
    watch.stop();
  },
  opened: async ({ running, watch: _watch }, use) => {
    await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0].loadURL('app://lab/index.html'),
    );
    const opened = new Lab(running.page);
    await expect(opened.app).toBeVisible();
    await use(opened);
  },
  lab: async ({ opened }, use) => {
    await opened.ready();
    await use(opened);
  },
});

export const onElectron = chooseShell().kind === 'electron';

export { expect };
