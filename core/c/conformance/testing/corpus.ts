/** The corpus on disk, gcc as its oracle, and the engine under test. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../../machine/index.ts';
import { compileProgram } from '../../index.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What a program did: what it wrote to standard output (latin1) and its exit code. */
export interface Behaviour {
  stdout: string;
  exitCode: number;
}

/** Paths of all `.c` files below a folder of the corpus, relative to that folder, sorted. */
export function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.c'))
    .sort();
}

export function readSource(folder: string, path: string): string {
  return readFileSync(join(ROOT, folder, path), 'utf8');
}

/** The frozen behaviour beside a program: its output, then `[exit N]` on the last line. */
export function readExpected(path: string): Behaviour {
  const text = readFileSync(join(ROOT, 'programs', path.replace(/\.c$/, '.expected')), 'latin1');
  const match = /^([^]*)\[exit (\d+)\]\n$/.exec(text);
  if (!match) throw new Error(`${path}: its .expected file does not end in "[exit N]"`);
  return { stdout: match[1] ?? '', exitCode: Number(match[2]) };
}

export function writeExpected(path: string, { stdout, exitCode }: Behaviour): void {
  const file = join(ROOT, 'programs', path.replace(/\.c$/, '.expected'));
  writeFileSync(file, `${stdout}[exit ${exitCode}]\n`, 'latin1');
}

export const hasGcc = spawnSync('gcc', ['--version']).status === 0;

interface GccOptions {
  /** Compiler options besides the dialect. */
  options: readonly string[];
  /** Milliseconds that the program may run. */
  timeout?: number;
  args?: readonly string[];
}

/**
 * Compiles with gcc and runs; throws with gcc's words if it does not compile, or with the sanitizer's
 * if the program does something undefined and the options ask for sanitizers, or if it runs too long.
 */
export function runWithGcc(
  folder: string,
  path: string,
  { options, timeout = 60_000, args = [] }: GccOptions,
): Behaviour {
  const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const binary = join(scratch, 'program');
    const cwd = resolve(ROOT, folder);
    const compile = spawnSync('gcc', ['-std=gnu11', '-w', ...options, '-o', binary, path, '-lm'], {
      cwd,
      encoding: 'utf8',
    });
    if (compile.status !== 0) throw new Error(compile.stderr);
    const run = spawnSync(binary, args, { cwd: scratch, encoding: 'latin1', timeout, input: '' });
    if (/runtime error|AddressSanitizer/.test(run.stderr)) throw new Error(run.stderr);
    // A shell reports a death by SIGABRT as 128 + 6, and so does the engine.
    const exitCode = run.signal === 'SIGABRT' ? 134 : run.status;
    if (exitCode === null)
      throw new Error(`${path}: ended by ${run.signal ?? 'an unknown signal'}`);
    return { stdout: run.stdout, exitCode };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

interface EngineOptions {
  record: boolean;
  includePaths?: readonly string[];
  args?: readonly string[];
  /** Steps, or without recording loop rounds and calls. */
  stepBudget?: number;
}

/** Compiles and runs in the engine; throws CError, or an Error that tells how the run ended badly. */
export function runWithEngine(
  folder: string,
  path: string,
  { record, includePaths = [], args = [], stepBudget = 200_000_000 }: EngineOptions,
): Behaviour {
  const compiled = compileProgram({
    tree: {
      read(name) {
        const file = resolve(ROOT, folder, name);
        return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      },
    },
    units: [path],
    includePaths,
    defines: {},
    record,
    entry: 'main',
    library: true,
  });
  let stdout = '';
  const { outcome } = runProgram(compiled, {
    stepBudget,
    stackSize: 8 << 20,
    args: [path, ...args],
    onOutput(stream, bytes) {
      if (stream === 'stdout') stdout += Buffer.from(bytes).toString('latin1');
    },
  });
  if (outcome.kind === 'finished') return { stdout, exitCode: outcome.exitCode };
  const reason = outcome.kind === 'oops' ? outcome.reason : `more than ${outcome.budget} steps`;
  throw new Error(`${reason}\nafter output:\n${stdout.slice(-500)}`);
}
