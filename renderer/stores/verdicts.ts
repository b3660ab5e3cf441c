import { defineStore } from 'pinia';
import { markRaw, ref, shallowReactive } from 'vue';
import type { LabError } from '../model/lab-error.ts';
import type { StateSession } from '../model/session.ts';
import { verdictItems, type VerdictFilter, type VerdictItem } from '../model/verdict-list.ts';
import type { Analysis, AnalysisJob } from '../worker/analysis.ts';
import { useJobs } from './jobs.ts';

/** Where judging one state stands. Replaced as a whole, never changed. */
export type VerdictRun =
  | { kind: 'working'; share: number }
  | { kind: 'ready'; items: readonly VerdictItem[] }
  | { kind: 'failed'; error: LabError }
  | { kind: 'cancelled' };

/** What is to be said of each state's run: its log, what sanitizers find, what was expected. */
export const useVerdicts = defineStore('verdicts', () => {
  const jobs = useJobs();
  const runs = shallowReactive(new Map<string, VerdictRun>());
  const open = new Map<string, AnalysisJob<unknown>>();
  /** What of it is listed. */
  const filter = ref<VerdictFilter>('all');
  const said = new WeakMap<StateSession, readonly VerdictItem[]>();
  let analysis: Analysis | null = null;

  /** To be called once, before anything is asked. */
  function useAnalysis(value: Analysis): void {
    analysis = value;
  }

  /** Forgets everything: another scenario is opened. */
  function clear(): void {
    for (const job of open.values()) job.cancel();
    open.clear();
    runs.clear();
  }

  function run({ state }: StateSession): VerdictRun | undefined {
    return runs.get(state.id);
  }

  /** All that is known so far: the log alone until the sanitizers are through. */
  function items(session: StateSession): readonly VerdictItem[] {
    const known = run(session);
    if (known?.kind === 'ready') return known.items;
    let log = said.get(session);
    if (!log) said.set(session, (log = verdictItems(session.trace, null)));
    return log;
  }

  /** Judges a state unless that is done, under way, or was cancelled. Never rejects. */
  async function look(session: StateSession): Promise<void> {
    const { id, title } = session.state;
    const running = open.get(id);
    if (running) await running.result;
    if (!analysis || runs.has(id)) return;
    runs.set(id, { kind: 'working', share: 0 });
    const job = analysis.ask('verdict', { state: id }, (share) => {
      if (open.get(id) !== job) return;
      runs.set(id, { kind: 'working', share });
      told.progress(share);
    });
    open.set(id, job);
    const told = jobs.start(`Looking for what is wrong in ${title}`, job.cancel);
    const result = await job.result;
    told.end();
    if (open.get(id) !== job) return; // another scenario was opened meanwhile
    open.delete(id);
    if (result.kind === 'answered') {
      runs.set(id, { kind: 'ready', items: markRaw(verdictItems(session.trace, result.answer)) });
    } else runs.set(id, result);
  }

  /** As `look`, also if it was cancelled or has failed before. */
  function again(session: StateSession): Promise<void> {
    const known = run(session)?.kind;
    if (known === 'cancelled' || known === 'failed') runs.delete(session.state.id);
    return look(session);
  }

  return { runs, filter, useAnalysis, clear, run, items, look, again };
});
