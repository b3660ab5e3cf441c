import { defineStore } from 'pinia';
import { markRaw, shallowReactive } from 'vue';
import type { FileTree, Frozen, Scenario, ScenarioState } from '../../core/index.ts';
import { toLabError, type LabError } from '../model/lab-error.ts';
import { turn } from '../model/turn.ts';
import { createSession, type StateSession } from '../model/session.ts';
import type { Analysis } from '../worker/analysis.ts';
import type { RecordJob, Recorder } from '../worker/recorder.ts';
import { useJobs } from './jobs.ts';
import { usePairings } from './pairings.ts';
import { useSymbols } from './symbols.ts';

/** Where the recording of one state stands. Replaced as a whole, never changed. */
export type Run =
  | { kind: 'recording'; since: number }
  | { kind: 'ready'; session: StateSession; milliseconds: number }
  | { kind: 'failed'; error: LabError }
  | { kind: 'cancelled' };

/** What recording a state needs. */
export interface RunSources {
  files: Record<string, string>;
  tree: FileTree;
  scenario: Scenario;
}

/** The recordings of the open scenario, by state id. */
export const useRuns = defineStore('runs', () => {
  const runs = shallowReactive(new Map<string, Run>());
  const jobs = new Map<string, RecordJob>();
  /** When the recording of a state that is being recorded, or was, is over. */
  const recordings = new Map<string, Promise<void>>();
  const pairings = usePairings();
  const symbols = useSymbols();
  const waiting = useJobs();
  let recorder: Recorder | null = null;
  let analysis: Analysis | null = null;
  let open_: RunSources | null = null;

  /** To be called once, before anything is recorded. */
  function useWorkers(workers: { recorder: Recorder; analysis: Analysis }): void {
    ({ recorder, analysis } = workers);
    pairings.useAnalysis(analysis);
    symbols.useAnalysis(analysis);
  }

  /** Forgets everything and starts on another scenario. */
  function open(value: RunSources): void {
    for (const job of jobs.values()) job.cancel();
    jobs.clear();
    runs.clear();
    pairings.clear();
    analysis?.open(value.files, value.scenario.directory);
    open_ = value;
  }

  /** What the open scenario's states are recorded from; null before one is opened. */
  function sources(): RunSources | null {
    return open_;
  }

  /** Takes a scenario with states more in it; what is recorded stays. */
  function vary({ files, tree, scenario }: RunSources): void {
    if (!open_) return;
    open_ = { files: { ...open_.files, ...files }, tree, scenario };
    analysis?.change(open_.files);
  }

  /**
   * Records a state unless it is recorded; resolves when it is, also if somebody else began. Never
   * rejects: failures are runs too.
   */
  function record(state: ScenarioState): Promise<void> {
    const present = runs.get(state.id)?.kind;
    if (!recorder || !open_ || present === 'ready') return Promise.resolve();
    const known = present === 'recording' ? recordings.get(state.id) : undefined;
    const recording = known ?? make(state, open_, recorder);
    recordings.set(state.id, recording);
    return recording;
  }

  async function make(state: ScenarioState, from: RunSources, by: Recorder): Promise<void> {
    const since = performance.now();
    runs.set(state.id, { kind: 'recording', since });
    const { files } = from;
    const { directory } = from.scenario;
    const copy = analysis?.expect(state.id) ?? null;
    const job = by.record({ files, directory, state: state.id }, copy);
    jobs.set(state.id, job);
    const result = await job.result;
    const isPast = () => jobs.get(state.id) !== job; // another scenario was opened meanwhile
    // The recording came in a task; making it readable is one, and showing it another.
    await turn();
    if (isPast()) return;
    const run = finished(result, from, state, performance.now() - since);
    await turn();
    if (isPast()) return;
    jobs.delete(state.id);
    if (run.kind === 'ready') analysis?.recorded(state.id, run.session.trace);
    runs.set(state.id, run);
  }

  /** The state's recording once it is there; null if there is none, or another scenario was opened. */
  async function recordedOf(state: ScenarioState): Promise<StateSession | null> {
    const from = open_?.scenario;
    await record(state);
    return open_?.scenario === from ? session(state.id) : null;
  }

  function cancel(state: string): void {
    jobs.get(state)?.cancel();
  }

  /** The state's recording, or a part of it, for a file; made by the analyst. Throws what it could not. */
  async function freeze(
    state: ScenarioState,
    range: { from: number; to: number } | null,
  ): Promise<{ frozen: Frozen; shift: number } | null> {
    if (!analysis) return null;
    const job = analysis.ask('freeze', { state: state.id, range });
    const told = waiting.start(`Packing ${state.title}`, job.cancel);
    const result = await job.result;
    told.end();
    if (result.kind === 'answered') return result.answer;
    if (result.kind === 'failed') throw new Error(result.error.message);
    return null;
  }

  /** The state's session once it is recorded, else null. */
  function session(state: string | null): StateSession | null {
    const run = state === null ? undefined : runs.get(state);
    return run?.kind === 'ready' ? run.session : null;
  }

  return { runs, useWorkers, open, sources, vary, record, recordedOf, cancel, freeze, session };
});

function finished(
  result: Awaited<RecordJob['result']>,
  from: RunSources,
  state: ScenarioState,
  milliseconds: number,
): Run {
  if (result.kind !== 'recorded') return result;
  try {
    const session = createSession(
      from.tree,
      from.scenario,
      state,
      result.recording,
      result.indexes,
    );
    return { kind: 'ready', session: markRaw(session), milliseconds };
  } catch (thrown) {
    return { kind: 'failed', error: toLabError(thrown) };
  }
}
