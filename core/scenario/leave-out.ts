/** A state without some of its patch's hunks: what was each of them for? */
import { parseDocument, type YAMLSeq } from 'yaml';
import { parsePatch } from '../patch/index.ts';
import { findState, loadScenario, type FileTree, type Scenario } from './scenario.ts';
import { hunksOf, type NamedHunk } from './sources.ts';

export interface StateHunk extends NamedHunk {
  /** Path of the diff. */
  patch: string;
  /** What the diff says behind `@@`: the function, mostly. */
  heading: string;
  /** Lines that the hunk adds, numbered as in the changed file: first and last; null if it adds none. */
  added: { first: number; last: number } | null;
}

/** All hunks of a state's diffs. Throws PatchError, and ScenarioError for an unknown state. */
export function stateHunks(tree: FileTree, scenario: Scenario, state: string): StateHunk[] {
  return findState(scenario, state).patches.flatMap((path) => {
    const patch = parsePatch(tree.read(path) ?? '', path);
    const hunks = patch.files.flatMap((file) => file.hunks);
    return hunksOf(patch).map((named, index) => {
      const hunk = hunks[index]!;
      let line = hunk.newStart;
      const added: number[] = [];
      for (const { kind } of hunk.lines) {
        if (kind === '+') added.push(line);
        if (kind !== '-') line++;
      }
      const last = added.at(-1);
      return {
        ...named,
        patch: path,
        heading: hunk.heading,
        added: last === undefined ? null : { first: added[0]!, last },
      };
    });
  });
}

/**
 * The scenario with one state more: `state` without the hunks called `names` (`mm/memory.c:1`). The
 * new state stands in the `scenario.yaml` of the returned tree, so that what runs elsewhere needs no
 * more than the files. Throws ScenarioError for an unknown state.
 */
export function leaveOut(
  tree: FileTree,
  scenario: Scenario,
  state: string,
  names: readonly string[],
): { tree: FileTree; scenario: Scenario; state: string } {
  const base = findState(scenario, state);
  const without = [...new Set([...base.without, ...names])].sort();
  const words = without.map((name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  const id = `${base.id}-without-${words.join('-')}`;
  if (scenario.states.some((known) => known.id === id)) return { tree, scenario, state: id };
  const file = `${scenario.directory}/scenario.yaml`;
  const document = parseDocument(tree.read(file) ?? '');
  const states = document.get('states') as YAMLSeq;
  const index = scenario.states.findIndex((known) => known.id === base.id);
  const copy = (states.get(index, true) as unknown as { toJSON(): object }).toJSON();
  const title = `${base.title}, without ${without.join(', ')}`;
  states.add(document.createNode({ ...copy, id, title, without }));
  const text = document.toString();
  const changed: FileTree = {
    read: (path) => (path === file ? text : tree.read(path)),
    list: (prefix) => tree.list(prefix),
  };
  return { tree: changed, scenario: loadScenario(changed, scenario.directory), state: id };
}
