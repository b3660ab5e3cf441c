import { describe, expect, it } from 'vitest';
import { Pace, type Clock } from './pace.ts';

/** Frames that are run by hand; showing a moment takes as long as it is told to. */
class Frames implements Clock {
  time = 0;
  private queue: (() => void)[] = [];
  private after: (() => void)[] = [];

  now = () => this.time;
  nextFrame = (run: () => void) => void this.queue.push(run);
  afterFrame = (run: () => void) => void this.after.push(run);

  run(): void {
    this.time += 16;
    for (const run of this.queue.splice(0)) run();
    for (const run of this.after.splice(0)) run();
  }
}

function drag(frames: number, cost: number): { shown: number[]; pending: number } {
  const clock = new Frames();
  const shown: number[] = [];
  let frame = 0;
  const pace = new Pace(() => {
    shown.push(frame);
    clock.time += cost;
  }, clock);
  for (; frame < frames; frame++) {
    pace.request();
    clock.run();
  }
  const during = shown.length;
  for (; frame < frames + 40; frame++) clock.run();
  return { shown, pending: shown.length - during };
}

describe('panes that follow a dragged cursor', () => {
  it('follow with every frame where they are quick', () => {
    expect(drag(50, 3).shown.slice(0, 50)).toHaveLength(50);
  });

  it('leave most frames alone where they are slow, and still follow', () => {
    const { shown } = drag(200, 60);
    expect(shown.length).toBeGreaterThan(6);
    expect(shown.length / 200).toBeLessThan(0.05);
  });

  it('show the last moment in the end, once', () => {
    expect(drag(10, 60).pending).toBe(1);
    expect(drag(10, 1).pending).toBe(0);
  });

  it('need not follow what was shown otherwise', () => {
    const clock = new Frames();
    let shown = 0;
    const pace = new Pace(() => shown++, clock);
    pace.request();
    pace.settle();
    clock.run();
    expect(shown).toBe(0);
  });
});
