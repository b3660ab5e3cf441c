/**
 * A scenario that no file describes, such as one case of a scoreboard, as the `scenario.yaml` that would
 * describe it: whoever records it (a worker, a saved session, a colleague) needs no more than the files.
 */
import { stringify } from 'yaml';
import type { FileTree, Scenario } from './scenario.ts';
import { loadScenario } from './scenario.ts';

export interface WrittenScenario {
  tree: FileTree;
  scenario: Scenario;
  /** The files that were added, path → text. */
  files: Record<string, string>;
}

/**
 * Writes the scenario into its folder, for as long as the tree lives. Of a scenario that expects
 * something, has notes or reproduces captures only the run is written. Throws ScenarioError.
 */
export function writeScenario(tree: FileTree, scenario: Scenario): WrittenScenario {
  const file = `${scenario.directory}/scenario.yaml`;
  const files = { [file]: scenarioText(scenario) };
  const written: FileTree = {
    read: (path) => files[path] ?? tree.read(path),
    list: (prefix) => {
      const own = file.startsWith(prefix) ? [file] : [];
      return [...new Set([...tree.list(prefix), ...own])].sort();
    },
  };
  return { tree: written, scenario: loadScenario(written, scenario.directory), files };
}

function scenarioText(scenario: Scenario): string {
  const { directory, title, summary, kernel, mode, args } = scenario;
  const parent = directory.replace(/[^/]*$/, '');
  const local = (path: string) =>
    path.startsWith(`${directory}/`)
      ? path.slice(directory.length + 1)
      : `../${path.slice(parent.length)}`;
  const states = scenario.states.map((state) => ({
    id: state.id,
    title: state.title,
    patches: state.patches.map(local),
    without: state.without,
    defines: state.defines,
    ...(state.program !== scenario.program && { program: local(state.program) }),
  }));
  return stringify({
    ...{ id: identifierOf(scenario.id), title, summary, kernel, mode, args },
    program: local(scenario.program),
    sources: scenario.sources.map(local),
    modules: scenario.modules.map(local),
    states,
  });
}

/** `hmm-tests/anon_read/private` as an id that a file may have. */
const identifierOf = (id: string) =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
