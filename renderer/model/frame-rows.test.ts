import { describe, expect, it } from 'vitest';
import { frameRows, moveInFrames } from './frame-rows.ts';

const A = { name: 'a', address: 0x1000n, count: 20, step: 0 };
const B = { name: 'b', address: 0x9000n, count: 3, step: 1 };
const at = (range: typeof A, index: number) => range.address + BigInt(index) * 64n;
const move = (address: bigint, key: string) => moveInFrames([A, B], 8, 64n, address, key);

describe('the rows of the frame map', () => {
  it('start each range on a line of its own', () => {
    expect(frameRows([A, B], 8)).toEqual([
      { kind: 'range', range: A },
      { kind: 'frames', range: A, first: 0, count: 8 },
      { kind: 'frames', range: A, first: 8, count: 8 },
      { kind: 'frames', range: A, first: 16, count: 4 },
      { kind: 'range', range: B },
      { kind: 'frames', range: B, first: 0, count: 3 },
    ]);
  });

  it('are walked with the arrows, from one range into the next', () => {
    expect(move(at(A, 0), 'ArrowRight')).toBe(at(A, 1));
    expect(move(at(A, 1), 'ArrowDown')).toBe(at(A, 9));
    expect(move(at(A, 19), 'ArrowRight')).toBe(at(B, 0));
    expect(move(at(B, 0), 'ArrowLeft')).toBe(at(A, 19));
    expect(move(at(A, 17), 'ArrowDown')).toBe(at(B, 1));
    expect(move(at(B, 1), 'ArrowUp')).toBe(at(A, 17));
  });

  it('go to the last frame where the next row is shorter', () => {
    expect(move(at(A, 14), 'ArrowDown')).toBe(at(A, 19));
  });

  it('end at the first and the last frame', () => {
    expect(move(at(A, 0), 'ArrowLeft')).toBe(null);
    expect(move(at(B, 2), 'ArrowRight')).toBe(null);
    expect(move(at(A, 5), 'Home')).toBe(at(A, 0));
    expect(move(at(A, 5), 'End')).toBe(at(A, 19));
    expect(move(at(A, 5), 'x')).toBe(null);
  });
});
