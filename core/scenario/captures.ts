/** Which scenario reproduces a capture of a real kernel, and in which state. */
import { ScenarioError } from './error.ts';
import {
  findState,
  listScenarios,
  loadScenario,
  type FileTree,
  type Scenario,
  type ScenarioState,
} from './scenario.ts';

/** What a capture says of itself: the captured scenario's name and the kernel's variant. */
export interface CaptureName {
  scenario: string;
  variant: string;
}

/** The first scenario of the tree, by id, whose program does what a capture shows; null if none does. */
export function scenarioOfCapture(tree: FileTree, capture: CaptureName): Scenario | null {
  for (const { directory } of listScenarios(tree)) {
    const scenario = loadScenario(tree, directory);
    if (scenario.captures?.names.includes(capture.scenario)) return scenario;
  }
  return null;
}

/**
 * The state that is to agree with a capture's variant: as the scenario says (`captures.states`), its
 * only state, or the one that has the id which the other scenarios of the tree give for that variant.
 * Throws ScenarioError if none of these tells.
 */
export function stateOfVariant(tree: FileTree, scenario: Scenario, variant: string): ScenarioState {
  const own = scenario.captures?.states[variant];
  if (own !== undefined) return findState(scenario, own);
  const { states } = scenario;
  if (states.length === 1) return states[0]!;
  for (const { directory } of listScenarios(tree)) {
    if (directory === scenario.directory) continue;
    const id = loadScenario(tree, directory).captures?.states[variant];
    const same = states.find((state) => state.id === id);
    if (same) return same;
  }
  const ids = states.map(({ id }) => id).join(', ');
  throw new ScenarioError(
    `does not say which state is the captured variant "${variant}" (states: ${ids}): name it with --state, or add captures.states`,
    `${scenario.directory}/scenario.yaml`,
    0,
    'captures',
  );
}
