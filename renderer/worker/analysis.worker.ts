/** The analyst in a thread of its own. */
import { Trace } from '../../core/index.ts';
import { toLabError } from '../model/lab-error.ts';
import type { AnalysisReply, AnalysisRequest } from './analysis-protocol.ts';
import { Analyst } from './analyst.ts';
import { buffersOf } from './buffers.ts';
import { preparedPair } from './prepared.ts';
import type { Recorded } from './protocol.ts';
import { runInSlices } from './slices.ts';
import { unpack } from './transfer.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<AnalysisRequest>) => void) | null;
  postMessage(reply: AnalysisReply, transfer?: Transferable[]): void;
}
// The project's DOM library types describe a window; of a worker's scope only this is needed.
const scope = globalThis as unknown as WorkerScope;

let analyst: Analyst | null = null;
const cancelled = new Set<number>();

async function answer({ job, question, ask }: AnalysisRequest & { kind: 'ask' }): Promise<void> {
  try {
    if (!analyst) throw new Error('no scenario is open');
    const prepared = question === 'pair' && (await preparedPair(analyst.pairKey(ask as never)));
    if (!prepared) await analyst.ready(ask);
    if (cancelled.delete(job)) return;
    if (prepared) {
      scope.postMessage({ kind: 'answer', job, answer: prepared }, buffersOf(prepared));
      return;
    }
    const work = analyst.answer(question, ask as never);
    const found = await runInSlices(
      work,
      () => cancelled.has(job),
      (share) => scope.postMessage({ kind: 'progress', job, share }),
    );
    if (cancelled.delete(job)) return;
    scope.postMessage({ kind: 'answer', job, answer: found }, buffersOf(found));
  } catch (error) {
    scope.postMessage({ kind: 'failed', job, error: toLabError(error) });
  }
}

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'open':
      analyst = new Analyst(data.files, data.directory);
      break;
    case 'change':
      analyst?.change(data.files);
      break;
    case 'expect':
      data.port.onmessage = ({ data: recorded }: MessageEvent<Recorded>) => {
        const { recording, indexes } = unpack(recorded);
        analyst?.add(data.state, new Trace(recording, indexes));
        data.port.close();
      };
      break;
    case 'ask':
      void answer(data);
      break;
    case 'cancel':
      cancelled.add(data.job);
  }
};
