import path from 'node:path';
import { BARE, RULES, TEST_FILE } from './rules.mjs';
import { scanImports } from './scan.mjs';

/**
 * Checks files against the import rules.
 *
 * @param {Record<string, string>} files path from the project's root (with `/`) → text; all files of the project
 *   that can be imported, whether rules apply to them or not
 * @returns {string[]} one line per violation: `file:line: what`
 */
export function checkImports(files) {
  /** @type {string[]} */
  const problems = [];
  for (const [file, text] of Object.entries(files)) {
    const rule = ruleFor(file);
    if (!rule || !/\.(ts|vue|mjs)$/.test(file)) continue;
    for (const { specifier, line } of scanImports(file, text)) {
      const problem = judge(files, file, rule, specifier);
      if (problem) problems.push(`${file}:${line}: ${problem}`);
    }
  }
  return [...problems, ...checkBare(files)];
}

/** @param {string} file */
function ruleFor(file) {
  return RULES.filter((rule) => file.startsWith(`${rule.room}/`)).sort(
    (a, b) => b.room.length - a.room.length,
  )[0];
}

/** `./x.ts?worker` names the file `./x.ts`. @param {string} specifier */
const withoutQuery = (specifier) => specifier.replace(/\?.*$/, '');

/**
 * @param {Record<string, string>} files
 * @param {string} file
 * @param {import('./rules.mjs').Rule} rule
 * @param {string} specifier
 * @returns {string | null}
 */
function judge(files, file, rule, specifier) {
  const test = TEST_FILE.test(file);
  if (!specifier.startsWith('.')) {
    if (test || specifier.startsWith('vite/')) return null;
    const allowed = rule.packages.some(
      (name) =>
        name === '*' ||
        specifier === name ||
        specifier.startsWith(/[/:]$/.test(name) ? name : `${name}/`),
    );
    return allowed ? null : `'${rule.room}' must not import the package '${specifier}'`;
  }
  const target = path.posix.join(path.posix.dirname(file), withoutQuery(specifier));
  if (!(target in files) && !target.startsWith('dist/'))
    return `'${specifier}' names no file (write the extension)`;
  if (target.startsWith(`${rule.room}/`) && ruleFor(target) === rule) return null;
  if (rule.rooms.some((room) => target === room || target.startsWith(`${room}/`))) return null;
  if (test && rule.room.startsWith('core') && target.startsWith('core/')) return null;
  if (test && TEST_FILE.test(target)) return null;
  if (rule.room === 'build' && target === 'package.json') return null;
  return `'${rule.room}' must not import '${target}'`;
}

/**
 * The scripts that run before anything is installed: everything they load at once is Node's or our own.
 *
 * @param {Record<string, string>} files
 */
function checkBare(files) {
  /** @type {string[]} */
  const problems = [];
  const queue = BARE.filter((file) => file in files);
  const seen = new Set(queue);
  for (const file of queue) {
    for (const { specifier, line, dynamic } of scanImports(file, files[file])) {
      if (dynamic || specifier.startsWith('node:')) continue;
      const target = path.posix.join(path.posix.dirname(file), withoutQuery(specifier));
      if (!specifier.startsWith('.')) {
        problems.push(
          `${file}:${line}: runs before anything is installed and must not import '${specifier}'`,
        );
      } else if (target in files && !seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return problems;
}
