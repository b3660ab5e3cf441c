/** Guided tours: reading them, finding their places in recorded runs, asking and answering. */
export { loadTours, parseTour, scenarioOfTour } from './read.ts';
export { resolveStop, statesOf, statesOfTour, type Lost, type ResolvedStop } from './resolve.ts';
export { anchorText, resolveAnchor } from './anchor.ts';
export { isRight, type Answer, type GivenAnswer } from './answer.ts';
export { anchorFor, stopYaml, tourYaml, type StopDraft } from './record-stop.ts';
export { LostAnchor, type TourComparison, type TourRun, type TourRuns } from './run.ts';
export { plainText, readInline, readText, type Block, type Inline } from './text.ts';
export type { Anchor, Question, StopView, Tour, TourStop } from './tour.ts';
