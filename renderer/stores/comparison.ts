import { defineStore } from 'pinia';
import { computed } from 'vue';
import { joinReadings, loneReadingRows, readingRows } from '../model/readings-view.ts';
import { SIDES } from '../model/session.ts';
import { verdict } from '../model/verdict.ts';
import { useLab } from './lab.ts';
import { usePairings } from './pairings.ts';

/** What several panes say about the states; derived, and computed once for all of them. */
export const useComparison = defineStore('comparison', () => {
  const lab = useLab();
  const pairings = usePairings();
  /** Bytes and readings at the cursor; null unless all states are recorded and compared. */
  const here = computed(() => {
    const [first, ...others] = lab.columns.flatMap((side) => lab.moments[side] ?? []);
    const complete = first && others.length > 0 && others.length + 1 === lab.columns.length;
    return complete && lab.pairing ? verdict([first, ...others], readings.value) : null;
  });
  /** All readings of the runs. Does not depend on the cursor. */
  const readings = computed(() => {
    if (lab.pairs.length === 3) {
      const [left, right, outer] = lab.pairs;
      if (left && right && outer) return joinReadings(outer, left, right);
    }
    if (lab.pairing) return readingRows(lab.pairing.readings);
    const recorded = SIDES.filter((side) => lab.sessions[side]);
    const alone = recorded.length === 1 ? recorded[0] : undefined;
    const session = alone && lab.sessions[alone];
    const found = session ? pairings.readings.get(session.state.id) : undefined;
    return found && alone ? loneReadingRows(found, alone) : [];
  });
  return { here, readings };
});
