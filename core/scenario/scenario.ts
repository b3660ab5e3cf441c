/** Scenarios as folders: finding them and loading one. */
import type { SourceTree } from '../c/token.ts';
import { readScenarioDocument } from './document.ts';
import { ScenarioError } from './error.ts';

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
  states: ScenarioState[];
  /** Subjects by which a mail is recognised as this scenario's patch. */
  patchMail: { subjects: string[] } | null;
  /** Captures of real kernels that the program reproduces, and which state is which variant. */
  captures: ScenarioCaptures | null;
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
  const folder = directory.replace(/\/+$/, '');
  const file = `${folder}/${FILE_NAME}`;
  const text = tree.read(file);
  if (text === undefined) throw new ScenarioError('there is no such file', file, 0, '');
  const document = readScenarioDocument(text, file);
  const { data } = document;

  const present = (local: string, path: PropertyKey[]): string => {
    const neighbour = local.startsWith('../');
    const base = neighbour ? folder.replace(/[^/]*$/, '') : `${folder}/`;
    const full = `${base}${neighbour ? local.slice(3) : local}`;
    if (tree.read(full) === undefined) throw document.errorAt(path, `there is no file ${full}`);
    return full;
  };
  const seen = new Set<string>();
  data.states.forEach((state, index) => {
    if (seen.has(state.id)) {
      throw document.errorAt(
        ['states', index, 'id'],
        `"${state.id}" is already the id of another state`,
      );
    }
    seen.add(state.id);
  });
  for (const [variant, state] of Object.entries(data.captures?.states ?? {})) {
    if (seen.has(state)) continue;
    const path = ['captures', 'states', variant];
    throw document.errorAt(path, `there is no state "${state}"; states: ${[...seen].join(', ')}`);
  }
  const program = present(data.program, ['program']);
  return {
    id: data.id,
    directory: folder,
    title: data.title,
    summary: data.summary,
    kernel: data.kernel,
    mode: data.mode,
    program,
    states: data.states.map((state, index) => ({
      id: state.id,
      title: state.title,
      patches: state.patches.map((patch, at) => present(patch, ['states', index, 'patches', at])),
      without: state.without,
      program:
        state.program === undefined
          ? program
          : present(state.program, ['states', index, 'program']),
      defines: state.defines,
    })),
    patchMail: data.mail ?? null,
    captures: data.captures ?? null,
    notes: data.notes,
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
