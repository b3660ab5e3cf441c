import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import {
  isRight,
  loadTours,
  parseTour,
  resolveStop,
  statesOf,
  type GivenAnswer,
  type ResolvedStop,
  type Tour,
} from '../../core/index.ts';
import { labTourRuns } from '../model/tour-runs.ts';
import { useLab } from './lab.ts';
import { useLibrary } from './library.ts';
import { usePairings } from './pairings.ts';
import { useRuns } from './runs.ts';

/** What was answered at a stop. `given` null: the answer was shown without one. */
export interface TourAnswer {
  given: string | null;
  right: boolean;
}

/** The guided tour of the open scenario: which one, which stop, and what was answered. */
export const useTour = defineStore('tour', () => {
  const lab = useLab();
  const library = useLibrary();
  const recordings = labTourRuns(useRuns(), usePairings());
  /** A person's own tour file, as it was opened. */
  const own = shallowRef<{ name: string; text: string } | null>(null);
  const chosen = ref<string | null>(null);
  const index = ref(0);
  /** By stop. */
  const answers = shallowRef<Readonly<Record<number, TourAnswer>>>({});
  /** Hides what the coming step does until the stop's question is answered. */
  const predict = ref(false);
  /** Stop follows stop by itself. */
  const playing = ref(false);

  /** The tours there are, or why one of them cannot be read. */
  const offered = computed<{ tours: Tour[]; problem: string | null }>(() => {
    const { scenario } = lab;
    if (!scenario) return { tours: [], problem: null };
    try {
      const mine = own.value ? [parseTour(own.value.text, own.value.name, scenario)] : [];
      return { tours: [...mine, ...loadTours(library.tree, scenario)], problem: null };
    } catch (error) {
      return { tours: [], problem: error instanceof Error ? formatted(error) : String(error) };
    }
  });
  const tour = computed(
    () =>
      offered.value.tours.find(({ id }) => id === chosen.value) ?? offered.value.tours[0] ?? null,
  );
  const stop = computed(() => tour.value?.stops[index.value] ?? null);
  /** Null until the states of the stop are recorded, and compared where it shows several. */
  const resolved = computed<ResolvedStop | null>(() => {
    const at = stop.value;
    if (!at || statesOf(at).some((state) => !recordings.run(state))) return null;
    const [first, second] = at.states;
    if (first && second && !recordings.compare(first, second)) return null;
    return resolveStop(recordings, at);
  });
  const answer = computed(() => answers.value[index.value] ?? null);
  const hides = computed(
    () => predict.value && stop.value?.question != null && answer.value === null,
  );

  function choose(id: string): void {
    chosen.value = id;
    index.value = 0;
    answers.value = {};
  }
  /** Takes a person's own file and chooses it; says what is wrong with it, and changes nothing then. */
  function take(file: { name: string; text: string }): string | null {
    if (!lab.scenario) return 'No scenario is open';
    try {
      const { id } = parseTour(file.text, file.name, lab.scenario);
      own.value = { name: file.name, text: file.text };
      choose(id);
      return null;
    } catch (error) {
      return error instanceof Error ? formatted(error) : String(error);
    }
  }
  /** Keeps what was answered; throws LostAnchor for a text that is no C value at the stop. */
  function give(given: GivenAnswer, text: string): void {
    const right = resolved.value?.answer;
    if (!stop.value || !right) return;
    const isIt = isRight(recordings, stop.value, right, given);
    answers.value = { ...answers.value, [index.value]: { given: text, right: isIt } };
  }
  function reveal(): void {
    answers.value = { ...answers.value, [index.value]: { given: null, right: false } };
  }
  function forget(): void {
    playing.value = false;
    own.value = null;
    chosen.value = null;
    index.value = 0;
    answers.value = {};
  }

  return {
    ...{
      own,
      chosen,
      index,
      answers,
      predict,
      playing,
      offered,
      tour,
      stop,
      resolved,
      answer,
      hides,
    },
    ...{ runs: recordings, take, choose, give, reveal, forget },
  };
});

function formatted(error: Error & { format?: () => string }): string {
  return error.format?.() ?? error.message;
}
