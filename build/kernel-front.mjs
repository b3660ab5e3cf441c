/**
 * The front end over real kernel files: Debian's linux-source-6.12, configured and preprocessed on the
 * spot. Every file must parse and check without an error, and the structures read from it must be laid
 * out as pahole finds them in the object that gcc made.
 * Usage: node build/kernel-front.mjs [--folder FOLDER] [--runs N] [--all-mismatches] [FILE …]
 * FILE is a path in the kernel tree without extension; FOLDER keeps the tree for the next time.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { ensurePackages, makeFiles, prepareTree, readOptions } from './kernel-front/kernel.mjs';
import { compareLayouts, parsePahole, parseSizes } from './kernel-front/pahole.mjs';
import { formatTable } from './kernel-front/table.mjs';

/** @typedef {import('./kernel-front/read-unit.ts').UnitReport} UnitReport */

const root = path.resolve(import.meta.dirname, '..');
const FILES = ['mm/memory', 'mm/hmm', 'mm/migrate_device', 'mm/memremap', 'lib/test_hmm'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    runs: { type: 'string', default: '3' },
    'all-mismatches': { type: 'boolean', default: false },
  },
});
const files = positionals.length > 0 ? positionals : FILES;
const runs = Math.max(1, Number(values.runs) || 3);

const obstacle = ensurePackages();
if (obstacle) {
  console.error(`kernel-front: ${obstacle}`);
  process.exit(2);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'kernel-front-'));
try {
  const folder = values.folder ? path.resolve(values.folder) : scratch;
  mkdirSync(folder, { recursive: true });
  console.log(`kernel tree in ${folder}`);
  const tree = prepareTree(folder);
  makeFiles(tree, files);
  for (const { option, value } of readOptions(tree)) {
    console.log(`note: CONFIG_${option} came out as ${value.trim()}`);
  }
  const program = await bundle();
  const rows = files.map((file) => measure(tree, file, program));
  console.log(`\n${formatTable(rows)}`);
  report(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The front end as one plain script, as it is shipped. */
async function bundle() {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: path.join(root, 'build/kernel-front/read-unit.ts'),
      outDir: scratch,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'read-unit.mjs' } },
    },
  });
  return path.join(scratch, 'read-unit.mjs');
}

/**
 * @param {string} tree
 * @param {string} file
 * @param {string} program
 */
function measure(tree, file, program) {
  const source = path.join(tree, `${file}.i`);
  const readings = repeat(() => {
    const json = execFileSync(process.execPath, [program, source], { maxBuffer: 1 << 28 });
    return /** @type {UnitReport} */ (JSON.parse(json.toString()));
  });
  const unit = readings.toSorted((a, b) => a.lex + a.parse - b.lex - b.parse)[runs >> 1];
  const gcc = repeat(() => timeGcc(source)).toSorted((a, b) => a.wall - b.wall)[runs >> 1];
  const layouts = new Map(unit.layouts);
  const object = path.join(tree, `${file}.o`);
  const theirs = parsePahole(pahole([object]));
  const sizes = parseSizes(pahole(['--sizes', object]));
  for (const [name, layout] of theirs) {
    layout.size = sizes.get(name.replace(/^\w+ /, '')) ?? layout.size;
  }
  // structures that only a typedef names are printed on request
  const aliases = [...layouts.keys()].filter((name) => /^\w+$/.test(name));
  if (aliases.length > 0) {
    const text = pahole(['-C', aliases.join(','), object]);
    for (const [name, layout] of parsePahole(text)) theirs.set(name, layout);
  }
  return { file, unit, gcc, comparison: compareLayouts(layouts, unit.error ? new Map() : theirs) };
}

/**
 * @template T
 * @param {() => T} once
 */
function repeat(once) {
  return Array.from({ length: runs }, once);
}

/** @param {string[]} args */
function pahole(args) {
  // it complains of location expressions that it does not know, which are none of our concern
  return execFileSync('pahole', args, {
    maxBuffer: 1 << 28,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/**
 * Milliseconds that gcc takes for the same text with the kernel's dialect.
 *
 * @param {string} source
 */
function timeGcc(source) {
  const command = `TIMEFORMAT='%R %U %S'; time gcc -std=gnu11 -fshort-wchar -funsigned-char -w -fsyntax-only ${JSON.stringify(source)}`;
  const { stderr, status } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gcc refuses ${source}:\n${stderr}`);
  const [wall, user, system] = stderr.trim().split(' ').map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

/** @param {ReturnType<typeof measure>[]} rows */
function report(rows) {
  let failures = 0;
  /** @type {Map<string, number>} */
  const stops = new Map();
  for (const [reason, count] of rows.flatMap((row) => row.unit.code.stops)) {
    stops.set(reason, (stops.get(reason) ?? 0) + count);
  }
  console.log('\nStops the run only when it is reached:');
  for (const [reason, count] of stops) console.log(`  ${reason}: ${count}`);
  for (const { file, unit, comparison } of rows) {
    if (unit.error) {
      failures++;
      console.log(`\n${unit.error}`);
    }
    const { mismatches, unknown } = comparison;
    if (unknown.length > 0) {
      console.log(`\n${file}: known to pahole alone: ${unknown.join(', ')}`);
    }
    if (mismatches.length === 0) continue;
    failures++;
    const shown = values['all-mismatches'] ? mismatches : mismatches.slice(0, 10);
    console.log(`\n${file}: ${mismatches.length} mismatches\n  ${shown.join('\n  ')}`);
  }
  process.exitCode = failures > 0 ? 1 : 0;
}
