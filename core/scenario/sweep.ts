/** A sweep: a grid of small programs, one for each combination of values on several axes. */
import * as z from 'zod';
import type { CheckedDocument } from './document.ts';
import { readFolder, refuseTwins } from './folder.ts';
import { ScenarioError } from './error.ts';
import type { FileTree, Scenario, ScenarioState } from './scenario.ts';
import { common, configs, identifier, text } from './schema.ts';

const FILE_NAME = 'sweep.yaml';

const axis = z.strictObject({
  id: identifier,
  title: text,
  values: z.array(text).min(1, 'needs at least one value'),
});

const combination = z.record(identifier, z.array(text).min(1));

const schema = z.strictObject({
  ...common,
  /** Kernel configurations, each laid over that of the kernel. */
  configs: z
    .array(z.strictObject({ id: identifier, title: text, config: configs }))
    .min(1, 'needs at least one configuration'),
  axes: z.array(axis).min(1, 'needs at least one axis'),
  /** Combinations that are left out: values by axis, all of which apply. */
  without: z.array(combination).default([]),
  /** Combinations that are recorded, too, for the sanitizers: recording takes much longer. */
  sanitize: z.array(combination).default([]),
  /** Findings that are no defect: a part of their text, and why. */
  known: z.array(z.strictObject({ text, reason: text })).default([]),
});

export interface SweepConfig {
  id: string;
  title: string;
  config: Scenario['kernel']['config'];
}

export interface SweepAxis {
  id: string;
  title: string;
  values: string[];
}

/** Values by axis; a program belongs to it if it has one of the values on each axis named. */
export type Combination = Record<string, string[]>;

/** One program of the grid: a value for each axis. */
export type SweepPoint = Readonly<Record<string, string>>;

export interface Sweep {
  id: string;
  directory: string;
  title: string;
  summary: string;
  kernel: Scenario['kernel'];
  /** Path of the program, which gets `axis=value` for each axis, its further C files, and drivers. */
  program: string;
  sources: string[];
  modules: string[];
  states: ScenarioState[];
  configs: SweepConfig[];
  axes: SweepAxis[];
  without: Combination[];
  sanitize: Combination[];
  known: { text: string; reason: string }[];
}

/** The folders below `scenarios/` that hold a sweep; the id is the folder's name. */
export function listSweeps(tree: FileTree): { id: string; directory: string }[] {
  return tree
    .list('scenarios/')
    .filter((path) => path.split('/').length === 3 && path.endsWith(`/${FILE_NAME}`))
    .map((path) => path.slice(0, -FILE_NAME.length - 1))
    .map((directory) => ({ id: directory.split('/')[1]!, directory }));
}

/** Loads and checks `<directory>/sweep.yaml`. Throws ScenarioError. */
export function loadSweep(tree: FileTree, directory: string): Sweep {
  const folder = readFolder(tree, directory, FILE_NAME, schema);
  const { document, program, sources, modules, states } = folder;
  const { id, title, summary, kernel, configs, axes, without, sanitize, known } = document.data;
  refuseTwins(document, ['configs'], configs, 'configuration');
  refuseTwins(document, ['axes'], axes, 'axis');
  checkCombinations(document, 'without', without, axes);
  checkCombinations(document, 'sanitize', sanitize, axes);
  return {
    ...{ id, directory: folder.directory, title, summary, kernel },
    ...{ program, sources, modules, states, configs, axes, without, sanitize, known },
  };
}

/** Throws ScenarioError for an axis or a value that there is not. */
function checkCombinations(
  document: Pick<CheckedDocument<unknown>, 'errorAt'>,
  key: string,
  list: readonly Combination[],
  axes: readonly SweepAxis[],
): void {
  list.forEach((combination, index) => {
    for (const [name, values] of Object.entries(combination)) {
      const path = [key, index, name];
      const known = axes.find((one) => one.id === name);
      if (!known) throw document.errorAt(path, `there is no axis "${name}"`);
      const stranger = values.find((value) => !known.values.includes(value));
      if (stranger !== undefined)
        throw document.errorAt(path, `the axis ${name} has no value "${stranger}"`);
    }
  });
}

/** Whether a program belongs to one of the combinations. */
export function isAmong(combinations: readonly Combination[], point: SweepPoint): boolean {
  return combinations.some((one) =>
    Object.entries(one).every(([name, values]) => values.includes(point[name]!)),
  );
}

/** All programs of the grid, the last axis changing fastest, without those that are left out. */
export function sweepPoints({ axes, without }: Pick<Sweep, 'axes' | 'without'>): SweepPoint[] {
  let points: SweepPoint[] = [{}];
  for (const { id, values } of axes) {
    points = points.flatMap((point) => values.map((value) => ({ ...point, [id]: value })));
  }
  return points.filter((point) => !isAmong(without, point));
}

/** `page=zero order=0`, as the program gets it. */
export function pointArguments(point: SweepPoint): string[] {
  return Object.entries(point).map(([name, value]) => `${name}=${value}`);
}

/** `some` of `sanitize`: the programs that the sweep names, in the first configuration only. */
export function isSanitized(
  sweep: Sweep,
  configs: readonly string[],
  point: SweepPoint,
  config: string,
): boolean {
  return config === configs[0] && isAmong(sweep.sanitize, point);
}

/** The programs of the grid whose values are among those named, on each axis that is named. */
export function chosenPoints(
  sweep: Pick<Sweep, 'axes' | 'without'>,
  wanted: ReadonlyMap<string, readonly string[]>,
): SweepPoint[] {
  return sweepPoints(sweep).filter((point) =>
    [...wanted].every(([name, values]) => values.includes(point[name]!)),
  );
}

/** One program of the grid in one configuration as a scenario, to be recorded like any other. */
export function scenarioOfPoint(sweep: Sweep, point: SweepPoint, config: string): Scenario {
  const { directory, summary, program, sources, modules, states } = sweep;
  const chosen = sweep.configs.find((one) => one.id === config);
  if (!chosen) {
    const ids = sweep.configs.map((one) => one.id).join(', ');
    const message = `there is no configuration "${config}"; configurations: ${ids}`;
    throw new ScenarioError(message, `${directory}/${FILE_NAME}`, 0, 'configs');
  }
  const kernel = { ...sweep.kernel, config: { ...sweep.kernel.config, ...chosen.config } };
  const args = pointArguments(point);
  return {
    ...{ id: sweep.id, title: `${args.join(', ')}; ${chosen.title}` },
    ...{ directory, summary, kernel, states, mode: 'user' },
    ...{ program, sources, modules, args },
    ...{ patchMail: null, captures: null, expectations: [], notes: [] },
  };
}
