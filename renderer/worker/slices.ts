import { turn } from '../model/turn.ts';
import type { Work } from './questions.ts';

/** So long a thread may work before it looks at its messages: a cancelled job ends within that. */
const SLICE = 40;

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
    await turn();
    if (isCancelled()) return undefined;
  }
}
