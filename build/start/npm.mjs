import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Are the packages missing, or older than the lock file says they should be?
 *
 * @param {string} root
 */
export function needsInstall(root) {
  // npm writes this file last: if it is there, the install went through.
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  return statSync(path.join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs;
}

/**
 * `npm ci`, with the npm that started us where there is one. Without scripts: no package here needs its own, and our
 * `prepare` would build a second time.
 *
 * @param {string} root
 * @param {boolean} quiet show its output only if it fails
 * @returns {Promise<void>}
 * @throws {Error} if it fails
 */
export async function installPackages(root, quiet) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const code = await run(
    command,
    [...args, 'ci', '--ignore-scripts', '--no-fund', '--no-audit'],
    root,
    quiet,
  );
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {boolean} quiet
 * @returns {Promise<number>} the exit code; 1 when it was ended by a signal or could not be started
 */
function run(command, args, cwd, quiet) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (bytes) => output.push(bytes));
    child.stderr?.on('data', (bytes) => output.push(bytes));
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}
