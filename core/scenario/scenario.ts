/** Scenarios as folders: finding them and loading one. */
import type { SourceTree } from '../c/token.ts';
import { ScenarioError } from './error.ts';
import { readExpectation, type Expectation } from './expectations.ts';
import { readFolder } from './folder.ts';
import { scenarioSchema } from './schema.ts';

/** A source tree that can also be listed. */
export interface FileTree extends SourceTree {
  /** All file paths that start with `prefix`, sorted. */
  list(prefix: string): string[];
}

export interface Scenario {
  id: string;
  /** Path of the folder, without a slash at its end. */
  directory: string;
  title: string;
  summary: string;
  kernel: { version: string; arch: string; config: Record<string, boolean | number | string> };
  mode: 'module' | 'user';
  /** Path of the program, from the root of the tree. */
  program: string;
  /** Paths of the program's further C files. */
  sources: string[];
  /** Paths of C files that become part of the kernel; `lab_module_init()` in one of them runs at boot. */
  modules: string[];
  /** What a user program finds in `argv`, after its name. */
  args: string[];
  states: ScenarioState[];
  /** Subjects by which a mail is recognised as this scenario's patch. */
  patchMail: { subjects: string[] } | null;
  /** Captures of real kernels that the program reproduces, and which state is which variant. */
  captures: ScenarioCaptures | null;
  /** What must come true in its states. */
  expectations: Expectation[];
  /** Remarks for the reader, in order. */
  notes: string[];
}

export interface ScenarioCaptures {
  /** Names of captured scenarios, such as `S3`. */
  names: string[];
  /** Id of the state that is to agree with a captured variant. */
  states: Record<string, string>;
}

export interface ScenarioState {
  id: string;
  title: string;
  /** Paths of the diffs, from the root of the tree, in the order of application. */
  patches: string[];
  /** Hunks of the diffs that are left out: `mm/memory.c:1` is the first hunk of that file. */
  without: string[];
  /** Path of the program that runs in this state: mostly the scenario's. */
  program: string;
  defines: Record<string, string>;
}

const FILE_NAME = 'scenario.yaml';

/** The folders below `scenarios/` that hold a `scenario.yaml`; the id is the folder's name. */
export function listScenarios(tree: FileTree): { id: string; directory: string }[] {
  const pattern = new RegExp(`^(scenarios/([^/]+))/${FILE_NAME.replace('.', '\\.')}$`);
  return tree.list('scenarios/').flatMap((path) => {
    const match = pattern.exec(path);
    return match?.[1] && match[2] ? [{ id: match[2], directory: match[1] }] : [];
  });
}

/**
 * Loads and checks `<directory>/scenario.yaml`, and that every file it names is there.
 * Throws ScenarioError.
 */
export function loadScenario(tree: FileTree, directory: string): Scenario {
  const folder = readFolder(tree, directory, FILE_NAME, scenarioSchema);
  const { document, states } = folder;
  const { id, title, summary, kernel, mode, args, mail, captures, expect, notes } = document.data;
  for (const [variant, state] of Object.entries(captures?.states ?? {})) {
    if (states.some((known) => known.id === state)) continue;
    const path = ['captures', 'states', variant];
    const ids = states.map((known) => known.id).join(', ');
    throw document.errorAt(path, `there is no state "${state}"; states: ${ids}`);
  }
  expect.forEach((expectation, index) => {
    for (const [at, id] of (expectation.states ?? []).entries()) {
      if (states.some((known) => known.id === id)) continue;
      const ids = states.map((known) => known.id).join(', ');
      const message = `there is no state "${id}"; states: ${ids}`;
      throw document.errorAt(['expect', index, 'states', at], message);
    }
  });
  return {
    ...{ id, directory: folder.directory, title, summary, kernel, mode },
    ...{ program: folder.program, sources: folder.sources, args, states },
    modules: folder.modules,
    patchMail: mail ?? null,
    captures: captures ?? null,
    expectations: expect.map(readExpectation),
    notes,
  };
}

/** The state called `id`. Throws ScenarioError naming the states there are. */
export function findState(scenario: Scenario, id: string): ScenarioState {
  const state = scenario.states.find((candidate) => candidate.id === id);
  if (state) return state;
  const known = scenario.states.map((candidate) => candidate.id).join(', ');
  const file = `${scenario.directory}/${FILE_NAME}`;
  throw new ScenarioError(`there is no state "${id}"; states: ${known}`, file, 0, 'states');
}
