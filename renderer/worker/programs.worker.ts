/** Runs cases of a scoreboard or programs of a sweep, one after the other, away from the thread that draws. */
import { loadScoreboard, loadSweep, runScoreboard, runSweep } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { toLabError } from '../model/lab-error.ts';
import type { ProgramRun, RunsOrder, RunsReply } from './program-runs-protocol.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<RunsOrder>) => void) | null;
  postMessage(reply: RunsReply): void;
}
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    for (const of of runsOf(data)) scope.postMessage({ kind: 'run', of });
    scope.postMessage({ kind: 'done' });
  } catch (error) {
    scope.postMessage({ kind: 'failed', error: toLabError(error) });
  }
};

function* runsOf(order: RunsOrder): Generator<ProgramRun> {
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
