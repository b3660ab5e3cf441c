import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

/** An object at a moment of one state: all that is kept of it. */
export interface PinnedObject {
  state: string;
  /** Steps 0 to position - 1 have run. */
  position: number;
  address: bigint;
  /** C name of the record: `struct page`. */
  record: string;
}

/** Two objects that are compared field by field. Plain data: it can be saved. */
export const useFields = defineStore('fields', () => {
  /** The left one; null while nothing is compared. */
  const pinned = shallowRef<PinnedObject | null>(null);
  /** The right one; null: it follows the cursor and the selection. */
  const against = shallowRef<PinnedObject | null>(null);
  /** Number of the group of fields that the cursor of the view stands on. */
  const at = ref(0);
  const showEqual = ref(false);

  function pin(object: PinnedObject, other: PinnedObject | null = null): void {
    pinned.value = object;
    against.value = other;
    at.value = 0;
  }

  function forget(): void {
    pinned.value = null;
    against.value = null;
    at.value = 0;
  }

  return { pinned, against, at, showEqual, pin, forget };
});
