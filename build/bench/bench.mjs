/**
 * Measures the engine against gcc and gdb.
 * Usage: node build/bench/bench.mjs [--json] [--runs N] [--kernel FOLDER] [--only PART …]
 * FOLDER holds preprocessed files of a real kernel (*.i); parts are recorded, plain, trace, front-end, start-up.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    kernel: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`bench: --runs wants a number, not "${values.runs}"`);
  process.exit(2);
}

const outDir = path.join(root, 'dist', 'bench');
await build({
  configFile: false,
  logLevel: 'warn',
  root,
  define: { __FOLIOSCOPE_VERSION__: '"bench"' },
  ssr: { noExternal: true },
  build: {
    ssr: path.join(root, 'build', 'bench', 'main.ts'),
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { format: 'es', entryFileNames: 'bench.js', codeSplitting: false },
    },
  },
});

const bundle = pathToFileURL(path.join(outDir, 'bench.js')).href;
/** @type {typeof import('./main.ts')} */
const bench = await import(bundle);
const unknown = values.only.filter((part) => !bench.PARTS.some((name) => name === part));
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join(', ')}; there are ${bench.PARTS.join(', ')}`);
  process.exit(2);
}
const kernel = values.kernel === undefined ? null : path.resolve(values.kernel);
bench.runBench({ root, bundle, kernel, json: values.json, runs, only: values.only });
