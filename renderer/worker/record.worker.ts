/** Compiles and runs one state of a scenario, away from the thread that draws. */
import { loadScenario, recordState } from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { toLabError } from '../model/lab-error.ts';
import type { RecordReply, RecordRequest } from './protocol.ts';
import { transferables } from './transfer.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<RecordRequest>) => void) | null;
  postMessage(reply: RecordReply, transfer: Transferable[]): void;
}
// The project's DOM library types describe a window; of a worker's scope only this is needed.
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    const tree = createFileTree(data.files);
    const scenario = loadScenario(tree, data.directory);
    const options = data.stepBudget === undefined ? {} : { stepBudget: data.stepBudget };
    const recording = recordState(tree, scenario, data.state, options);
    scope.postMessage({ kind: 'recorded', recording }, transferables(recording));
  } catch (error) {
    scope.postMessage({ kind: 'failed', error: toLabError(error) }, []);
  }
};
