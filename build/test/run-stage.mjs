import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * Runs a stage to its end, whatever that is: a crash, a hang and a program that cannot be started are failures.
 *
 * @param {import('./stages.mjs').Stage} stage
 * @param {string} root
 * @returns {Promise<import('./counts.mjs').Counts & { output: string }>} output: what a quiet stage said
 */
export async function runStage(stage, root) {
  if (stage.report) rmSync(stage.report, { force: true });
  const { code, output } = await run(stage, root);
  return { ...stage.count(code), output };
}

/**
 * @param {import('./stages.mjs').Stage} stage
 * @param {string} root
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(stage, root) {
  return new Promise((resolve) => {
    const child = spawn(stage.command, stage.args, {
      cwd: root,
      stdio: stage.loud ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      timeout: stage.minutes * 60_000,
      killSignal: 'SIGKILL',
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (bytes) => chunks.push(bytes));
    child.stderr?.on('data', (bytes) => chunks.push(bytes));
    const finish = (/** @type {number} */ code, /** @type {string} */ remark) =>
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + remark });
    child.on('error', (error) => finish(1, `${stage.command}: ${error.message}\n`));
    child.on('close', (code, signal) =>
      finish(code ?? 1, signal ? `ended by ${signal} (limit: ${stage.minutes} min)\n` : ''),
    );
  });
}
