import { describe, expect, it } from 'vitest';
import { across, around, pan, reveal, ticks, zoom } from './scale.ts';

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

  it('shows a range with a little of what lies beside it', () => {
    expect(around(400, 500, 1000)).toEqual({ from: 396, to: 504 });
    expect(around(0, 2, 1000).from).toBe(0);
    expect(around(0, 1000, 1000)).toEqual({ from: 0, to: 1000 });
  });

  it('leads to the same part of another run, also between steps', () => {
    const later = (position: number) => (position < 100 ? position : position + 50);
    expect(across({ from: 10.5, to: 200 }, later)).toEqual({ from: 10.5, to: 250 });
    expect(across({ from: 99.5, to: 100 }, later)).toEqual({ from: 124.5, to: 150 });
    expect(across({ from: 5, to: 9 }, () => 7)).toEqual({ from: 7, to: 8 });
  });

  it('names round steps that do not crowd', () => {
    expect(ticks({ from: 0, to: 1000 }, 900)).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
    expect(ticks({ from: 130, to: 150 }, 900)).toEqual([
      130, 132, 134, 136, 138, 140, 142, 144, 146, 148, 150,
    ]);
    for (const span of [20, 77, 5000, 999_999]) {
      const found = ticks({ from: 3, to: 3 + span }, 1200);
      expect(found.length).toBeLessThanOrEqual(14);
      expect(found.length).toBeGreaterThan(1);
    }
  });
});
