/** The bench: measures in one run, against the peers of the same run, and prints the table. */
import { cpus, loadavg, release } from 'node:os';
import { benchFrontEnd } from './front-end.ts';
import { Native } from './native.ts';
import { benchPlain } from './plain.ts';
import { Programs } from './programs.ts';
import { benchRecorded } from './recorded.ts';
import type { Row } from './row.ts';
import { benchStartUp } from './start-up.ts';
import { renderTable } from './table.ts';
import { benchTrace } from './trace.ts';

export { startUpProcess } from './start-up.ts';

export interface BenchOptions {
  /** The project's folder. */
  root: string;
  /** The bundle that this is, for processes of its own. */
  bundle: string;
  /** Folder of preprocessed kernel files (`.i`). */
  kernel: string | null;
  json: boolean;
  /** Runs of each measure, of which the median counts. */
  runs: number;
  /** Names of the parts to run; all if empty. */
  only: readonly string[];
}

export const PARTS = ['recorded', 'plain', 'trace', 'front-end', 'start-up'] as const;

export function runBench(options: BenchOptions): void {
  const { root, bundle, kernel, runs, only } = options;
  const programs = new Programs(root);
  const native = new Native(programs);
  const began = performance.now();
  const machine = {
    processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
    system: `Linux ${release()}`,
    node: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    gcc: native.gcc,
    gdb: native.gdb,
    load: loadavg()[0]!,
    runs,
  };
  const wanted = (part: (typeof PARTS)[number]) => {
    const yes = only.length === 0 || only.includes(part);
    if (yes && process.stderr.isTTY) process.stderr.write(`${part} …\n`);
    return yes;
  };
  const rows: Row[] = [];
  try {
    const recorded = wanted('recorded') ? benchRecorded(programs, native, runs) : null;
    const plain = wanted('plain') ? benchPlain(programs, native, runs) : [];
    const trace = wanted('trace') ? benchTrace(programs, runs) : [];
    const startUp = wanted('start-up') ? benchStartUp(root, bundle, runs) : [];
    const frontEnd = wanted('front-end') ? benchFrontEnd(root, kernel, native, runs) : [];
    const [scenarioMemory, ...startUpTimes] = startUp;
    rows.push(
      ...(recorded?.speed ?? []),
      ...plain,
      ...trace,
      ...(recorded?.back ?? []),
      ...(recorded?.memory ?? []),
      ...(scenarioMemory ? [scenarioMemory] : []),
      ...frontEnd,
      ...startUpTimes,
    );
  } finally {
    native.remove();
  }
  const seconds = (performance.now() - began) / 1000;
  if (options.json) {
    console.log(JSON.stringify({ machine, seconds, rows }, null, 2));
    return;
  }
  console.log(`${machine.processor}, ${machine.system}, load ${machine.load.toFixed(1)}`);
  console.log([machine.node, machine.gcc ?? 'no gcc', machine.gdb ?? 'no gdb'].join('; '));
  console.log(`Medians of ${runs} runs; times are of the processor unless they say "elapsed".\n`);
  console.log(renderTable(rows));
  console.log(`\n${seconds.toFixed(0)} s`);
}
