import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronBinary, hasDisplay } from '../../build/start/electron.mjs';
import { chromiumPath } from './chromium.ts';
import { root, standinExecutable, standinModule } from './paths.ts';

export interface Shell {
  kind: 'electron' | 'stand-in';
  executable: string;
  description: string;
}

/** The real Electron where its binary and a display are, else the stand-in. */
export function chooseShell(): Shell {
  const binary = electronBinary(root);
  if (binary && hasDisplay()) {
    return { kind: 'electron', executable: binary, description: `in Electron (${binary})` };
  }
  const why = binary ? 'there is no display' : "Electron's binary is not installed";
  return {
    kind: 'stand-in',
    executable: standinExecutable,
    description: `on the stand-in, because ${why}`,
  };
}

export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  /** What main wrote, to look for refusals. */
  output: () => string;
  userData: string;
  close: () => Promise<void>;
}

/**
 * Starts the built desktop shell.
 *
 * @param userData the folder for the app's own files; without it a fresh one that is removed at the end
 */
export async function launchApp(userData?: string): Promise<RunningApp> {
  const folder = userData ?? mkdtempSync(path.join(os.tmpdir(), 'folioscope-e2e-'));
  const app = await _electron.launch({
    executablePath: chooseShell().executable,
    args: [`--user-data-dir=${folder}`, root],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      STANDIN_MODULE: standinModule,
      STANDIN_CHROMIUM: chromiumPath(),
    },
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  }
  const page = await app.firstWindow();
  // To its end: main awaits this load, and a test that starts another one would cut it off.
  await page.waitForURL('**/index.html', { waitUntil: 'load' });
  return {
    app,
    page,
    output: () => output,
    userData: folder,
    close: async () => {
      await app.close();
      if (userData === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
