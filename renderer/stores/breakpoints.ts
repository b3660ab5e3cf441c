import { defineStore } from 'pinia';
import { computed, markRaw, shallowReactive, shallowRef, watch } from 'vue';
import type { BreakpointSpec } from '../../core/index.ts';
import {
  breakpointText,
  nearestHit,
  specIn,
  type Breakpoint,
  type HitRun,
} from '../model/breakpoints.ts';
import type { Side, StateSession } from '../model/session.ts';
import type { Analysis, AnalysisJob } from '../worker/analysis.ts';
import { useJobs } from './jobs.ts';
import { useLab } from './lab.ts';
import { useRuns } from './runs.ts';

const NOT_HERE: HitRun = { kind: 'failed', message: 'this line is not in this state' };

/** Where runs stop. All hits of a breakpoint are found at once: stepping to one is looking it up. */
export const useBreakpoints = defineStore('breakpoints', () => {
  const lab = useLab();
  const runs = useRuns();
  const jobs = useJobs();
  const list = shallowRef<readonly Breakpoint[]>([]);
  /** By state and breakpoint. */
  const found = shallowReactive(new Map<string, HitRun>());
  const open = new Map<string, AnalysisJob<unknown>>();
  let analysis: Analysis | null = null;

  /** To be called once, before anything is asked. */
  function useAnalysis(value: Analysis): void {
    analysis = value;
  }

  /** Forgets all hits and all breakpoints: another scenario is opened. */
  function clear(): void {
    for (const job of open.values()) job.cancel();
    open.clear();
    found.clear();
    list.value = [];
  }

  function add(spec: BreakpointSpec, state: string | null = null): Breakpoint {
    const id = Math.max(0, ...list.value.map((each) => each.id)) + 1;
    const added = { id, enabled: true, spec, state };
    list.value = [...list.value, added];
    return added;
  }
  const remove = (id: number) => {
    list.value = list.value.filter((each) => each.id !== id);
  };
  const change = (id: number, to: Partial<Pick<Breakpoint, 'enabled' | 'spec'>>) => {
    list.value = list.value.map((each) => (each.id === id ? { ...each, ...to } : each));
  };
  /** Replaces all, as they were kept. */
  function restore(value: readonly Breakpoint[]): void {
    list.value = value;
  }

  function originOf(breakpoint: Breakpoint): StateSession | null {
    return runs.session(breakpoint.state);
  }

  /** The breakpoint's line in a state's sources; null for other kinds, and if it is not there. */
  function lineIn(breakpoint: Breakpoint, session: StateSession) {
    const spec = specIn(breakpoint, session, originOf(breakpoint));
    return spec?.target.kind === 'line' ? spec.target : null;
  }

  /** The breakpoint on a line, as the sources of a state number it. */
  function atLine(session: StateSession, file: string, line: number): Breakpoint | null {
    const here = (each: Breakpoint) => {
      const place = lineIn(each, session);
      return place?.file === file && place.line === line;
    };
    return list.value.find(here) ?? null;
  }

  const keyOf = (session: StateSession, spec: BreakpointSpec) =>
    `${session.state.id}\n${JSON.stringify(spec)}`;

  /** What is known of a breakpoint's hits in a state; undefined while nobody asked. */
  function hits(breakpoint: Breakpoint, session: StateSession): HitRun | undefined {
    const spec = specIn(breakpoint, session, originOf(breakpoint));
    return spec ? found.get(keyOf(session, spec)) : NOT_HERE;
  }

  /** Looks for a breakpoint's hits in a state, unless that is done or under way. Never rejects. */
  async function look(breakpoint: Breakpoint, session: StateSession): Promise<void> {
    const spec = specIn(breakpoint, session, originOf(breakpoint));
    if (!spec || !analysis) return;
    const key = keyOf(session, spec);
    const running = open.get(key);
    if (running) await running.result;
    if (found.has(key)) return;
    found.set(key, { kind: 'working', share: 0 });
    const ask = { state: session.state.id, breakpoint: spec };
    const job = analysis.ask('hits', ask, (share) => {
      if (open.get(key) !== job) return;
      found.set(key, { kind: 'working', share });
      told.progress(share);
    });
    open.set(key, job);
    const title = `Looking for ${breakpointText(breakpoint)} in ${session.state.title}`;
    const told = jobs.start(title, job.cancel);
    const result = await job.result;
    told.end();
    if (open.get(key) !== job) return; // another scenario was opened meanwhile
    open.delete(key);
    if (result.kind === 'answered') found.set(key, markRaw({ kind: 'ready', ...result.answer }));
    else if (result.kind === 'failed') {
      found.set(key, { kind: 'failed', message: result.error.message });
    } else found.delete(key);
  }

  const shown = computed(() =>
    [lab.sessions.left, lab.sessions.right].filter((session) => session !== null),
  );
  watch(
    [list, shown],
    () => {
      for (const breakpoint of list.value) {
        if (!breakpoint.enabled) continue;
        for (const session of shown.value) void look(breakpoint, session);
      }
    },
    { flush: 'sync' },
  );

  /** Enabled breakpoints with the positions at which they stop a side's run, as far as they are known. */
  function stops(side: Side): { breakpoint: Breakpoint; positions: Uint32Array }[] {
    const session = lab.sessions[side];
    if (!session) return [];
    return list.value.flatMap((breakpoint) => {
      const run = breakpoint.enabled ? hits(breakpoint, session) : undefined;
      return run?.kind === 'ready' ? [{ breakpoint, positions: run.positions }] : [];
    });
  }

  /**
   * Where a run from a position stops next; null if it runs to the end. Waits until the hits of all
   * enabled breakpoints are known.
   */
  async function nextStop(
    position: number,
    direction: 1 | -1,
  ): Promise<{ breakpoint: Breakpoint; position: number } | null> {
    const { session, side } = lab;
    if (!session) return null;
    const enabled = list.value.filter((each) => each.enabled);
    await Promise.all(enabled.map((each) => look(each, session)));
    let best: { breakpoint: Breakpoint; position: number } | null = null;
    for (const { breakpoint, positions } of stops(side)) {
      const hit = nearestHit(positions, position, direction);
      if (hit < 0) continue;
      const nearer =
        direction === 1 ? hit < (best?.position ?? Infinity) : hit > (best?.position ?? -1);
      if (nearer) best = { breakpoint, position: hit };
    }
    return best;
  }

  return {
    list,
    found,
    useAnalysis,
    clear,
    add,
    remove,
    change,
    restore,
    lineIn,
    atLine,
    hits,
    look,
    stops,
    nextStop,
  };
});
