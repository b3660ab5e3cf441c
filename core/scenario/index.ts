export { ScenarioError } from './error.ts';
export { listScenarios, loadScenario } from './scenario.ts';
export type { FileTree, Scenario, ScenarioState } from './scenario.ts';
export { stateDefines } from './defines.ts';
export { stateSources } from './sources.ts';
export type { StateSources } from './sources.ts';
export { recordState } from './record.ts';
