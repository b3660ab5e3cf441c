/** Compiles and runs one state of a scenario, away from the thread that draws. */
import {
  compileState,
  loadScenario,
  programKey,
  runState,
  thawRecording,
  Timeline,
  Trace,
  type Recording,
} from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { toLabError } from '../model/lab-error.ts';
import { preparedProgram } from './prepared.ts';
import type { RecordOrder, RecordReply } from './protocol.ts';
import { pack, transferables } from './transfer.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<RecordOrder>) => void) | null;
  postMessage(reply: RecordReply, transfer: Transferable[]): void;
}
// The project's DOM library types describe a window; of a worker's scope only this is needed.
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => void answer(data);

async function answer(data: RecordOrder): Promise<void> {
  try {
    const recording = data.frozen ? thawRecording(data.frozen) : await record(data);
    // What would stop the lab for some frames when it is first asked for.
    const trace = new Trace(recording);
    const checkpoints = new Timeline(trace).packCheckpoints();
    const recorded = pack(recording, { ...trace.indexes(), checkpoints });
    // A copy: the lab gets the columns themselves.
    data.analyst?.postMessage(recorded);
    scope.postMessage({ kind: 'recorded', recorded }, transferables(recorded));
  } catch (error) {
    scope.postMessage({ kind: 'failed', error: toLabError(error) }, []);
  }
}

async function record(order: RecordOrder): Promise<Recording> {
  const { files, directory, state, stepBudget } = order;
  const tree = createFileTree(files);
  const scenario = loadScenario(tree, directory);
  const program =
    (await preparedProgram(programKey(tree, scenario, state))) ??
    compileState(tree, scenario, state, { record: true });
  return runState(program, scenario, stepBudget === undefined ? {} : { stepBudget });
}
