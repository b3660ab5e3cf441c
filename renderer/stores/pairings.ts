import { defineStore } from 'pinia';
import { markRaw, shallowReactive } from 'vue';
import type { Reading } from '../../core/index.ts';
import type { LabError } from '../model/lab-error.ts';
import { createPairing, type Pairing, type StateSession } from '../model/session.ts';
import type { Analysis, AnalysisJob } from '../worker/analysis.ts';
import { useJobs } from './jobs.ts';
import type { Effect } from './what-if.ts';

/** Where the comparison of two states stands. Replaced as a whole, never changed. */
export type PairRun =
  | { kind: 'working'; share: number }
  | { kind: 'ready'; pairing: Pairing }
  | { kind: 'failed'; error: LabError }
  | { kind: 'cancelled' };

const keyOf = (left: string, right: string) => `${left}\n${right}`;

/** How the states of the open scenario correspond, by pairs; and what each of them reads. */
export const usePairings = defineStore('pairings', () => {
  const pairs = shallowReactive(new Map<string, PairRun>());
  const readings = shallowReactive(new Map<string, readonly Reading[]>());
  const open = new Map<string, AnalysisJob<unknown>>();
  const jobs = useJobs();
  let analysis: Analysis | null = null;

  /** To be called once, before anything is asked. */
  function useAnalysis(value: Analysis): void {
    analysis = value;
  }

  /** Forgets everything: another scenario is opened. */
  function clear(): void {
    for (const job of open.values()) job.cancel();
    open.clear();
    pairs.clear();
    readings.clear();
  }

  function run(left: StateSession, right: StateSession): PairRun | undefined {
    return pairs.get(keyOf(left.state.id, right.state.id));
  }

  function get(left: StateSession, right: StateSession): Pairing | null {
    const found = run(left, right);
    return found?.kind === 'ready' ? found.pairing : null;
  }

  /** The position of state `to` for one of state `from`; null until they are compared, either way. */
  function across(from: StateSession, to: StateSession, position: number): number | null {
    const there = get(from, to);
    if (there) return there.alignment.toRight(position);
    return get(to, from)?.alignment.toLeft(position) ?? null;
  }

  /** Compares two recorded states unless that is done or under way. Never rejects. */
  async function compare(left: StateSession, right: StateSession): Promise<Pairing | null> {
    const key = keyOf(left.state.id, right.state.id);
    const present = pairs.get(key);
    if (present?.kind === 'ready') return present.pairing;
    const running = open.get(key);
    if (running) {
      await running.result;
      return get(left, right);
    }
    if (!analysis) return null;
    pairs.set(key, { kind: 'working', share: 0 });
    const ask = { left: left.state.id, right: right.state.id };
    const job = analysis.ask('pair', ask, (share) => {
      if (open.get(key) !== job) return;
      pairs.set(key, { kind: 'working', share });
      told.progress(share);
    });
    open.set(key, job);
    const told = jobs.start(`Comparing ${left.state.title} with ${right.state.title}`, job.cancel);
    const result = await job.result;
    told.end();
    if (open.get(key) !== job) return null; // another scenario was opened meanwhile
    open.delete(key);
    if (result.kind === 'answered') {
      const pairing = markRaw(createPairing(left, right, result.answer));
      pairs.set(key, { kind: 'ready', pairing });
      return pairing;
    }
    pairs.set(key, result);
    return null;
  }

  /** What the right state does otherwise than the left one. Never rejects. */
  async function effect(left: StateSession, right: StateSession): Promise<Effect> {
    if (!analysis) return { kind: 'ready', consequences: [] };
    const ask = { left: left.state.id, right: right.state.id };
    const job = analysis.ask('consequences', ask);
    const told = jobs.start(`Looking for what ${right.state.title} changes`, job.cancel);
    const result = await job.result;
    told.end();
    if (result.kind === 'answered') return { kind: 'ready', consequences: result.answer };
    return result;
  }

  function cancel(left: StateSession, right: StateSession): void {
    open.get(keyOf(left.state.id, right.state.id))?.cancel();
  }

  /** Finds what one state reads, for when there is nothing to compare it with. */
  async function read({ state }: StateSession): Promise<void> {
    const key = keyOf(state.id, '');
    if (!analysis || readings.has(state.id) || open.has(key)) return;
    const job = analysis.ask('readings', { state: state.id });
    open.set(key, job);
    const told = jobs.start(`Following the readings of ${state.title}`, job.cancel);
    const result = await job.result;
    told.end();
    if (open.get(key) !== job) return;
    open.delete(key);
    readings.set(state.id, result.kind === 'answered' ? result.answer : []);
  }

  return { effect, pairs, readings, useAnalysis, clear, run, get, across, compare, cancel, read };
});
