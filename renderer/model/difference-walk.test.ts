import { describe, expect, it } from 'vitest';
import type { DifferenceGroup } from '../../core/index.ts';
import { differenceAt, nextDifference, nextRepetition } from './difference-walk.ts';
import { PairAlignment } from './pair-alignment.ts';

/** `A10 b20 A30`: a letter per cause (capitals are flow, small ones bytes), the left step. */
function alignment(text: string): PairAlignment {
  const items = text.split(' ').map((item) => ({ name: item[0]!, step: Number(item.slice(1)) }));
  const names = [...new Set(items.map((item) => item.name))];
  const groups = names.map((name): DifferenceGroup => {
    const isFlow = name === name.toUpperCase();
    return {
      kind: isFlow ? 'flow' : 'bytes',
      member: name === 'f' ? 'struct page.pgmap' : null,
      text: name,
      first: items.findIndex((item) => item.name === name),
      count: items.filter((item) => item.name === name).length,
    };
  });
  const length = Math.max(...items.map((item) => item.step)) + 2;
  return new PairAlignment({
    positions: {
      right: Int32Array.from({ length }, (_, i) => i + 1),
      left: Int32Array.from({ length }, (_, i) => Math.max(0, i - 1)),
    },
    differences: {
      left: Uint32Array.from(items, (item) => item.step),
      right: Uint32Array.from(items, (item) => item.step + 1),
      group: Uint32Array.from(items, (item) => names.indexOf(item.name)),
      groups,
    },
  });
}

const LOOP = alignment('A10 b11 A20 b21 A30 b31 f40 C50 A60');
const steps = (level: Parameters<typeof nextDifference>[4], direction: 1 | -1, from: number) => {
  const found: number[] = [];
  for (let at = from; ;) {
    const next = nextDifference(LOOP, 'left', at, direction, level);
    if (!next) return found;
    found.push((at = next.left));
  }
};

describe('walking through differences', () => {
  it('passes over what a loop repeats, both ways', () => {
    expect(steps('any', 1, 0)).toEqual([10, 11, 40, 50]);
    expect(steps('any', -1, 70)).toEqual([50, 40, 11, 10]);
    expect(nextDifference(LOOP, 'right', 11, 1)?.right).toBe(12);
  });

  it('goes by steps, by fields or by bytes', () => {
    expect(steps('step', 1, 0)).toEqual([10, 50]);
    expect(steps('byte', 1, 0)).toEqual([11, 40]);
    expect(steps('field', 1, 0)).toEqual([40]);
  });

  it('finds the same one again', () => {
    expect(nextRepetition(LOOP, 'left', 10, 1)?.left).toBe(20);
    expect(nextRepetition(LOOP, 'left', 25, 1)?.left).toBe(31);
    expect(nextRepetition(LOOP, 'left', 60, -1)?.left).toBe(30);
    expect(nextRepetition(LOOP, 'left', 60, 1)).toBeNull();
    expect(nextRepetition(LOOP, 'left', 5, 1)).toBeNull();
    expect(differenceAt(LOOP, 'left', 45)?.group.text).toBe('f');
  });
});

describe('positions of the other side', () => {
  it('are looked up, and stay inside the run', () => {
    expect(LOOP.across('left', 10)).toBe(11);
    expect(LOOP.across('right', 10)).toBe(9);
    expect(LOOP.toRight(10 ** 9)).toBe(62);
    expect(LOOP.toLeft(-5)).toBe(0);
  });
});
