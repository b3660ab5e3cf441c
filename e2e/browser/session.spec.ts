import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../support/chromium.ts';
import { Lab } from '../support/lab.ts';

/** The session as the page has stored it; empty before it has. */
function kept(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.open('folioscope', 1);
        // Only the lab makes the database: a test must not.
        request.onupgradeneeded = () => request.transaction?.abort();
        request.onerror = () => resolve('');
        request.onsuccess = () => {
          const read = request.result.transaction('sessions').objectStore('sessions').get('last');
          read.onsuccess = () => {
            request.result.close();
            resolve(String(read.result ?? ''));
          };
        };
      }),
  );
}

/** SIGKILL to every process that was started with this profile. */
function killAll(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) {
        process.kill(Number(pid), 'SIGKILL');
      }
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

test('what one sees is there again after the page is loaded anew', async ({ lab }) => {
  await lab.goTo(1234);
  await lab.page.keyboard.press('i');
  await expect(lab.page.getByTestId('what-if')).toBeVisible();
  // Kept a moment after the last change.
  await expect.poll(() => kept(lab.page)).toContain('"leftPane": "what-if"');
  await lab.page.reload();
  await lab.ready();
  await lab.expectAt(1234);
  await expect(lab.page.getByTestId('what-if')).toBeVisible();
});

test('a session file that is damaged is refused, and nothing is lost', async ({ lab }) => {
  await lab.goTo(99);
  await lab.openFile('mine.folioscope', Buffer.from('{ "format": "folioscope-session", '));
  await expect(lab.message).toContainText('mine.folioscope is no session file');
  await lab.expectAt(99);
});

test('a browser that is killed in the middle of work shows the session again', async ({ site }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'folioscope-profile-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: CHROMIUM_ARGS,
    });
  try {
    const first = await launch();
    const page = first.pages()[0] ?? (await first.newPage());
    const lab = new Lab(page);
    await page.goto(site);
    await lab.ready();
    await lab.goTo(2345);
    await expect.poll(() => kept(page)).toContain('"position": 2345');
    killAll(profile);
    await first.close().catch(() => undefined);

    const second = await launch();
    const again = second.pages()[0] ?? (await second.newPage());
    await again.goto(site);
    const restored = new Lab(again);
    await restored.ready();
    await restored.expectAt(2345);
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
