/** Runs the programs of scoreboards and sweeps in the same thread: for tests. */
import { toLabError } from '../model/lab-error.ts';
import { programRuns } from '../worker/program-runs.ts';
import type { ProgramRun, RunsOrder } from '../worker/program-runs-protocol.ts';
import type { ProgramRunner, RunsEnd, RunsJob } from '../worker/program-runner.ts';

export class InlineProgramRunner implements ProgramRunner {
  run(orders: readonly RunsOrder[], told: (run: ProgramRun) => void): RunsJob {
    return { end: Promise.resolve(this.all(orders, told)), cancel: () => {} };
  }

  private all(orders: readonly RunsOrder[], told: (run: ProgramRun) => void): RunsEnd {
    try {
      for (const order of orders) for (const run of programRuns(order)) told(run);
      return { kind: 'done' };
    } catch (thrown) {
      return { kind: 'failed', error: toLabError(thrown) };
    }
  }
}
