/**
 * `npm run test:csmith`: random programs, gcc against the engine.
 *
 *   node build/csmith.mjs [--count 500] [--first 1] [--freeze]
 *
 * Programs with undefined behaviour (by gcc's sanitizers) and programs that run too long are discarded. Mismatches
 * are printed with the first global variable that differs; `--freeze` adds their seeds to
 * `core/c/conformance/csmith-seeds.json`, which `npm test` runs from then on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    first: { type: 'string', default: '1' },
    freeze: { type: 'boolean', default: false },
  },
});
const { module: csmith } = await runnerImport(
  new URL('../core/c/conformance/testing/csmith.ts', import.meta.url).pathname,
  { configFile: false },
);
if (!csmith.hasCsmith) {
  console.error('csmith and gcc are needed: apt-get install csmith gcc');
  process.exit(2);
}

const wrong = [];
const tally = new Map();
const first = Number(values.first);
const started = performance.now();
for (let seed = first; seed < first + Number(values.count); seed++) {
  let verdict;
  try {
    verdict = csmith.judge(seed);
  } catch (error) {
    verdict = { kind: 'discarded', reason: error instanceof Error ? error.message : String(error) };
  }
  tally.set(verdict.kind, (tally.get(verdict.kind) ?? 0) + 1);
  if (verdict.kind === 'wrong') {
    wrong.push(seed);
    console.log(`seed ${seed}: ${verdict.reason}`);
  }
}

const seconds = Math.round((performance.now() - started) / 1000);
const counts = [...tally].map(([kind, count]) => `${count} ${kind}`).join(', ');
console.log(`${values.count} programs from seed ${first} in ${seconds} s: ${counts}`);
if (values.freeze && wrong.length > 0) {
  const file = new URL('../core/c/conformance/csmith-seeds.json', import.meta.url);
  const seeds = new Set([...JSON.parse(readFileSync(file, 'utf8')), ...wrong]);
  writeFileSync(file, `${JSON.stringify([...seeds].sort((a, b) => a - b))}\n`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
