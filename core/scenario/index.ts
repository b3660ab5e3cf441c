export { ScenarioError } from './error.ts';
export { listScenarios, loadScenario } from './scenario.ts';
export type { FileTree, Scenario, ScenarioCaptures, ScenarioState } from './scenario.ts';
export { scenarioOfCapture, stateOfVariant, type CaptureName } from './captures.ts';
export { stateDefines } from './defines.ts';
export { hunksOf, stateSources } from './sources.ts';
export type { NamedHunk, StateSources } from './sources.ts';
export { stateHunks } from './hunks.ts';
export type { StateHunk } from './hunks.ts';
export { leaveOut, makeVariant } from './variant.ts';
export type { Change, Variant } from './variant.ts';
export { judge } from './expectations.ts';
export type { Expectation, Judgement } from './expectations.ts';
export { consequences } from './consequences.ts';
export type { Consequence } from './consequences.ts';
export { recordState, runState } from './record.ts';
export { programKey } from './program-key.ts';
export { writeScenario } from './write-scenario.ts';
export type { WrittenScenario } from './write-scenario.ts';
export { compileState, stateSymbols } from './compile.ts';
export {
  listScoreboards,
  loadScoreboard,
  runScoreboard,
  scenarioOfCase,
  scoreTotals,
  type CaseResult,
  type CaseRun,
  type ScoreTotal,
  type Scoreboard,
} from './scoreboard.ts';
export {
  chosenPoints,
  isSanitized,
  listSweeps,
  loadSweep,
  scenarioOfPoint,
  sweepPoints,
  type Sweep,
  type SweepAxis,
  type SweepConfig,
  type SweepPoint,
} from './sweep.ts';
export { runSweep, type SweepOptions, type SweepRun } from './sweep-run.ts';
export { spread, sweepFindings, type SweepFinding } from './sweep-findings.ts';
export * from './tour/index.ts';
