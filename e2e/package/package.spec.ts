import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../support/paths.ts';
import { readAsar } from './asar.ts';
import { readFuses, writeDummyElectron } from './dummy-electron.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-package-'));
const unpacked = path.join(folder, 'release', 'linux-unpacked');
let files = new Map<string, Buffer>();

// A package for Linux around a dummy of Electron: everything but the binary is the real thing.
test.beforeAll(() => {
  writeDummyElectron(path.join(folder, 'electron'));
  const result = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      'dir',
      '--config',
      path.join(root, 'build', 'electron-builder.yml'),
      `-c.electronDist=${path.join(folder, 'electron')}`,
      `-c.directories.output=${path.join(folder, 'release')}`,
    ],
    { cwd: root, encoding: 'utf8', timeout: 50_000 },
  );
  expect(result.status, `${result.stdout}${result.stderr}`).toBe(0);
  files = readAsar(readFileSync(path.join(unpacked, 'resources', 'app.asar')));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds the built shell and lab, and nothing else', () => {
  const names = [...files.keys()];
  for (const wanted of [
    'package.json',
    'LICENSE',
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/renderer/index.html',
    'dist/renderer/lab-files.json',
    'dist/renderer/icon.svg',
  ]) {
    expect(names).toContain(wanted);
  }
  const allowed = /^(package\.json|LICENSE|dist\/(electron|renderer)\/[^.].*)$/;
  expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  expect(names.filter((name) => /\.(ts|vue|map)$|node_modules|\.test\./.test(name))).toEqual([]);
  const resources = readdirSync(path.join(unpacked, 'resources')).sort();
  expect(resources).toEqual(['app.asar']);
});

test('starts where package.json says, as the same files that were built', () => {
  const manifest = JSON.parse(String(files.get('package.json'))) as { main: string; name: string };
  expect(manifest).toMatchObject({ name: 'folioscope', main: 'dist/electron/main.js' });
  for (const name of [
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/renderer/index.html',
  ]) {
    expect(String(files.get(name)), name).toBe(readFileSync(path.join(root, name), 'utf8'));
  }
});

test('carries the model and every scenario as text', () => {
  const lab = JSON.parse(String(files.get('dist/renderer/lab-files.json'))) as Record<
    string,
    string
  >;
  const names = Object.keys(lab);
  expect(names).toContain('scenarios/compound-zone-device-pages/scenario.yaml');
  expect(names.filter((name) => /^kernel\/.*\.c$/.test(name)).length).toBeGreaterThan(0);
  for (const [name, text] of Object.entries(lab)) {
    expect(text, name).toBe(readFileSync(path.join(root, name), 'utf8'));
  }
});

test("main's bundle needs Electron and Node only", () => {
  const main = String(files.get('dist/electron/main.js'));
  const imported = [...main.matchAll(/^import\b[^'"]*['"]([^'"]+)['"]/gm)].map((match) => match[1]);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => name !== 'electron' && !name.startsWith('node:'))).toEqual([]);
});

test('has its fuses blown', () => {
  expect(readFuses(readFileSync(path.join(unpacked, 'folioscope')))).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('brings one language and the licences', () => {
  expect(readdirSync(path.join(unpacked, 'locales'))).toEqual(['en-US.pak']);
  expect(readdirSync(unpacked)).toContain('LICENSES.chromium.html');
});
