import { describe, expect, it } from 'vitest';
import { Memory } from '../machine/memory.ts';
import { Checkpoints } from './checkpoints.ts';

const snapshot = () => new Memory().snapshot();

describe('Checkpoints', () => {
  it('finds the nearest ones on both sides', () => {
    const checkpoints = new Checkpoints(10, snapshot());
    checkpoints.add(10, snapshot(), 1);
    checkpoints.add(20, snapshot(), 1);
    expect(checkpoints.before(9).position).toBe(0);
    expect(checkpoints.before(10).position).toBe(10);
    expect(checkpoints.before(99).position).toBe(20);
    expect(checkpoints.after(10)?.position).toBe(10);
    expect(checkpoints.after(11)?.position).toBe(20);
    expect(checkpoints.after(21)).toBeNull();
    expect(checkpoints.next).toBe(30);
  });

  it('halves their number when they take too much memory', () => {
    const checkpoints = new Checkpoints(10, snapshot(), 8);
    const taken = new Map([[0, checkpoints.before(0).snapshot]]);
    for (let i = 0; i < 40; i++) {
      const position = checkpoints.next;
      const now = snapshot();
      taken.set(position, now);
      checkpoints.add(position, now, 2);
      expect(checkpoints.count).toBeLessThanOrEqual(5);
      for (const at of [0, Math.floor(position / 2), position]) {
        const { position: found, snapshot: held } = checkpoints.before(at);
        expect(found).toBeLessThanOrEqual(at);
        expect(found % checkpoints.every).toBe(0);
        expect(held).toBe(taken.get(found));
      }
    }
    expect(checkpoints.every).toBeGreaterThan(10);
  });

  it('refuses an interval that is none', () => {
    expect(() => new Checkpoints(0, snapshot())).toThrow(RangeError);
    expect(() => new Checkpoints(NaN, snapshot())).toThrow(RangeError);
  });
});
