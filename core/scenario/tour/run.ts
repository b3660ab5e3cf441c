/** What a tour is held against: the recorded states of its scenario. */
import type { SourceTree } from '../../c/token.ts';
import type { ReadingPair, Trace } from '../../trace/index.ts';

/** One recorded state, with the sources it was made of. */
export interface TourRun {
  state: string;
  trace: Trace;
  sources: SourceTree;
}

/** How two states compare; asked for only by anchors that need it. */
export interface TourComparison {
  /** The steps at which they first part, in each; null if they never do. */
  parting: { left: number; right: number } | null;
  readings: readonly ReadingPair[];
}

export interface TourRuns {
  /** The state's run; null while it is not recorded. */
  run(state: string): TourRun | null;
  /** Of two recorded states; null while they are not compared. */
  compare(left: string, right: string): TourComparison | null;
}

/** An anchor, a page or an answer that is not to be found in a run: the message says what was looked for. */
export class LostAnchor extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LostAnchor';
  }
}
