import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { parsePatch, type FileTree, type Patch, type Scenario } from '../../core/index.ts';
import { toLabError, type LabError } from '../model/lab-error.ts';
import { recogniseMail, type Recognition } from '../model/mail-match.ts';

/** The patch mail that was opened, and what it was recognised as. */
export const useMail = defineStore('mail', () => {
  const name = shallowRef<string | null>(null);
  /** The file as it was read. */
  const file = shallowRef<{ name: string; text: string } | null>(null);
  const patch = shallowRef<Patch | null>(null);
  const recognition = shallowRef<Recognition | null>(null);
  const error = shallowRef<LabError | null>(null);

  /** Reads a mail or diff; what is wrong with it becomes `error`. Says whether it is a scenario's patch. */
  function read(
    from: { name: string; text: string },
    scenarios: readonly Scenario[],
    tree: FileTree,
  ): Recognition | null {
    close();
    name.value = from.name;
    file.value = from;
    try {
      const read = parsePatch(from.text, from.name);
      recognition.value = recogniseMail(read, scenarios, tree);
      patch.value = read;
    } catch (thrown) {
      error.value = toLabError(thrown);
    }
    return recognition.value;
  }

  function close(): void {
    name.value = null;
    file.value = null;
    patch.value = null;
    recognition.value = null;
    error.value = null;
  }

  return { name, file, patch, recognition, error, read, close };
});
