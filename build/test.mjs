/**
 * `npm test`: everything, from a fresh clone. Ends with one line `N passed, M failed`.
 * Usage: node build/test.mjs [stage …], to run only some of the stages. Plain Node until packages are installed.
 */
import path from 'node:path';
import { electronBinary, hasDisplay } from './start/electron.mjs';
import { installPackages, needsInstall } from './start/npm.mjs';
import { runStage } from './test/run-stage.mjs';
import { stages } from './test/stages.mjs';
import * as system from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const total = { passed: 0, failed: 0 };

try {
  await main(process.argv.slice(2));
} catch (error) {
  total.failed++;
  console.error(`npm test: ${error instanceof Error ? error.message : String(error)}`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {string[]} only */
async function main(only) {
  if (needsInstall(root)) {
    console.log('Installing packages (npm ci) …');
    await installPackages(root, true);
  }
  // The real Electron opens real windows; Chromium runs headless.
  const all = stages(root, electronBinary(root) !== null && !hasDisplay());
  const unknown = only.filter((name) => !all.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const names = all.map((stage) => `'${stage.name}'`).join(', ');
    throw new Error(`no stage '${unknown.join("', '")}'; there are ${names}`);
  }
  const chosen = all.filter((stage) => only.length === 0 || only.includes(stage.name));
  if (chosen.some((stage) => stage.loud)) provideSystem();

  for (const stage of chosen) {
    if (stage.loud) console.log(`\n── ${stage.name} ──`);
    const started = Date.now();
    const { passed, failed, output } = await runStage(stage, root);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (output !== '' && failed > 0) console.log(`\n── ${stage.name} ──\n${output.trimEnd()}\n`);
    console.log(`${failed > 0 ? 'FAILED' : 'ok'}  ${stage.name} (${seconds} s)`);
    total.passed += passed;
    total.failed += failed;
  }
}

/** Browser, compiler and so on: installed where that is ours to do, else named. */
function provideSystem() {
  let missing = system.missingPackages();
  if (missing.length > 0 && system.canInstall()) {
    console.log(`Installing ${missing.join(', ')} (apt-get) …`);
    const problem = system.installPackages(missing);
    if (problem) console.error(problem);
    missing = system.missingPackages();
  }
  if (missing.length === 0) return;
  total.failed++;
  const list = missing.join(' ');
  console.error(`FAILED  the tests need what these Debian packages bring: ${list}`);
  console.error(`        sudo apt-get install --no-install-recommends ${list}`);
}
