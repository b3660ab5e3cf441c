/**
 * Showing a new moment costs the panes more than a frame on a slow machine. While the cursor is
 * dragged, it moves with every frame, and the panes follow as fast as they can without holding it up:
 * the more a moment costs, the longer they wait for the next one.
 */

/** Milliseconds of a frame that the panes may take. */
const BUDGET = 8;
/** A moment that costs more than the budget leaves so many frames alone, so that few frames are long. */
const REST = 24;

export interface Clock {
  now: () => number;
  nextFrame: (run: () => void) => void;
  /** After what was changed has been drawn. */
  afterFrame: (run: () => void) => void;
}

const browserClock: Clock = {
  now: () => performance.now(),
  nextFrame: (run) => void requestAnimationFrame(run),
  afterFrame(run) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  },
};

export class Pace {
  private wanted = false;
  private scheduled = false;
  /** Frames to leave alone before the next moment is shown. */
  private rest = 0;

  constructor(
    private readonly show: () => void,
    private readonly clock: Clock = browserClock,
  ) {}

  /** Asks for the panes to follow; cheap, as often as one likes. */
  request(): void {
    this.wanted = true;
    this.schedule();
  }

  /** Forgets what was asked for: it has been shown otherwise. */
  settle(): void {
    this.wanted = false;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.clock.nextFrame(() => {
      this.scheduled = false;
      if (this.rest > 0) this.rest--;
      else if (this.wanted) {
        this.step();
        return;
      }
      if (this.wanted || this.rest > 0) this.schedule();
    });
  }

  private step(): void {
    this.wanted = false;
    const start = this.clock.now();
    this.show();
    this.clock.afterFrame(() => {
      const cost = this.clock.now() - start;
      this.rest = cost <= BUDGET ? 0 : Math.min(REST, Math.ceil((REST * (cost - BUDGET)) / BUDGET));
      if (this.wanted || this.rest > 0) this.schedule();
    });
  }
}
