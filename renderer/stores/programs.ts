import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';
import {
  chosenPoints,
  isSanitized,
  type CaseRun,
  type Scoreboard,
  type Sweep,
  type SweepRun,
} from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';
import {
  familiesOf,
  wholeSweep,
  type Family,
  type SweepChoice,
} from '../model/program-families.ts';
import type { ProgramRunner, RunsJob } from '../worker/program-runner.ts';
import type { ProgramRun, RunsOrder } from '../worker/program-runs-protocol.ts';
import { useLibrary } from './library.ts';

/** How far the programs of a family have been run. Replaced as a whole, never changed. */
export interface Progress {
  kind: 'running' | 'done' | 'cancelled' | 'failed';
  done: number;
  total: number;
  error: LabError | null;
}

/** Results are shown so often, in milliseconds: drawing a long table for each would be all that is done. */
const SHOWN_EVERY = 150;

/** The scoreboard and the sweeps: which one is shown, what is chosen of it, and what came out. */
export const usePrograms = defineStore('programs', () => {
  const library = useLibrary();
  const families = computed<Family[]>(() => familiesOf(library.tree));
  /** Folder of the family that is shown in place of the lab; null for the lab. */
  const shown = ref<string | null>(null);
  const family = computed(
    () => families.value.find(({ directory }) => directory === shown.value) ?? null,
  );
  /** What has run so far, by folder. */
  const cases = shallowReactive(new Map<string, readonly CaseRun[]>());
  const sweeps = shallowReactive(new Map<string, readonly SweepRun[]>());
  const casesRun = (of: Scoreboard) => cases.get(of.directory) ?? [];
  const sweepRuns = (of: Sweep) => sweeps.get(of.directory) ?? [];
  const choices = shallowReactive(new Map<string, SweepChoice>());
  /** Only cases with this in their names are shown and run. */
  const caseFilter = ref('');
  const progress = shallowReactive(new Map<string, Progress>());
  const jobs = new Map<string, RunsJob>();
  let runner: ProgramRunner | null = null;

  /** To be called once, before anything is run. */
  function useRunner(value: ProgramRunner): void {
    runner = value;
  }

  const choiceOf = (sweep: Sweep) => choices.get(sweep.directory) ?? wholeSweep(sweep);
  const pointsOf = (sweep: Sweep) =>
    chosenPoints(sweep, new Map(Object.entries(choiceOf(sweep).values)));
  const casesOf = (board: Scoreboard) =>
    board.cases.filter(({ id }) => id.includes(caseFilter.value.trim()));
  /** How many programs a run would be. */
  function countOf(of: Family): number {
    switch (of.kind) {
      case 'scoreboard':
        return casesOf(of.board).length * of.board.states.length * of.board.variants.length;
      case 'sweep': {
        const { states, configs } = choiceOf(of.sweep);
        return pointsOf(of.sweep).length * states.length * configs.length;
      }
      case 'broken':
        return 0;
    }
  }

  const isRunning = (directory: string) => progress.get(directory)?.kind === 'running';

  /** Runs what is chosen of a family. Never rejects. */
  async function run(of: Family): Promise<void> {
    const total = countOf(of);
    const { directory } = of;
    if (!runner || total === 0 || isRunning(directory)) return;
    if (of.kind === 'scoreboard') {
      const again = new Set(casesOf(of.board).map(({ id }) => id));
      cases.set(
        directory,
        casesRun(of.board).filter((each) => !again.has(each.case)),
      );
    } else sweeps.delete(directory);
    progress.set(directory, { kind: 'running', done: 0, total, error: null });
    let done = 0;
    let pending: ProgramRun[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    const show = () => {
      timer = null;
      const some = pending;
      pending = [];
      const ran = some.flatMap((each) => (each.kind === 'case' ? [each.run] : []));
      if (ran.length > 0) cases.set(directory, [...(cases.get(directory) ?? []), ...ran]);
      const swept = some.flatMap((each) => (each.kind === 'program' ? [each.run] : []));
      if (swept.length > 0) sweeps.set(directory, [...(sweeps.get(directory) ?? []), ...swept]);
      progress.set(directory, { kind: 'running', done, total, error: null });
    };
    const job = runner.run(ordersOf(of), (each) => {
      done++;
      pending.push(each);
      timer ??= setTimeout(show, SHOWN_EVERY);
    });
    jobs.set(directory, job);
    const end = await job.end;
    jobs.delete(directory);
    if (timer !== null) clearTimeout(timer);
    show();
    const error = end.kind === 'failed' ? end.error : null;
    progress.set(directory, { kind: end.kind, done, total, error });
  }

  function ordersOf(of: Family): RunsOrder[] {
    const { files } = library;
    const { directory } = of;
    if (of.kind === 'scoreboard') {
      const ids = casesOf(of.board).map(({ id }) => id);
      return of.board.states.map(({ id: state }) => ({
        ...{ kind: 'scoreboard', files, directory, state, cases: ids },
      }));
    }
    if (of.kind === 'broken') return [];
    const { states, configs, sanitize: recorded } = choiceOf(of.sweep);
    const points = pointsOf(of.sweep);
    return configs.flatMap((config) => {
      const sanitize = points.map(
        (point) => recorded && isSanitized(of.sweep, configs, point, config),
      );
      return states.map((state): RunsOrder => {
        return { kind: 'sweep', files, directory, state, config, points, sanitize };
      });
    });
  }

  function cancel(directory: string): void {
    jobs.get(directory)?.cancel();
  }

  return {
    ...{ families, shown, family, casesRun, sweepRuns, choices, caseFilter, progress },
    ...{ useRunner, choiceOf, pointsOf, casesOf, countOf, isRunning, run, cancel },
  };
});
