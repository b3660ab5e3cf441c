import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { inOrder, placeAt, type Note } from '../model/notes.ts';
import { useLab } from './lab.ts';

/** What people write about steps. Plain data, saved with the session. */
export const useNotes = defineStore('notes', () => {
  const lab = useLab();
  const list = shallowRef<readonly Note[]>([]);
  /** The note that is being written. */
  const edited = ref<number | null>(null);

  const ordered = computed(() =>
    inOrder(list.value, lab.scenario?.states.map(({ id }) => id) ?? []),
  );
  /** The note where the cursor stands, in the state that drives; else null. */
  const here = computed(() => {
    const state = lab.session?.state.id;
    return list.value.find((note) => note.state === state && note.step === lab.position) ?? null;
  });

  /** Starts a note at the cursor, or goes on with the one that is there. */
  function write(): void {
    const { session, position } = lab;
    if (!session) return;
    if (!here.value) {
      const id = Math.max(0, ...list.value.map((note) => note.id)) + 1;
      const place = placeAt(session, position);
      list.value = [
        ...list.value,
        { id, state: session.state.id, step: position, text: '', place },
      ];
    }
    edited.value = here.value?.id ?? null;
  }
  function change(id: number, text: string): void {
    list.value = list.value.map((note) => (note.id === id ? { ...note, text } : note));
  }
  function remove(id: number): void {
    list.value = list.value.filter((note) => note.id !== id);
    if (edited.value === id) edited.value = null;
  }
  /** Ends writing; a note without words is none. */
  function finish(): void {
    edited.value = null;
    list.value = list.value.filter((note) => note.text.trim() !== '');
  }
  /** The next note of the state that drives, or the one before; null if there is none. */
  function nearest(direction: 1 | -1): Note | null {
    const state = lab.session?.state.id;
    const own = ordered.value.filter((note) => note.state === state);
    return direction === 1
      ? (own.find((note) => note.step > lab.position) ?? null)
      : (own.findLast((note) => note.step < lab.position) ?? null);
  }
  /** Replaces all, as they were kept. */
  function restore(value: readonly Note[]): void {
    list.value = value;
    edited.value = null;
  }

  return { list, edited, ordered, here, write, change, remove, finish, nearest, restore };
});
