/** The states that a tour needs, recorded and compared when they are first asked for. */
import {
  align,
  compareReadings,
  composeLineMaps,
  invertLineMap,
  type TourComparison,
  type TourRun,
  type TourRuns,
} from '../core/index.ts';
import type { Context, OpenScenario } from './context.ts';
import { record, type RecordedState } from './recorded.ts';

export function tourRuns(context: Context, open: OpenScenario): TourRuns {
  const states = new Map<string, RecordedState>();
  const pairs = new Map<string, TourComparison>();
  const recorded = (id: string): RecordedState => {
    let state = states.get(id);
    if (!state) states.set(id, (state = record(open, context.state(open.scenario, id))));
    return state;
  };
  return {
    run(id): TourRun {
      const { trace, sources } = recorded(id);
      return { state: id, trace, sources: sources.tree };
    },
    compare(left, right) {
      const key = `${left} ${right}`;
      let known = pairs.get(key);
      if (!known) {
        const [a, b] = [recorded(left), recorded(right)];
        const lines = composeLineMaps(invertLineMap(a.sources.lines), b.sources.lines);
        const { first } = align(a.trace, b.trace, lines);
        const readings = compareReadings(a.trace, b.trace);
        pairs.set(
          key,
          (known = { parting: first && { left: first.left, right: first.right }, readings }),
        );
      }
      return known;
    },
  };
}
