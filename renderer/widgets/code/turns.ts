/** Work that need not be done in this very frame: one piece per frame, of each owner only the last. */
const waiting = new Map<object, () => void>();
let scheduled = false;

function next(): void {
  scheduled = false;
  const [first] = waiting;
  if (!first) return;
  const [owner, run] = first;
  waiting.delete(owner);
  run();
  if (waiting.size > 0) schedule();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(next);
}

/** Does it in one of the next frames, instead of what the owner wanted to do before. */
export function inTurn(owner: object, run: () => void): void {
  waiting.set(owner, run);
  schedule();
}

/** Does it now, instead of what the owner wanted to do before. */
export function atOnce(owner: object, run: () => void): void {
  waiting.delete(owner);
  run();
}
