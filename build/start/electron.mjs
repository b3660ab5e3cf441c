import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** How long the download of Electron may take before the browser edition is the better answer; in ms. */
const INSTALL_TIMEOUT = 120_000;

/**
 * Electron's executable, or null. Looked for in the file system: asking the `electron` package itself would start a
 * download.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | null}
 */
export function electronBinary(root, env = process.env, platform = process.platform) {
  const folder = path.join(root, 'node_modules', 'electron');
  if (!existsSync(path.join(folder, 'package.json'))) return null;
  const pathFile = path.join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName(platform);
  const binary = path.join(env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** @param {NodeJS.Platform} platform */
function defaultName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Is there a screen to open a window on?
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Lets the `electron` package fetch its binary. Without a network that fails at once; a server that never answers
 * is given up on.
 *
 * @param {string} root
 * @param {number} [timeout] in ms
 * @returns {string | null} why it did not work, or null if it did
 */
export function installElectron(root, timeout = INSTALL_TIMEOUT) {
  const script = path.join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return 'the electron package is not installed';
  const result = spawnSync(process.execPath, [script], { cwd: root, timeout, encoding: 'utf8' });
  if (result.error && 'code' in result.error && result.error.code === 'ETIMEDOUT') {
    return `its download did not finish within ${timeout / 1000} s`;
  }
  if (result.status === 0) return null;
  const reason = result.stderr.split('\n').find((line) => line.trim() !== '');
  return `its download failed${reason ? ` (${reason.trim()})` : ''}`;
}

/**
 * Runs the desktop app until its last window is closed.
 *
 * @param {string} binary
 * @param {string} root
 * @returns {Promise<number>} its exit code
 */
export function runElectron(binary, root) {
  // Chromium's sandbox refuses to run as root; everyone else gets it.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const child = spawn(binary, [...(asRoot ? ['--no-sandbox'] : []), root], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Electron could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}
