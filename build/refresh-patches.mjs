/**
 * Makes the scenarios' diffs anew against kernel/ as it is now: lines move when the model grows.
 * A hunk that no longer fits stops the run with what `patch` says; nothing is written then.
 * Run with `npm run refresh-patches` after a change to a file that a patch touches.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ends the mail's text; below it come the diffstat and the diffs. */
const SEPARATOR = '---\n';
/**
 * @param {string} cwd
 * @param {string} program
 * @param {string[]} args
 * @param {string} [input]
 */
const run = (cwd, program, args, input) =>
  execFileSync(program, args, { cwd, input, encoding: 'utf8', maxBuffer: 1 << 26 });

/**
 * The patch's text with the same header, and with offsets, context and sizes of today.
 *
 * @param {string} path
 */
function refreshed(path) {
  const text = readFileSync(path, 'utf8');
  const end = text.indexOf(`\n${SEPARATOR}`);
  if (end < 0) throw new Error(`${path}: no line '---' between the header and the diffs`);
  const header = text.slice(0, end + 1 + SEPARATOR.length);
  const folder = mkdtempSync(join(tmpdir(), 'refresh-patches-'));
  try {
    cpSync('kernel', folder, { recursive: true });
    run(folder, 'git', ['init', '--quiet']);
    run(folder, 'git', ['add', '--all']);
    run(folder, 'patch', ['-p1', '--quiet', '--fuzz=3', '--no-backup-if-mismatch'], text);
    const options = ['--stat=80', '--patch', '--abbrev=7', '--no-color', '--no-ext-diff'];
    return header + run(folder, 'git', ['diff', ...options]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const paths = readdirSync('scenarios', { encoding: 'utf8', recursive: true })
  .filter((path) => path.endsWith('.patch'))
  .map((path) => join('scenarios', path));
for (const { path, text } of paths.map((path) => ({ path, text: refreshed(path) }))) {
  if (readFileSync(path, 'utf8') !== text) console.log(`${path}: made anew`);
  writeFileSync(path, text);
}
