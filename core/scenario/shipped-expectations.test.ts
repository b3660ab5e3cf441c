/** Every scenario that ships: what its file says of its states comes true. */
import { describe, expect, it } from 'vitest';
import { sanitize } from '../sanitize/index.ts';
import { Trace } from '../trace/index.ts';
import { projectTree } from '../truth/testing/recorded.ts';
import { judge, listScenarios, loadScenario, recordState } from './index.ts';

const scenarios = listScenarios(projectTree)
  .map(({ directory }) => loadScenario(projectTree, directory))
  .filter(({ expectations }) => expectations.length > 0);

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s',
  (_, scenario) => {
    it.each(scenario.states.map(({ id }) => id))('%s', (state) => {
      const trace = new Trace(recordState(projectTree, scenario, state));
      const judged = judge(trace, state, scenario.expectations, sanitize(trace));
      expect(judged.length).toBeGreaterThan(0);
      expect(judged.filter(({ met }) => !met)).toEqual([]);
    });
  },
);

it('there are scenarios that say what they expect', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(3);
});
