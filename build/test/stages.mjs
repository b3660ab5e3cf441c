import path from 'node:path';
import { countCheck, countPlaywright, countVitest } from './counts.mjs';

/**
 * One part of `npm test`.
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {boolean} loud its output is shown as it comes; a quiet one's only if it fails
 * @property {string} [report] removed before the run, read by `count` after it
 * @property {number} minutes after which it is ended and has failed
 * @property {(code: number) => import('./counts.mjs').Counts} count
 */

/**
 * Everything that is checked, the quick things first.
 *
 * @param {string} root
 * @param {boolean} virtualDisplay run the end-to-end tests under Xvfb
 * @returns {Stage[]}
 */
export function stages(root, virtualDisplay) {
  const bin = (/** @type {string[]} */ ...parts) => path.join(root, 'node_modules', ...parts);
  const report = (/** @type {string} */ name) => path.join(root, 'test-results', name);
  const node = process.execPath;

  /** @type {(name: string, args: string[]) => Stage} */
  const check = (name, args) => ({
    name,
    command: node,
    args,
    loud: false,
    minutes: 15,
    count: countCheck,
  });
  const vueTsc = bin('vue-tsc', 'bin', 'vue-tsc.js');
  const unit = report('unit.json');
  const e2e = report('e2e.json');
  const playwright = [bin('@playwright', 'test', 'cli.js'), 'test'];

  return [
    check('format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.']),
    check('imports', [path.join(root, 'build', 'check-imports.mjs')]),
    check('types of the core', [vueTsc, '--noEmit', '-p', 'core/tsconfig.json']),
    check('types', [vueTsc, '--noEmit', '-p', 'tsconfig.json']),
    check('lint', [bin('eslint', 'bin', 'eslint.js'), '.']),
    check('build', [path.join(root, 'build', 'build.mjs')]),
    {
      name: 'unit',
      command: node,
      args: [
        bin('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unit}`,
      ],
      loud: true,
      report: unit,
      minutes: 45,
      count: (code) => countVitest(unit, code),
    },
    {
      name: 'e2e',
      command: virtualDisplay ? 'xvfb-run' : node,
      args: virtualDisplay ? ['-a', node, ...playwright] : playwright,
      loud: true,
      report: e2e,
      minutes: 45,
      count: (code) => countPlaywright(e2e, code),
    },
  ];
}
