/** For tests: C programs that run on the model kernel and, compiled by gcc, on this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileProgram } from '../../c/index.ts';
import { Machine } from '../../machine/machine.ts';
import type { Recording } from '../../machine/index.ts';
import { projectTree, ROOT } from '../../truth/testing/recorded.ts';
import { loadScenario, stateSources } from '../index.ts';
import { stateDefines } from '../defines.ts';
import { findState } from '../scenario.ts';

const SCENARIO = 'scenarios/device-private-round-trip';

const hasGcc = spawnSync('gcc', ['--version'], { stdio: 'ignore' }).error === undefined;
/** With `CI` set a missing gcc is no reason to skip. */
export const canRunNatively = hasGcc || Boolean(process.env['CI']);

/** What a program said, and what a shell would say of its end. */
export interface Said {
  output: string;
  exitCode: number;
}

/** Runs a program of the project as gcc compiles it. */
export function runNatively(path: string): Said {
  const folder = mkdtempSync(join(tmpdir(), 'folioscope-program-'));
  try {
    const executable = join(folder, 'program');
    const compiled = spawnSync('gcc', ['-O0', '-o', executable, join(ROOT, path)]);
    if (compiled.status !== 0) throw new Error(`gcc: ${String(compiled.stderr)}`);
    const run = spawnSync(executable, { encoding: 'utf8' });
    const exitCode = run.status ?? 128 + (run.signal ? constants.signals[run.signal] : 0);
    return { output: run.stdout, exitCode };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How a program is run on the model kernel. */
export interface ModelOptions {
  /** Without the device driver the kernel boots in fewer steps. */
  devices?: boolean;
  record?: boolean;
}

/** Runs the text of a program on the unpatched model kernel. */
export function runOnModel(text: string, options: ModelOptions = {}) {
  const scenario = loadScenario(projectTree, SCENARIO);
  const { units } = stateSources(projectTree, scenario, 'before');
  const defines = { ...stateDefines(scenario, findState(scenario, 'before')) };
  if (!options.devices) delete defines['CONFIG_TEST_HMM'];
  const program = 'program.c';
  const compiled = compileProgram({
    tree: { read: (path) => (path === program ? text : projectTree.read(path)) },
    units: units.filter((unit) => unit !== scenario.program),
    includePaths: ['kernel/include'],
    defines,
    record: options.record ?? true,
    entry: 'start_kernel',
    user: { units: [program], includePaths: ['kernel/lib'], defines },
  });
  const machine = new Machine(compiled, {});
  const recording = machine.run();
  return { machine, recording, ...said(recording) };
}

export const readProgram = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function said({ events, outcome }: Recording): Said & { log: string[] } {
  return {
    output: events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join(''),
    log: events.flatMap((e) => (e.kind === 'printk' || e.kind === 'warning' ? [e.text] : [])),
    exitCode: outcome.kind === 'finished' ? outcome.exitCode : -1,
  };
}
