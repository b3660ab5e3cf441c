import { defineStore } from 'pinia';
import { computed } from 'vue';
import { readingRows } from '../model/readings-view.ts';
import { verdict } from '../model/verdict.ts';
import { useLab } from './lab.ts';

/** What several panes say about the two states; derived, and computed once for all of them. */
export const useComparison = defineStore('comparison', () => {
  const lab = useLab();
  /** Bytes and readings at the cursor; null unless both states are recorded. */
  const here = computed(() => {
    const { left, right } = lab.moments;
    return left && right ? verdict(left, right) : null;
  });
  /** All readings of the runs. Does not depend on the cursor. */
  const readings = computed(() => readingRows(lab.sessions.left, lab.sessions.right));
  return { here, readings };
});
