import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { recordState } from './record.ts';
import { loadScoreboard, scenarioOfCase } from './scoreboard.ts';
import { loadSweep, scenarioOfPoint } from './sweep.ts';
import { leaveOut } from './variant.ts';
import { writeScenario } from './write-scenario.ts';

const board = loadScoreboard(projectTree, 'scenarios/hmm-tests');
const sweep = loadSweep(projectTree, 'scenarios/device-page-sweep');

describe('writing a scenario that no file describes', () => {
  it('says the same as the case of the scoreboard', () => {
    const own = scenarioOfCase(board, 'anon_read', 'coherent');
    const { scenario, files } = writeScenario(projectTree, own);
    expect(scenario).toEqual({ ...own, id: 'hmm-tests-anon-read-coherent' });
    expect(Object.keys(files)).toEqual(['scenarios/hmm-tests/scenario.yaml']);
  });

  it('says the same as the program of a sweep, its configuration included', () => {
    const point = { page: 'zero', order: '0', action: 'unmap', select: 'system', owner: 'own' };
    const own = scenarioOfPoint(sweep, point, 'no-debug-vm');
    const { scenario } = writeScenario(projectTree, own);
    expect(scenario).toEqual(own);
    expect(scenario.kernel.config['CONFIG_DEBUG_VM']).toBe(false);
    expect(scenario.args).toContain('page=zero');
  });

  it('is a scenario like any other: a hunk can be left out of it, and it runs', () => {
    const { tree, scenario } = writeScenario(
      projectTree,
      scenarioOfCase(board, 'open_close', 'private'),
    );
    const variant = leaveOut(tree, scenario, 'v9', ['mm/memory.c:1']);
    expect(variant.scenario.args).toEqual(['open_close', 'private']);
    const { outcome } = recordState(variant.tree, variant.scenario, 'v9');
    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 0 });
  });
});
