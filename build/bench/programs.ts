/** The C programs of the bench: built by gcc and by the engine from the same files. */
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { compileProgram, runProgram, type Recording, type SourceTree } from '../../core/index.ts';
import { timed } from './clock.ts';

export interface BenchProgram {
  name: string;
  title: string;
  /** Rounds of `work` for a plain run (half a second or so), for a recording, and under gdb. */
  rounds: { plain: number; native: number; recorded: number; gdb: number };
}

export const PROGRAMS: readonly BenchProgram[] = [
  {
    name: 'arrays',
    title: 'loops over arrays',
    rounds: { plain: 40_000, native: 400_000, recorded: 700, gdb: 2 },
  },
  {
    name: 'list',
    title: 'pointer chasing in a list',
    rounds: { plain: 40_000, native: 400_000, recorded: 2000, gdb: 8 },
  },
  {
    name: 'calls',
    title: 'function calls',
    rounds: { plain: 60_000, native: 600_000, recorded: 1500, gdb: 8 },
  },
  {
    name: 'structs',
    title: 'structures by value',
    rounds: { plain: 2000, native: 400_000, recorded: 1500, gdb: 5 },
  },
  {
    name: 'sieve',
    title: 'sieve over bytes',
    rounds: { plain: 10_000, native: 100_000, recorded: 200, gdb: 1 },
  },
  {
    name: 'hash',
    title: 'bit mixing (SHA-256)',
    rounds: { plain: 20_000, native: 200_000, recorded: 700, gdb: 3 },
  },
  {
    name: 'interpreter',
    title: 'interpreter (switch)',
    rounds: { plain: 5000, native: 50_000, recorded: 200, gdb: 1 },
  },
];

const FOLDER = 'build/bench/programs';

export class Programs {
  constructor(private readonly root: string) {}

  /** Path of a program's source file. */
  source(name: string): string {
    return path.join(this.root, FOLDER, `${name}.c`);
  }

  compile(name: string, record: boolean) {
    const tree: SourceTree = {
      read: (file) => {
        const full = path.join(this.root, FOLDER, file);
        return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
      },
    };
    return compileProgram({
      tree,
      units: [`${name}.c`],
      includePaths: [],
      defines: {},
      record,
      entry: 'main',
      library: true,
    });
  }
}

export interface EngineRun {
  /** Processor seconds of the whole run: building the module, running, making the columns. */
  seconds: number;
  checksum: string;
  recording: Recording;
}

/** Runs a compiled program; throws if it does not end as it should. */
export function runEngine(
  compiled: ReturnType<Programs['compile']>,
  rounds: number,
  stepBudget = 2_000_000_000,
): EngineRun {
  let output = '';
  const { seconds, result: recording } = timed(() =>
    runProgram(compiled, {
      args: ['bench', String(rounds)],
      stepBudget,
      stackSize: 1 << 20,
      onOutput: (_stream, bytes) => void (output += String.fromCharCode(...bytes)),
    }),
  );
  const { outcome } = recording;
  if (outcome.kind === 'oops') throw new Error(`the engine stopped: ${outcome.reason}`);
  return { seconds, checksum: output.split(' ')[0] ?? '', recording };
}
