import type { TourComparison, TourRuns } from '../../core/index.ts';
import type { usePairings } from '../stores/pairings.ts';
import type { useRuns } from '../stores/runs.ts';

/** The lab's recordings as tours look at them: what is not recorded or compared yet is null. */
export function labTourRuns(
  runs: ReturnType<typeof useRuns>,
  pairings: ReturnType<typeof usePairings>,
): TourRuns {
  return {
    run(state) {
      const session = runs.session(state);
      return session && { state, trace: session.trace, sources: session.sources.tree };
    },
    compare(left, right): TourComparison | null {
      const [a, b] = [runs.session(left), runs.session(right)];
      if (!a || !b) return null;
      const there = pairings.get(a, b);
      if (there) {
        const { first } = there.alignment;
        const parting = first && { left: first.left, right: first.right };
        return { parting, readings: there.readings };
      }
      const back = pairings.get(b, a);
      if (!back) return null;
      const { first } = back.alignment;
      return {
        parting: first && { left: first.right, right: first.left },
        readings: back.readings.map((pair) => ({ ...pair, left: pair.right, right: pair.left })),
      };
    },
  };
}
