/** Runs cases of a scoreboard or programs of a sweep, one after the other, away from the thread that draws. */
import { toLabError } from '../model/lab-error.ts';
import { programRuns } from './program-runs.ts';
import type { RunsOrder, RunsReply } from './program-runs-protocol.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<RunsOrder>) => void) | null;
  postMessage(reply: RunsReply): void;
}
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    for (const of of programRuns(data)) scope.postMessage({ kind: 'run', of });
    scope.postMessage({ kind: 'done' });
  } catch (error) {
    scope.postMessage({ kind: 'failed', error: toLabError(error) });
  }
};
