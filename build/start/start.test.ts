import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt, sourceDigest, writeStamp } from '../sources.mjs';
import { chooseShell } from './choose.mjs';
import { electronBinary, hasDisplay, installElectron } from './electron.mjs';
import { needsInstall } from './npm.mjs';
import { parseOptions } from './options.mjs';

let root = '';
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'folioscope-start-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('options', () => {
  it('understands what is asked', () => {
    expect(parseOptions([])).toEqual({ browser: false, port: 4173, help: false });
    expect(parseOptions(['--browser', '--port', '0'])).toMatchObject({ browser: true, port: 0 });
    expect(parseOptions(['--port=8080'])).toMatchObject({ port: 8080 });
  });

  it.each([['--port'], ['--port', 'x'], ['--port=65536'], ['--prot', '1'], ['--browser=1'], ['x']])(
    'refuses %s %s',
    (...args) => expect(() => parseOptions(args)).toThrow(),
  );
});

describe('choosing the shell', () => {
  const never = () => {
    throw new Error('must not be called');
  };

  it('opens Electron where it is', () => {
    const binary = () => '/e/electron';
    expect(chooseShell({ browser: false, display: true, binary, install: never })).toEqual({
      shell: 'electron',
      binary: '/e/electron',
    });
  });

  it('fetches Electron only where a window could be opened', () => {
    let installed = false;
    const install = () => {
      installed = true;
      return null;
    };
    const binary = () => (installed ? '/e' : null);
    expect(chooseShell({ browser: false, display: true, binary, install }).shell).toBe('electron');
    expect(
      chooseShell({ browser: false, display: false, binary: never, install: never }),
    ).toMatchObject({ shell: 'browser', reason: /no display/ });
    expect(chooseShell({ browser: true, display: true, binary: never, install: never })).toEqual({
      shell: 'browser',
      reason: 'as asked (--browser)',
    });
  });

  it('says why it is the browser edition', () => {
    const install = () => 'its download failed (ENOTFOUND)';
    expect(
      chooseShell({ browser: false, display: true, binary: () => null, install }),
    ).toMatchObject({ reason: 'Electron is not installed: its download failed (ENOTFOUND)' });
  });
});

describe("Electron's binary", () => {
  it('is found by path.txt, by the default name, and where the environment says', () => {
    expect(electronBinary(root, {}, 'linux')).toBe(null);
    put('node_modules/electron/package.json', '{}');
    expect(electronBinary(root, {}, 'linux')).toBe(null);
    put('node_modules/electron/dist/electron', '');
    expect(electronBinary(root, {}, 'linux')).toBe(
      path.join(root, 'node_modules/electron/dist/electron'),
    );
    expect(electronBinary(root, {}, 'win32')).toBe(null);
    put('node_modules/electron/path.txt', 'electron-other');
    expect(electronBinary(root, {}, 'linux')).toBe(null);
    put('own/electron-other', '');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'own') };
    expect(electronBinary(root, env, 'linux')).toBe(path.join(root, 'own/electron-other'));
  });

  it('needs a display on Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });

  it('is given up on when its download hangs or fails', () => {
    expect(installElectron(root)).toBe('the electron package is not installed');
    put('node_modules/electron/install.js', 'setInterval(() => {}, 1000)');
    expect(installElectron(root, 300)).toBe('its download did not finish within 0.3 s');
    put('node_modules/electron/install.js', "console.error('Error: ENOTFOUND'); process.exit(1)");
    expect(installElectron(root)).toBe('its download failed (Error: ENOTFOUND)');
    put('node_modules/electron/install.js', '');
    expect(installElectron(root)).toBe(null);
  });
});

describe('what is out of date', () => {
  it('installs when node_modules is missing or older than the lock file', () => {
    put('package-lock.json', '{}');
    expect(needsInstall(root)).toBe(true);
    put('node_modules/.package-lock.json', '{}');
    utimesSync(path.join(root, 'package-lock.json'), 1000, 1000);
    expect(needsInstall(root)).toBe(false);
    utimesSync(path.join(root, 'package-lock.json'), 2e9, 2e9);
    expect(needsInstall(root)).toBe(true);
  });

  it('builds when a source was changed, added or removed, and not for a test', () => {
    put('package.json', '{}');
    put('core/a.ts', '1');
    expect(isBuilt(root)).toBe(false);
    put('dist/x', '');
    writeStamp(root, sourceDigest(root), ['cli']);
    expect(isBuilt(root)).toBe(true);
    put('core/a.test.ts', '1');
    expect(isBuilt(root)).toBe(true);
    put('kernel/mm/b.c', '');
    expect(isBuilt(root)).toBe(false);
    rmSync(path.join(root, 'kernel/mm/b.c'));
    expect(isBuilt(root)).toBe(true);
    put('core/a.ts', '2');
    expect(isBuilt(root)).toBe(false);
    put('dist/build.json', '{');
    expect(isBuilt(root)).toBe(false);
  });
});
