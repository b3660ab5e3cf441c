import { defineStore } from 'pinia';
import { computed } from 'vue';
import { loneReadingRows, readingRows } from '../model/readings-view.ts';
import { verdict } from '../model/verdict.ts';
import { useLab } from './lab.ts';
import { usePairings } from './pairings.ts';

/** What several panes say about the two states; derived, and computed once for all of them. */
export const useComparison = defineStore('comparison', () => {
  const lab = useLab();
  const pairings = usePairings();
  /** Bytes and readings at the cursor; null unless both states are recorded and compared. */
  const here = computed(() => {
    const { left, right } = lab.moments;
    const { pairing } = lab;
    return left && right && pairing ? verdict(left, right, pairing.readings) : null;
  });
  /** All readings of the runs. Does not depend on the cursor. */
  const readings = computed(() => {
    if (lab.pairing) return readingRows(lab.pairing.readings);
    const { left, right } = lab.sessions;
    const alone = left && right ? null : (left ?? right);
    const found = alone ? pairings.readings.get(alone.state.id) : undefined;
    return found ? loneReadingRows(found, left ? 'left' : 'right') : [];
  });
  return { here, readings };
});
