/**
 * Writes gcc's answers beside the programs of `core/c/conformance/programs`. A program is refused unless
 * `-O0`, `-O2` and the undefined-behaviour and address sanitizers all agree; only those in `gcc/`, about what C
 * leaves open, follow `-O0` alone. Arguments: parts of paths; none: all.
 */
import { runnerImport } from 'vite';

const { module: corpus } = await runnerImport(
  new URL('../core/c/conformance/testing/corpus.ts', import.meta.url).pathname,
  { configFile: false },
);

const wanted = process.argv.slice(2);
const SANITIZE = [
  '-O1',
  '-fsanitize=undefined,float-cast-overflow,address',
  '-fno-sanitize-recover=all',
];
let refused = 0;
for (const path of corpus.sources('programs')) {
  if (wanted.length > 0 && !wanted.some((part) => path.includes(part))) continue;
  try {
    const builds = path.startsWith('gcc/') ? [['-O0']] : [['-O0'], ['-O2'], SANITIZE];
    const [plain, ...others] = builds.map((options) =>
      corpus.runWithGcc('programs', path, { options }),
    );
    if (others.some((other) => JSON.stringify(other) !== JSON.stringify(plain)))
      throw new Error('-O0, -O2 and the sanitized build do not agree');
    corpus.writeExpected(path, plain);
  } catch (error) {
    refused++;
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exitCode = refused > 0 ? 1 : 0;
