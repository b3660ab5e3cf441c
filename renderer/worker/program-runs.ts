/** The programs of an order, one after the other. Knows nothing of threads. */
import { loadScoreboard, loadSweep, runScoreboard, runSweep } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import type { ProgramRun, RunsOrder } from './program-runs-protocol.ts';

/** Each program's run when it has ended. Throws CError, PatchError or ScenarioError. */
export function* programRuns(order: RunsOrder): Generator<ProgramRun> {
  const tree = createFileTree(order.files);
  if (order.kind === 'scoreboard') {
    const { cases, state } = order;
    const board = loadScoreboard(tree, order.directory);
    for (const run of runScoreboard(tree, board, { states: [state], cases })) {
      yield { kind: 'case', run };
    }
    return;
  }
  const sweep = loadSweep(tree, order.directory);
  const { points, state, config } = order;
  const recorded = new Set(points.filter((_, index) => order.sanitize[index]));
  const sanitize = (point: (typeof points)[number]) => recorded.has(point);
  for (const run of runSweep(tree, sweep, {
    states: [state],
    configs: [config],
    points,
    sanitize,
  })) {
    yield { kind: 'program', run };
  }
}
