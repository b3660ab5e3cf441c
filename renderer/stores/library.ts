import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { listScenarios, loadScenario, type FileTree, type Scenario } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { toLabError, type LabError } from '../model/lab-error.ts';

/** A folder below `scenarios/`: loaded, or why not. A broken one does not hide the others. */
export interface ScenarioEntry {
  id: string;
  directory: string;
  scenario: Scenario | null;
  error: LabError | null;
}

/** The model kernel and the scenarios that came with the lab. */
export const useLibrary = defineStore('library', () => {
  const files = shallowRef<Record<string, string>>({});
  const tree = shallowRef<FileTree>(createFileTree({}));
  const entries = shallowRef<ScenarioEntry[]>([]);
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading');
  const error = shallowRef<LabError | null>(null);

  /** Takes the files from wherever `source` gets them; a failure becomes `error`. */
  async function load(source: () => Promise<Record<string, string>>): Promise<void> {
    status.value = 'loading';
    try {
      use(await source());
    } catch (thrown) {
      error.value = toLabError(thrown);
      status.value = 'failed';
    }
  }

  function use(loaded: Record<string, string>): void {
    files.value = loaded;
    tree.value = createFileTree(loaded);
    entries.value = listScenarios(tree.value).map(({ id, directory }) => {
      try {
        return { id, directory, scenario: loadScenario(tree.value, directory), error: null };
      } catch (thrown) {
        return { id, directory, scenario: null, error: toLabError(thrown) };
      }
    });
    error.value = null;
    status.value = 'ready';
  }

  return { files, tree, entries, status, error, load, use };
});
