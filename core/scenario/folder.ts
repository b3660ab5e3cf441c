/** A folder with a YAML file that describes programs on a kernel in several states. */
import type { ZodType } from 'zod';
import { readDocument, type CheckedDocument } from './document.ts';
import { ScenarioError } from './error.ts';
import type { FileTree, ScenarioState } from './scenario.ts';
import type { StateFile } from './schema.ts';

/** What every such file has. */
interface Described {
  program: string;
  sources: string[];
  modules: string[];
  states: StateFile[];
}

export interface DescribedFolder<T> {
  /** Path of the folder, without a slash at its end. */
  directory: string;
  document: CheckedDocument<T>;
  /** Path of a file that the value at `path` names, from the root. Throws ScenarioError if there is none. */
  present(local: string, path: readonly PropertyKey[]): string;
  /** Path of the program, and of its further C files. */
  program: string;
  sources: string[];
  /** Paths of the C files that become part of the kernel. */
  modules: string[];
  states: ScenarioState[];
}

/**
 * Reads and checks `<directory>/<name>`, and that every file it names is there. Throws ScenarioError.
 */
export function readFolder<T extends Described>(
  tree: FileTree,
  directory: string,
  name: string,
  schema: ZodType<T>,
): DescribedFolder<T> {
  const folder = directory.replace(/\/+$/, '');
  const file = `${folder}/${name}`;
  const text = tree.read(file);
  if (text === undefined) throw new ScenarioError('there is no such file', file, 0, '');
  const document = readDocument(text, file, schema);
  const { data } = document;
  const present = (local: string, path: readonly PropertyKey[]): string => {
    const neighbour = local.startsWith('../');
    const base = neighbour ? folder.replace(/[^/]*$/, '') : `${folder}/`;
    const full = `${base}${neighbour ? local.slice(3) : local}`;
    if (tree.read(full) === undefined) throw document.errorAt(path, `there is no file ${full}`);
    return full;
  };
  refuseTwins(document, ['states'], data.states, 'state');
  const program = present(data.program, ['program']);
  return {
    directory: folder,
    document,
    present,
    program,
    sources: data.sources.map((source, index) => present(source, ['sources', index])),
    modules: data.modules.map((module, index) => present(module, ['modules', index])),
    states: data.states.map((state, index) => ({
      ...state,
      patches: state.patches.map((patch, at) => present(patch, ['states', index, 'patches', at])),
      program:
        state.program === undefined
          ? program
          : present(state.program, ['states', index, 'program']),
    })),
  };
}

/** Throws ScenarioError if two members of a list have the same id. */
export function refuseTwins(
  document: Pick<CheckedDocument<unknown>, 'errorAt'>,
  path: readonly PropertyKey[],
  list: readonly { id: string }[],
  what: string,
): void {
  const seen = new Set<string>();
  list.forEach(({ id }, index) => {
    if (seen.has(id)) {
      throw document.errorAt(
        [...path, index, 'id'],
        `"${id}" is already the id of another ${what}`,
      );
    }
    seen.add(id);
  });
}
