import {
  composeLineMaps,
  invertLineMap,
  stateSources,
  Timeline,
  Trace,
  type FileTree,
  type LineMap,
  type MemoryView,
  type ReadingPair,
  type Recording,
  type Scenario,
  type ScenarioState,
  type StateSources,
  type TraceIndexes,
} from '../../core/index.ts';
import type { PairAnswer } from '../worker/questions.ts';
import { PairAlignment } from './pair-alignment.ts';

/** The columns of the lab, from left to right; the middle one is there when three states are shown. */
export const SIDES = ['left', 'middle', 'right'] as const;
export type Side = (typeof SIDES)[number];
/** The two states of a comparison. */
export type PairSide = 'left' | 'right';
/** The outer column that a column is compared with where there is room for one other only. */
export const otherSide = (side: Side): PairSide => (side === 'left' ? 'right' : 'left');
/** Something for each column. */
export function bySide<T>(of: (side: Side) => T): Record<Side, T> {
  return { left: of('left'), middle: of('middle'), right: of('right') };
}

/** One recorded state and what reading it needs. Never made reactive: it holds megabytes. */
export interface StateSession {
  state: ScenarioState;
  trace: Trace;
  /** A cursor that views may move freely: the position that counts lies in the store. */
  timeline: Timeline;
  sources: StateSources;
}

/**
 * `indexes`: what was made from the recording on its way; what is missing is made when it is first
 * needed. Throws PatchError and ScenarioError, as stateSources does.
 */
export function createSession(
  tree: FileTree,
  scenario: Scenario,
  state: ScenarioState,
  recording: Recording,
  indexes: Partial<TraceIndexes> = {},
): StateSession {
  const trace = new Trace(recording, indexes);
  const sources = stateSources(tree, scenario, state.id);
  const { checkpoints } = indexes;
  const timeline = new Timeline(trace, checkpoints ? { checkpoints } : {});
  return { state, trace, timeline, sources };
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
  alignment: PairAlignment;
  /** All readings of both runs, paired. */
  readings: readonly ReadingPair[];
}

/** Two columns that are shown, and how their states correspond. */
export interface ColumnPair {
  left: Side;
  right: Side;
  pairing: Pairing;
}

export function createPairing(
  left: StateSession,
  right: StateSession,
  answer: PairAnswer,
): Pairing {
  return {
    lines: composeLineMaps(invertLineMap(left.sources.lines), right.sources.lines),
    alignment: new PairAlignment(answer),
    readings: answer.readings,
  };
}
