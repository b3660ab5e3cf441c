/**
 * What if: a state with something changed. The change is written into the files, a diff or a program
 * beside the scenario and one state more in its `scenario.yaml`, so that whoever runs it (a worker,
 * a colleague) needs no more than the files.
 */
import { isMap, isScalar, isSeq, parseDocument, type Document, type YAMLSeq } from 'yaml';
import { findState, loadScenario, type FileTree, type Scenario } from './scenario.ts';

/** What is different from the state that is varied. */
export interface Change {
  /** Hunks that are left out, as in `ScenarioState.without`. */
  without?: readonly string[];
  /** A further diff of kernel files, with paths as in the scenario's own diffs. */
  patch?: string;
  /** Another text for the program. */
  program?: string;
}

export interface Variant {
  /** The files with the change in them. */
  tree: FileTree;
  scenario: Scenario;
  /** Id of the new state. */
  state: string;
  /** The files that were added or changed, path → text. */
  files: Record<string, string>;
}

/** Makes the state `id` with the title `title` out of `base`. Throws ScenarioError, as loading does. */
export function makeVariant(
  tree: FileTree,
  scenario: Scenario,
  base: string,
  change: Change & { id: string; title: string },
): Variant {
  const { id, title } = change;
  const from = findState(scenario, base);
  const folder = scenario.directory;
  const files: Record<string, string> = {};
  const own = (name: string, text: string) => {
    files[`${folder}/${name}`] = text;
    return name;
  };

  const file = `${folder}/scenario.yaml`;
  const document = parseDocument(tree.read(file) ?? '');
  const states = document.get('states') as YAMLSeq;
  const index = scenario.states.findIndex((state) => state.id === from.id);
  const node = states.get(index, true);
  const copy = (isMap(node) ? node.toJSON() : {}) as { patches?: string[] };
  const without = [...new Set([...from.without, ...(change.without ?? [])])].sort();
  const { patch, program } = change;
  const added: object = {
    ...copy,
    id,
    title,
    ...(without.length > 0 && { without }),
    ...(patch !== undefined && {
      patches: [...(copy.patches ?? []), own(`${id}.patch`, patch)],
    }),
    ...(program !== undefined && { program: own(`${id}.c`, program) }),
  };
  states.add(document.createNode(added));
  expectTheSame(document, from.id, id);
  files[file] = document.toString();

  const changed: FileTree = {
    read: (path) => files[path] ?? tree.read(path),
    list: (prefix) => {
      const more = Object.keys(files).filter((path) => path.startsWith(prefix));
      return [...new Set([...tree.list(prefix), ...more])].sort();
    },
  };
  return { tree: changed, scenario: loadScenario(changed, folder), state: id, files };
}

/** What is expected of a state is expected of its variant too: that it is not shows what the change does. */
function expectTheSame(document: Document, from: string, id: string): void {
  const expected = document.get('expect');
  if (!isSeq(expected)) return;
  for (const one of expected.items) {
    const states = isMap(one) ? one.get('states') : undefined;
    if (!isSeq(states)) continue;
    if (states.items.some((item) => isScalar(item) && item.value === from)) states.add(id);
  }
}

/** The scenario with one state more: `base` without the hunks called `names` (`mm/memory.c:1`). */
export function leaveOut(
  tree: FileTree,
  scenario: Scenario,
  base: string,
  names: readonly string[],
): Variant {
  const from = findState(scenario, base);
  const words = names.map((name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  const id = `${from.id}-without-${words.join('-')}`;
  if (scenario.states.some((known) => known.id === id)) {
    return { tree, scenario, state: id, files: {} };
  }
  const title = `${from.title}, without ${names.join(', ')}`;
  return makeVariant(tree, scenario, base, { id, title, without: names });
}
