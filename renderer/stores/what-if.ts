import { defineStore } from 'pinia';
import { shallowReactive, shallowRef } from 'vue';
import type { Consequence } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';

/** A state that somebody made by changing another one. */
export interface VariantEntry {
  state: string;
  title: string;
  /** The state it was made from. */
  base: string;
  /** The change as a file that can be saved; null where only hunks are left out. */
  file: { name: string; text: string } | null;
}

/** What a variant does otherwise than the state it was made from. */
export type Effect =
  | { kind: 'working' }
  | { kind: 'cancelled' }
  | { kind: 'ready'; consequences: Consequence[] }
  | { kind: 'failed'; error: LabError };

/** A source that is being edited. */
export interface SourceEdit {
  /** The state whose text it is. */
  state: string;
  file: string;
  /** The text before the edit, and as it is now. */
  before: string;
  text: string;
  /** Where to start, from 1. */
  line: number;
}

/** What if: the variants of the open scenario's states, and the edit that becomes the next one. */
export const useWhatIf = defineStore('what-if', () => {
  const variants = shallowRef<readonly VariantEntry[]>([]);
  /** All files that variants added or changed, path → text. */
  const files = shallowRef<Readonly<Record<string, string>>>({});
  const effects = shallowReactive(new Map<string, Effect>());
  const edit = shallowRef<SourceEdit | null>(null);
  const error = shallowRef<LabError | null>(null);

  /** Forgets everything: another scenario is opened. */
  function clear(): void {
    variants.value = [];
    files.value = {};
    effects.clear();
    edit.value = null;
    error.value = null;
  }

  return { variants, files, effects, edit, error, clear };
});
