/** Running the programs of a sweep. */
import type { CompiledProgram } from '../c/index.ts';
import { runProgram, type Outcome, type Recording } from '../machine/index.ts';
import { findingStory, sanitize } from '../sanitize/index.ts';
import { Trace } from '../trace/index.ts';
import { compileState } from './compile.ts';
import { programArguments } from './record.ts';
import type { FileTree } from './scenario.ts';
import { scenarioOfPoint, type Sweep, type SweepPoint } from './sweep.ts';

/** How one program went in one state and configuration. */
export interface SweepRun {
  point: SweepPoint;
  state: string;
  config: string;
  outcome: Outcome;
  /** What the program printed. */
  said: string;
  /** Warnings of the kernel, `function: text`. */
  warnings: string[];
  /** What the sanitizers found, in words without addresses; empty where they were not asked. */
  sanitized: string[];
}

export interface SweepOptions {
  states: readonly string[];
  configs: readonly string[];
  points: readonly SweepPoint[];
  /** Programs that are recorded as well, for the sanitizers: slower. */
  sanitize?: (point: SweepPoint, state: string, config: string) => boolean;
}

/**
 * Runs every program by itself, in each state and configuration; a kernel is compiled once for all
 * the programs on it. Throws CError, PatchError or ScenarioError.
 */
export function* runSweep(
  tree: FileTree,
  sweep: Sweep,
  options: SweepOptions,
): Generator<SweepRun> {
  for (const config of options.configs) {
    for (const state of options.states) {
      const kernels = new Kernels(tree, sweep, state, config);
      for (const point of options.points) {
        const record = options.sanitize?.(point, state, config) ?? false;
        const recording = kernels.run(point, record);
        const sanitized = record ? findingsOf(recording) : [];
        yield { point, state, config, ...summary(recording), sanitized };
      }
    }
  }
}

/** The kernel of one state and configuration, compiled when it is needed, with and without recording. */
class Kernels {
  private readonly compiled = new Map<boolean, CompiledProgram>();

  constructor(
    private readonly tree: FileTree,
    private readonly sweep: Sweep,
    private readonly state: string,
    private readonly config: string,
  ) {}

  run(point: SweepPoint, record: boolean): Recording {
    const scenario = scenarioOfPoint(this.sweep, point, this.config);
    let compiled = this.compiled.get(record);
    if (!compiled) {
      compiled = compileState(this.tree, scenario, this.state, { record });
      this.compiled.set(record, compiled);
    }
    return runProgram(compiled, { args: programArguments(scenario) });
  }
}

function summary({ outcome, events }: Recording): Pick<SweepRun, 'outcome' | 'said' | 'warnings'> {
  return {
    outcome,
    said: events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join(''),
    warnings: events.flatMap((event) =>
      event.kind === 'warning' ? [`${event.function}: ${event.text}`] : [],
    ),
  };
}

/** Of each kind, text and place one, whatever the objects were. */
function findingsOf(recording: Recording): string[] {
  return [...new Set(sanitize(new Trace(recording)).map(findingStory))];
}
