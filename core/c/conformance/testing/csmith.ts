/** Random programs from csmith, run by gcc's builds and by the engine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CError } from '../../index.ts';
import { hasGcc, runWithEngine, runWithGcc } from './corpus.ts';

const RUNTIME = '/usr/include/csmith';

/** Kinds of program; a seed takes one in turn. All are bounded so that one program takes seconds. */
const FLAVOURS = [
  [],
  ['--packed-struct', '--bitfields', '--unions'],
  ['--float'],
  ['--builtins', '--disable-builtin-kinds', 'x86', '--no-pointers'],
  ['--no-arrays', '--max-struct-fields', '12'],
  ['--inline-function', '--embedded-assigns', '--comma-operators'],
];
const BOUNDS = ['--max-funcs', '6', '--max-block-depth', '4', '--max-expr-complexity', '8'];

export type Verdict =
  | { kind: 'same' }
  /** Not a program to judge by: undefined behaviour, too long, or gcc disagrees with itself. */
  | { kind: 'discarded'; reason: string }
  | { kind: 'too long' }
  /** The engine refused, crashed, or printed something else. */
  | { kind: 'wrong'; reason: string };

export const hasCsmith =
  hasGcc && spawnSync('csmith', ['--version'], { cwd: tmpdir() }).status === 0;

/** The program of a seed; the same seed gives the same program with the same version of csmith. */
export function generate(seed: number): string {
  const flavour = FLAVOURS[seed % FLAVOURS.length] ?? [];
  return execFileSync('csmith', ['--seed', `${seed}`, ...BOUNDS, ...flavour], {
    cwd: tmpdir(), // csmith leaves a file platform.info where it runs
    encoding: 'utf8',
    timeout: 30_000,
  });
}

/** Generates, builds and runs the program of a seed everywhere and compares. */
export function judge(seed: number, record = false): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'csmith-'));
  try {
    writeFileSync(join(folder, 'program.c'), generate(seed));
    const gcc = (options: string[], args: string[] = []) =>
      runWithGcc(folder, 'program.c', {
        options: [`-I${RUNTIME}`, ...options],
        timeout: 2000,
        args,
      });
    const engine = (args: string[] = []) =>
      runWithEngine(folder, 'program.c', {
        record,
        includePaths: [RUNTIME],
        args,
        stepBudget: record ? 3_000_000 : 300_000_000,
      });

    let expected;
    try {
      expected = gcc(['-O0']);
      const sanitized = gcc([
        '-O1',
        '-fsanitize=undefined,float-cast-overflow,address',
        '-fno-sanitize-recover=all',
      ]);
      const optimised = gcc(['-O2']);
      if (expected.stdout !== sanitized.stdout || expected.stdout !== optimised.stdout)
        return { kind: 'discarded', reason: 'gcc disagrees with itself' };
    } catch (error) {
      return { kind: 'discarded', reason: firstLine(error) };
    }

    try {
      const ours = engine();
      if (ours.stdout === expected.stdout && ours.exitCode === expected.exitCode)
        return { kind: 'same' };
      // With an argument the program prints its checksum after each global variable.
      const [left, right] = [engine(['1']), gcc(['-O0'], ['1'])].map((run) =>
        run.stdout.split('\n'),
      );
      const at = left?.findIndex((line, i) => line !== right?.[i]) ?? 0;
      return {
        kind: 'wrong',
        reason: `engine: ${left?.[at] ?? 'nothing'}; gcc: ${right?.[at] ?? 'nothing'}`,
      };
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('more than'))
        return { kind: 'too long' };
      return { kind: 'wrong', reason: error instanceof CError ? error.format() : firstLine(error) };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? text;
}
