import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { listScenarios, loadScenario, type FileTree, type Scenario } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { turn } from '../model/turn.ts';
import { toLabError, type LabError } from '../model/lab-error.ts';

/** A folder below `scenarios/`: loaded, or why not. A broken one does not hide the others. */
export interface ScenarioEntry {
  id: string;
  directory: string;
  scenario: Scenario | null;
  error: LabError | null;
}

function entryOf(tree: FileTree, id: string, directory: string): ScenarioEntry {
  try {
    return { id, directory, scenario: loadScenario(tree, directory), error: null };
  } catch (thrown) {
    return { id, directory, scenario: null, error: toLabError(thrown) };
  }
}

/** The model kernel and the scenarios that came with the lab. */
export const useLibrary = defineStore('library', () => {
  const files = shallowRef<Record<string, string>>({});
  const tree = shallowRef<FileTree>(createFileTree({}));
  const entries = shallowRef<ScenarioEntry[]>([]);
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading');
  const error = shallowRef<LabError | null>(null);

  /** Takes the files, scenario by scenario, from wherever `source` gets them; a failure becomes `error`. */
  async function load(source: () => Promise<Record<string, string>>): Promise<void> {
    status.value = 'loading';
    try {
      const loaded = await source();
      const of = createFileTree(loaded);
      const found: ScenarioEntry[] = [];
      for (const { id, directory } of listScenarios(of)) {
        found.push(entryOf(of, id, directory));
        await turn();
      }
      take(loaded, of, found);
    } catch (thrown) {
      error.value = toLabError(thrown);
      status.value = 'failed';
    }
  }

  /** Takes files that are at hand. */
  function use(loaded: Record<string, string>): void {
    const of = createFileTree(loaded);
    const found = listScenarios(of).map(({ id, directory }) => entryOf(of, id, directory));
    take(loaded, of, found);
  }

  function take(loaded: Record<string, string>, of: FileTree, found: ScenarioEntry[]): void {
    files.value = loaded;
    tree.value = of;
    entries.value = found;
    error.value = null;
    status.value = 'ready';
  }

  return { files, tree, entries, status, error, load, use };
});
