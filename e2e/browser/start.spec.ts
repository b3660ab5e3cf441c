import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../support/paths.ts';
import { expect, test } from '../support/browser.ts';

/** Runs `npm start` until `done` sees its output, then presses Ctrl-C. */
async function start(args: string[], env: NodeJS.ProcessEnv, done: (url: string) => Promise<void>) {
  const child = spawn(process.execPath, [path.join(root, 'build', 'start.mjs'), ...args], {
    cwd: root,
    env,
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer) => {
      output += bytes.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (url && output.includes('Ctrl-C')) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => reject(new Error(`it ended: ${output}`)));
  });
  ready.catch(() => {});
  try {
    await done(await ready);
  } finally {
    child.kill('SIGINT');
  }
  return { code: await ended, output };
}

test('npm start serves the browser edition where there is no display, and says so', async ({
  page,
}) => {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  test.skip(process.platform !== 'linux', 'other systems always have a display');
  const { code, output } = await start(['--port', '0'], env, async (url) => {
    await page.goto(url);
    await expect(page.getByTestId('app')).toBeVisible();
  });
  expect(code).toBe(0);
  const lines = output.trim().split('\n');
  expect(lines).toEqual([
    'Serving the browser edition: there is no display here for the desktop app.',
    expect.stringMatching(/^Folioscope is at http:\/\/127\.0\.0\.1:\d+\/$/),
    'Press Ctrl-C to end.',
  ]);
});

test('npm start takes the next free port', async ({ site }) => {
  const taken = new URL(site).port;
  const { code, output } = await start(['--browser', '--port', taken], process.env, async (url) => {
    expect(new URL(url).port).not.toBe(taken);
    expect((await fetch(url)).status).toBe(200);
  });
  expect(code).toBe(0);
  expect(output).toContain(`Port ${taken} is taken.`);
  expect(output).toContain('as asked (--browser)');
});

test('npm start refuses what it does not understand', async () => {
  const child = spawn(process.execPath, [path.join(root, 'build', 'start.mjs'), '--prot', '1']);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(2);
});
