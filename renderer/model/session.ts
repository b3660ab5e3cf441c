import {
  align,
  composeLineMaps,
  invertLineMap,
  stateSources,
  Timeline,
  Trace,
  type Alignment,
  type FileTree,
  type LineMap,
  type MemoryView,
  type Recording,
  type Scenario,
  type ScenarioState,
  type StateSources,
} from '../../core/index.ts';

/** The two columns of the lab. */
export type Side = 'left' | 'right';
export const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/** One recorded state and what reading it needs. Never made reactive: it holds megabytes. */
export interface StateSession {
  state: ScenarioState;
  trace: Trace;
  /** A cursor that views may move freely: the position that counts lies in the store. */
  timeline: Timeline;
  sources: StateSources;
}

/** Throws PatchError and ScenarioError, as stateSources does. */
export function createSession(
  tree: FileTree,
  scenario: Scenario,
  state: ScenarioState,
  recording: Recording,
): StateSession {
  const trace = new Trace(recording);
  const sources = stateSources(tree, scenario, state.id);
  return { state, trace, timeline: new Timeline(trace), sources };
}

/** A recorded state at one position. A new object per position, so that views notice. */
export interface Moment {
  side: Side;
  session: StateSession;
  position: number;
  /** Valid until the session's timeline is moved again: use it at once, do not keep it. */
  memory: MemoryView;
}

export function momentAt(side: Side, session: StateSession, position: number): Moment {
  session.timeline.seek(position);
  return { side, session, position, memory: session.timeline.memory };
}

/** Two states side by side: how their lines and their steps correspond. */
export interface Pairing {
  lines: LineMap;
  alignment: Alignment;
}

export function pairSessions(left: StateSession, right: StateSession): Pairing {
  const lines = composeLineMaps(invertLineMap(left.sources.lines), right.sources.lines);
  return { lines, alignment: align(left.trace, right.trace, lines) };
}
