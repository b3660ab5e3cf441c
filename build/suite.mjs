/**
 * `npm run test:suite -- <file or folder>…`: every C program found is built with gcc and run, then run by
 * `folioscope c run`; output and exit code must agree.
 *
 *   node build/suite.mjs [--jobs 2] [--timeout 10] [--cache <folder>] [--list <kind>] [--gcc "<options>"] <path>…
 *
 * A program that gcc does not build, that runs too long or that is no whole program is left out. The table
 * counts what agrees, what differs, and what the engine refuses, by reason. `--list` names the programs of a
 * kind: agree, differ, refused, crashed, slow, left-out.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'cli', 'bin', 'folioscope.mjs');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    timeout: { type: 'string', default: '10' },
    cache: { type: 'string' },
    list: { type: 'string', multiple: true, default: ['differ', 'refused', 'crashed', 'slow'] },
    gcc: { type: 'string', default: '' },
  },
});
if (positionals.length === 0) {
  console.error('usage: npm run test:suite -- <file or folder with C programs>…');
  process.exit(2);
}
const limit = Number(values.timeout) * 1000;

/**
 * What a command did; `code` is a shell's, -1 when it took too long, -2 when there is nothing to run.
 * @typedef {{ code: number | null, signal?: NodeJS.Signals | null, stdout: string, stderr?: string }} Result
 */

/**
 * What comparing the two came to, and the message that says so.
 * @typedef {{ kind: string, reason: string, message?: string }} Verdict
 */

/**
 * The C programs below a path.
 * @param {string} path
 * @returns {string[]}
 */
function programs(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => name.endsWith('.c'))
    .sort();
}

/**
 * Runs a command with nothing on standard input, for so many milliseconds at most.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {number} timeout
 * @returns {Promise<Result & { stderr: string }>}
 */
function run(command, args, cwd, timeout) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = {
      stdout: /** @type {Buffer[]} */ ([]),
      stderr: /** @type {Buffer[]} */ ([]),
    };
    let size = 0;
    for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
      child[stream].on('data', (/** @type {Buffer} */ data) => {
        size += data.length;
        if (size < 1 << 24) output[stream].push(data);
      });
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeout);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      done({
        code: late ? -1 : signal ? 128 : status,
        signal,
        stdout: Buffer.concat(output.stdout).toString('latin1'),
        stderr: Buffer.concat(output.stderr).toString('latin1'),
      });
    });
  });
}

/**
 * What gcc's build of the program does, or why there is nothing to compare with.
 * @param {string} file
 * @returns {Promise<Result>}
 */
async function oracle(file) {
  const options = ['-std=gnu11', '-w', ...values.gcc.split(' ').filter(Boolean)];
  const key = createHash('sha1').update(readFileSync(file)).update(options.join(' ')).digest('hex');
  const { cache } = values;
  const kept = cache === undefined ? null : join(cache, `${key}.json`);
  if (kept && existsSync(kept))
    return /** @type {Result} */ (JSON.parse(readFileSync(kept, 'utf8')));
  const scratch = mkdtempSync(join(tmpdir(), 'suite-'));
  const binary = join(scratch, 'program');
  const build = await run(
    'gcc',
    [...options, '-o', binary, basename(file), '-lm'],
    dirname(file),
    60_000,
  );
  /** @type {Result} */
  const result =
    build.code === 0 ? await run(binary, [], scratch, limit) : { code: -2, stdout: '', stderr: '' };
  rmSync(scratch, { recursive: true });
  delete result.stderr;
  if (kept && cache !== undefined) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(kept, JSON.stringify(result));
  }
  return result;
}

const MESSAGE = /^folioscope: (.*)$/m;

/**
 * The message without what is particular to the program, so that equal reasons count together.
 * @param {string} message
 */
const reasonOf = (message) =>
  message
    .replace(/^\S+?:\d+:\d+: (error: )?/, '')
    .replace(/'[^']*'/g, "'…'")
    .replace(/0x[0-9a-f]+|\b\d+\b/g, 'N');

/**
 * @param {string} file
 * @returns {Promise<Verdict>}
 */
async function judge(file) {
  const want = await oracle(file);
  if (want.code === -2) return { kind: 'left-out', reason: 'gcc does not build it' };
  if (want.code === -1) return { kind: 'left-out', reason: 'runs too long with gcc' };
  const got = await run(
    process.execPath,
    [CLI, 'c', 'run', basename(file)],
    dirname(file),
    4 * limit,
  );
  const message = MESSAGE.exec(got.stderr)?.[1];
  if (got.code === -1) return { kind: 'slow', reason: 'runs too long' };
  if (got.code === 1 && message) return { kind: 'refused', reason: reasonOf(message), message };
  // A death is a death: which signal a shell would name is not compared.
  const died = want.signal !== null && want.signal !== undefined;
  if (got.code === 134 && message && !died)
    return { kind: 'crashed', reason: reasonOf(message), message };
  if (got.stdout === want.stdout && (died ? got.code === 134 : got.code === want.code))
    return { kind: 'agree', reason: '' };
  const what = got.stdout === want.stdout ? `exit code ${got.code}, gcc's ${want.code}` : 'output';
  return { kind: 'differ', reason: what === 'output' ? what : 'exit code', message: what };
}

const queue = positionals.flatMap((path) => programs(resolve(path)));
/** @type {Map<string, Verdict>} */
const results = new Map();
let next = 0;
async function worker() {
  for (let file = queue[next++]; file !== undefined; file = queue[next++])
    results.set(file, await judge(file));
}
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));

/** @type {Map<string, number>} */
const tally = new Map();
for (const [file, { kind, reason, message }] of [...results].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (values.list.includes(kind)) console.log(`${kind}\t${file}\t${message ?? reason}`);
  const key = `${kind}\t${reason}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
}
console.log('');
for (const [key, count] of [...tally].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(6)}  ${key}`);
const count = (/** @type {string} */ kind) =>
  [...results.values()].filter((r) => r.kind === kind).length;
console.log(
  `\n${queue.length - count('left-out')} programs: ${count('agree')} agree, ${count('differ')} differ, ` +
    `${count('crashed')} crashed, ${count('slow')} too slow, ${count('refused')} refused; ` +
    `${count('left-out')} left out`,
);
process.exitCode = count('agree') + count('left-out') === queue.length ? 0 : 1;
