import { describe, expect, it } from 'vitest';
import { pan, reveal, zoom } from './timeline-scale.ts';

describe('the window of the timeline', () => {
  it('zooms around a step that keeps its place', () => {
    const near = zoom({ from: 0, to: 1000 }, 1000, 250, 0.5);
    expect(near).toEqual({ from: 125, to: 625 });
    expect((250 - near.from) / 500).toBe(0.25);
    expect(zoom(near, 1000, 250, 4)).toEqual({ from: 0, to: 1000 });
  });

  it('never shows less than some steps, nor more than there are', () => {
    expect(zoom({ from: 0, to: 1000 }, 1000, 0, 0.0001)).toEqual({ from: 0, to: 20 });
    expect(zoom({ from: 0, to: 5 }, 5, 2, 0.1)).toEqual({ from: 0, to: 5 });
  });

  it('pans up to the ends', () => {
    expect(pan({ from: 100, to: 200 }, 1000, -500)).toEqual({ from: 0, to: 100 });
    expect(pan({ from: 100, to: 200 }, 1000, 5000)).toEqual({ from: 900, to: 1000 });
  });

  it('follows a step only when it is out of sight', () => {
    const window = { from: 100, to: 200 };
    expect(reveal(window, 1000, 150)).toBe(window);
    expect(reveal(window, 1000, 500)).toEqual({ from: 450, to: 550 });
  });
});
