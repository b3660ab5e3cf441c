/** The peers: gcc's programs, and gdb as far as one can drive it from a script. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Programs } from './programs.ts';

/** The first line of `tool --version`; null if there is no such tool. */
export function version(tool: string): string | null {
  const result = spawnSync(tool, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? (result.stdout.split('\n')[0] ?? '') : null;
}

export class Native {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'folioscope-bench-'));
  readonly gcc = version('gcc');
  readonly gdb = version('gdb');
  private readonly built = new Map<string, string>();

  constructor(private readonly programs: Programs) {}

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Builds a program with `gcc -O0 -g`; returns the path of the binary. */
  build(name: string): string {
    let binary = this.built.get(name);
    if (binary === undefined) {
      binary = path.join(this.folder, name);
      const source = this.programs.source(name);
      const options = ['-std=gnu11', '-O0', '-g', '-DTIMED', '-o', binary, source];
      const result = spawnSync('gcc', options, { encoding: 'utf8' });
      if (result.status !== 0) throw new Error(`gcc ${source}: ${result.stderr}`);
      this.built.set(name, binary);
    }
    return binary;
  }

  /** Processor seconds of so many rounds, taken inside the process, and the checksum. */
  run(name: string, rounds: number): { seconds: number; checksum: string } {
    const result = spawnSync(this.build(name), [String(rounds)], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${name}: exit status ${String(result.status)}`);
    const [checksum, nanoseconds] = result.stdout.trim().split(' ');
    return { seconds: Number(nanoseconds) / 1e9, checksum: checksum! };
  }

  /**
   * Lets gdb record from `bench_begin` to `bench_end`, then step back. Processor seconds of gdb and
   * the program together, without gdb's start-up.
   */
  record(name: string, rounds: number, backSteps: number): { record: number; stepBack: number } {
    const log = path.join(this.folder, 'gdb.log');
    const script = path.join(this.folder, 'script.gdb');
    writeFileSync(log, '');
    // $PPID is gdb; the shell itself is one of its children, and so is the program.
    const stamp = `shell cat /proc/$PPID/task/*/schedstat $(for p in $(cat /proc/$PPID/task/$PPID/children); do test $p = $$ || echo /proc/$p/schedstat; done) >> ${log}; echo end >> ${log}`;
    const commands = [
      'set pagination off',
      'set confirm off',
      'set debuginfod enabled off',
      'set record full insn-number-max unlimited',
      'break bench_begin',
      'break bench_end',
      `run ${rounds}`,
      'record full',
      stamp,
      'continue',
      stamp,
      // out of bench_end's frame, into the work; the breakpoint there is in the way
      'delete',
      ...Array.from({ length: 5 }, () => 'reverse-step'),
      stamp,
      ...Array.from({ length: backSteps }, () => 'reverse-step'),
      stamp,
      'kill',
    ];
    writeFileSync(script, commands.join('\n'));
    const result = spawnSync('gdb', ['-nx', '-batch', '-x', script, this.build(name)], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    const stamps = readFileSync(log, 'utf8').split('end\n').slice(0, -1).map(sumOfNanoseconds);
    if (stamps.length !== 4) {
      throw new Error(`gdb did not get to the end: ${result.stderr.slice(-300)}`);
    }
    const [start, end, before, after] = stamps as [number, number, number, number];
    return { record: end - start, stepBack: (after - before) / backSteps };
  }

  /** Processor seconds of `gcc -fsyntax-only` on preprocessed files. */
  syntaxOnly(files: readonly string[]): number {
    const times = 'TIMEFORMAT="%U %S"; time gcc -std=gnu11 -w -O2 -fsyntax-only "$@"';
    const result = spawnSync('bash', ['-c', times, 'bash', ...files], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    if (result.status !== 0) throw new Error(`gcc -fsyntax-only: ${result.stderr.slice(0, 300)}`);
    const [user, system] = result.stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
    return user! + system!;
  }
}

/** Lines of `/proc/…/schedstat`: nanoseconds on the processor come first. */
function sumOfNanoseconds(text: string): number {
  const lines = text.trim().split('\n');
  return lines.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e9;
}
