import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const demo = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'build/demo.mjs'), ...args], { encoding: 'utf8' });

test('a demo writes a picture of each stop, and fails with what is lost', () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-demo-'));
  try {
    const file = path.join(folder, 'my.tour.yaml');
    writeFileSync(
      file,
      `title: T
states: [before]
stops:
  - title: There
    at: { call: prep_compound_tail }
    text: x
  - title: Gone
    at: { call: prep_compound_tails }
    text: x
`,
    );
    const out = path.join(folder, 'pictures');
    const run = demo('compound-zone-device-pages', '--out', out, '--tour', file);
    expect([run.status, run.stderr]).toEqual([
      1,
      expect.stringContaining('stop 2 "Gone": Lost in before (at): there is no function'),
    ]);
    expect(['01.png', '02.png'].map((name) => existsSync(path.join(out, name)))).toEqual([
      true,
      true,
    ]);
    const none = demo('no-such-scenario', '--out', out);
    expect([none.status, none.stderr]).toEqual([
      2,
      expect.stringContaining('there is no scenario'),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
