/** For tests: gcc as the oracle for layouts. Needed in CI, a reason to skip anywhere else. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe } from 'vitest';

const hasGcc = spawnSync('gcc', ['--version'], { stdio: 'ignore' }).error === undefined;

/** With `CI` set a missing gcc is no reason to skip: the tests run and fail. */
export const describeWithGcc = hasGcc || process.env['CI'] ? describe : describe.skip;

function run(tool: string, args: string[], cwd: string): string {
  const result = spawnSync(tool, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.error) throw new Error(`${tool}: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(`${tool} ended with ${result.status ?? -1}:\n${result.stderr.slice(0, 4000)}`);
  }
  return result.stdout;
}

/** Prints what the other file, which sees only the kernel's headers, has computed. */
const MAIN = `#include <stdio.h>
extern const unsigned long values[];
extern const unsigned long count;
int main(void)
{
	for (unsigned long i = 0; i < count; i++)
		printf("%lu\\n", values[i]);
	return 0;
}
`;

/** What gcc makes of constant expressions in C that includes headers of the model kernel. */
export function gccConstants(options: {
  /** The kernel's headers by path below the include folder. */
  headers: Record<string, string>;
  defines: Record<string, string>;
  includes: string[];
  expressions: string[];
}): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'folioscope-gcc-'));
  try {
    for (const [path, text] of Object.entries(options.headers)) {
      mkdirSync(dirname(join(folder, 'include', path)), { recursive: true });
      writeFileSync(join(folder, 'include', path), text);
    }
    const lines = [
      ...options.includes.map((header) => `#include <${header}>`),
      'const unsigned long values[] = {',
      ...options.expressions.map((expression) => `\t${expression},`),
      '};',
      'const unsigned long count = sizeof(values) / sizeof(values[0]);',
    ];
    writeFileSync(join(folder, 'values.c'), lines.join('\n') + '\n');
    writeFileSync(join(folder, 'main.c'), MAIN);
    const defines = Object.entries(options.defines).map(([name, body]) => `-D${name}=${body}`);
    const kernel = ['-std=gnu11', '-ffreestanding', '-nostdinc', '-Iinclude', ...defines];
    run('gcc', [...kernel, '-c', 'values.c', '-o', 'values.o'], folder);
    run('gcc', ['main.c', 'values.o', '-o', 'print'], folder);
    return run(join(folder, 'print'), [], folder).trimEnd().split('\n').map(Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
