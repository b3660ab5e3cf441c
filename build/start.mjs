/**
 * `npm start`: from a fresh clone to the running lab. Installs what is missing, builds what is out of date, then
 * opens the desktop app where that is possible, else serves the browser edition and says why. Plain Node.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createStaticServer, listen } from './serve.mjs';
import { isBuilt } from './sources.mjs';
import { chooseShell } from './start/choose.mjs';
import { electronBinary, hasDisplay, installElectron, runElectron } from './start/electron.mjs';
import { installPackages, needsInstall } from './start/npm.mjs';
import { parseOptions, USAGE } from './start/options.mjs';

const root = path.resolve(import.meta.dirname, '..');

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** @returns {Promise<number>} */
async function main() {
  let options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`npm start: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }

  if (needsInstall(root)) {
    console.log('Installing packages (npm ci) …');
    await installPackages(root, true);
  }
  if (!isBuilt(root)) {
    console.log('Building …');
    const build = path.join(root, 'build', 'build.mjs');
    const result = spawnSync(process.execPath, [build], { cwd: root, encoding: 'utf8' });
    if (result.status !== 0) {
      process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
      throw new Error('the build failed');
    }
  }

  const choice = chooseShell({
    browser: options.browser,
    display: hasDisplay(),
    binary: () => electronBinary(root),
    install: () => {
      console.log('Fetching Electron …');
      return installElectron(root);
    },
  });
  if (choice.shell === 'electron') {
    console.log('Opening Folioscope. Close its window or press Ctrl-C to end.');
    return runElectron(choice.binary, root);
  }
  return serve(options.port, choice.reason);
}

/**
 * Serves the browser edition until Ctrl-C.
 *
 * @param {number} port
 * @param {string} reason
 * @returns {Promise<number>}
 */
async function serve(port, reason) {
  const server = createStaticServer(path.join(root, 'dist', 'renderer'));
  const chosen = await listen(server, port);
  console.log(`Serving the browser edition: ${reason}.`);
  if (port !== 0 && chosen !== port) console.log(`Port ${port} is taken.`);
  console.log(`Folioscope is at http://127.0.0.1:${chosen}/`);
  console.log('Press Ctrl-C to end.');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  server.closeAllConnections();
  server.close();
  return 0;
}
