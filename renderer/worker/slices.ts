import type { Work } from './questions.ts';

/** So long a thread may work before it looks at its messages: a cancelled job ends within that. */
const SLICE = 40;

/** Lets messages that have arrived be handled. */
const breathe = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Does work in slices; undefined when it was cancelled. */
export async function runInSlices<T>(
  work: Work<T>,
  isCancelled: () => boolean,
  progress: (share: number) => void,
): Promise<T | undefined> {
  for (;;) {
    const until = performance.now() + SLICE;
    let share = 0;
    do {
      const step = work.next();
      if (step.done) return step.value;
      share = step.value;
    } while (performance.now() < until);
    progress(share);
    await breathe();
    if (isCancelled()) return undefined;
  }
}
