/** What a command works with: the terminal, the package's files, and how paths are called outside. */
import path from 'node:path';
import {
  leaveOut,
  listScenarios,
  loadScenario,
  stateHunks,
  type FileTree,
  type Scenario,
  type ScenarioState,
} from '../core/index.ts';
import { UsageError } from './errors.ts';
import { folderTree, mount, packageRoot, readText } from './files.ts';
import { toJson } from './output/json.ts';
import type { Terminal } from './terminal.ts';

/** A scenario with the tree its paths are in. */
export interface OpenScenario {
  tree: FileTree;
  scenario: Scenario;
}

/** Files outside the current folder have these paths in the trees that the core reads. */
const OUTSIDE = 'outside';

/** The id of the last state that has a patch. Throws UsageError if none has. */
export function patchedState(scenario: Scenario): string {
  const state = scenario.states.findLast(({ patches }) => patches.length > 0);
  if (!state) throw new UsageError(`${scenario.id} has no state with a patch`);
  return state.id;
}

export class Context {
  /** Beginnings of paths inside trees, and what they are outside. */
  private readonly names: [string, string][] = [];
  private packageTree: FileTree | null = null;

  constructor(readonly terminal: Terminal) {}

  out(text: string): void {
    this.terminal.out(text);
  }

  /** How far something long has come, where a person watches. */
  progress(done: number, total: number): void {
    this.terminal.progress?.(done === total ? '' : `${done} of ${total}`);
  }

  json(value: unknown): void {
    this.terminal.out(toJson(value));
  }

  /** The kernel and the scenarios of the package. */
  get tree(): FileTree {
    this.packageTree ??= folderTree(packageRoot());
    return this.packageTree;
  }

  /** A scenario of the package by its id, or the one in a folder anywhere. */
  openScenario(name: string): OpenScenario {
    const known = listScenarios(this.tree);
    const own = known.find((candidate) => candidate.id === name);
    if (own) return { tree: this.tree, scenario: loadScenario(this.tree, own.directory) };
    const mounted = this.mountFolder(name, 'scenario.yaml');
    if (!mounted) {
      const ids = known.map((candidate) => candidate.id).join(', ') || 'none';
      throw new UsageError(`there is no scenario "${name}" (scenarios: ${ids}; or give a folder)`);
    }
    const { tree, directory } = mounted;
    return { tree, scenario: loadScenario(tree, directory) };
  }

  /**
   * The package's tree with a folder from anywhere among its scenarios. Null for a bare word that is
   * no folder with the file in it: it was meant as an id.
   */
  mountFolder(name: string, file: string): { tree: FileTree; directory: string } | null {
    const folder = path.resolve(this.terminal.cwd, name);
    if (!name.includes('/') && readText(path.join(folder, file)) === undefined) return null;
    const directory = `scenarios/${path.basename(folder)}`;
    this.names.push([`${directory}/`, `${this.outsideName(folder)}/`]);
    return { tree: mount(this.tree, directory, folderTree(folder)), directory };
  }

  /**
   * The scenario with one state more, `id` without some hunks of its patch, and that state's id;
   * the scenario as it is if there is nothing to leave out.
   */
  without<Id extends string | undefined>(
    open: OpenScenario,
    id: Id,
    hunks: readonly string[],
  ): [OpenScenario, Id | string] {
    if (hunks.length === 0 || id === undefined) return [open, id];
    const known = stateHunks(open.tree, open.scenario, id).map(({ name }) => name);
    const unknown = hunks.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      const all = known.join(', ') || 'none';
      throw new UsageError(`state "${id}" has no hunk "${unknown}" (hunks: ${all})`);
    }
    const { tree, scenario, state } = leaveOut(open.tree, open.scenario, id, hunks);
    return [{ tree, scenario }, state];
  }

  /** The states named on the command line, all of them if none is. */
  states(scenario: Scenario, id: string | undefined): ScenarioState[] {
    if (id === undefined) return scenario.states;
    const state = scenario.states.find((candidate) => candidate.id === id);
    if (state) return [state];
    const ids = scenario.states.map((candidate) => candidate.id).join(', ');
    throw new UsageError(`${scenario.id} has no state "${id}" (states: ${ids})`);
  }

  state(scenario: Scenario, id: string): ScenarioState {
    return this.states(scenario, id)[0] as ScenarioState;
  }

  /** The path of a file on this machine inside `hostTree()`. */
  treePath(file: string): string {
    const absolute = path.resolve(this.terminal.cwd, file);
    const relative = path.relative(this.terminal.cwd, absolute);
    if (relative !== '..' && !relative.startsWith(`..${path.sep}`)) {
      return relative === '' ? '.' : relative.split(path.sep).join('/');
    }
    if (this.names.every(([inside]) => inside !== `${OUTSIDE}/`)) {
      this.names.push([`${OUTSIDE}/`, '/']);
    }
    return OUTSIDE + absolute.split(path.sep).join('/');
  }

  /** All files of this machine, for C files named on the command line. */
  hostTree(): FileTree {
    const tree = folderTree(this.terminal.cwd);
    const rest = folderTree('/');
    const inside = `${OUTSIDE}/`;
    return {
      list: () => [],
      read: (file) =>
        file.startsWith(inside) ? rest.read(file.slice(inside.length)) : tree.read(file),
    };
  }

  /** A message with the paths that people know. */
  named(message: string): string {
    return this.names.reduce(
      (text, [inside, outside]) => text.replaceAll(inside, outside),
      message,
    );
  }

  private outsideName(folder: string): string {
    const relative = path.relative(this.terminal.cwd, folder);
    return relative.startsWith('..') || relative === '' ? folder : relative;
  }
}
