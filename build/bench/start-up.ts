/** What it takes to have a scenario on the desk: reading, patching, compiling and recording it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  listScenarios,
  loadScenario,
  recordState,
  type FileTree,
  type Recording,
} from '../../core/index.ts';
import { median, processorSeconds, timed } from './clock.ts';
import { MEMORY, recordingBytes } from './recorded.ts';
import type { Row } from './row.ts';

export const SCENARIO = 'compound-zone-device-pages';

function tree(root: string): FileTree {
  return {
    read(file) {
      const full = path.join(root, file);
      return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
    },
    list(prefix) {
      const folder = path.join(root, prefix);
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
        .sort();
    },
  };
}

/** Records every state of the scenario; by the way the same as the lab does. */
export function recordScenario(root: string): { states: string[]; recordings: Recording[] } {
  const files = tree(root);
  const known = listScenarios(files).find(({ id }) => id === SCENARIO);
  if (!known) throw new Error(`there is no scenario ${SCENARIO}`);
  const scenario = loadScenario(files, known.directory);
  const states = scenario.states.map((state) => state.id);
  return { states, recordings: states.map((state) => recordState(files, scenario, state)) };
}

/** For a process of its own: prints processor and elapsed seconds since the work began. */
export function startUpProcess(root: string): void {
  const wall = performance.now();
  const start = processorSeconds();
  recordScenario(root);
  console.log(processorSeconds() - start, (performance.now() - wall) / 1000);
}

export function benchStartUp(root: string, bundle: string, runs: number): Row[] {
  const cold: number[] = [];
  const elapsed: number[] = [];
  const code = `import(${JSON.stringify(bundle)}).then((m) => m.startUpProcess(${JSON.stringify(root)}))`;
  for (let run = 0; run < runs; run++) {
    const result = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`start-up: ${result.stderr}`);
    const [processor, wall] = result.stdout.trim().split(' ').map(Number);
    cold.push(processor! * 1000);
    elapsed.push(wall! * 1000);
  }
  const warm = Array.from({ length: runs }, () => timed(() => recordScenario(root)));
  const { states, recordings } = warm[0]!.result;
  const steps = recordings.reduce((sum, { stepCount }) => sum + stepCount, 0);
  const measure = `Start-up: ${SCENARIO}, compile and record (milliseconds)`;
  const bytes = recordings.reduce((sum, recording) => sum + recordingBytes(recording), 0);
  return [
    {
      measure: MEMORY,
      subject: `scenario, ${states.length} states`,
      value: bytes / steps,
      unit: 'B',
      aim: { at: 'most', limit: 48, of: 'value' },
      note: `${steps} steps; initial memory and calls included`,
    },
    {
      measure,
      subject: `a fresh process, ${states.length} states`,
      value: median(cold),
      unit: 'ms',
      note: `elapsed ${median(elapsed).toFixed(0)} ms; ${steps} steps`,
    },
    {
      measure,
      subject: 'again in the same process',
      value: median(warm.map(({ seconds }) => seconds * 1000)),
      unit: 'ms',
    },
  ];
}
