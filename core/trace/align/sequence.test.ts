import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSequences } from './sequence.ts';

const keys = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const align = (a: string, b: string) => [...alignSequences(keys(a), keys(b))];

/** Length of the longest common subsequence, by the textbook. */
function lcs(a: number[], b: number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row[b.length]!;
}

function checkPartners(a: number[], b: number[]): number {
  let last = -1;
  let count = 0;
  alignSequences(a, b).forEach((j, i) => {
    if (j < 0) return;
    expect(j).toBeGreaterThan(last);
    expect(b[j]).toBe(a[i]);
    last = j;
    count++;
  });
  return count;
}

describe('alignSequences', () => {
  it('finds what stands on one side only', () => {
    expect(align('abc', 'abc')).toEqual([0, 1, 2]);
    expect(align('abxc', 'abc')).toEqual([0, 1, -1, 2]);
    expect(align('abc', 'abxc')).toEqual([0, 1, 3]);
    expect(align('abc', 'axc')).toEqual([0, -1, 2]);
    expect(align('', 'abc')).toEqual([]);
    expect(align('abc', '')).toEqual([-1, -1, -1]);
    expect(align('abc', 'xyz')).toEqual([-1, -1, -1]);
  });

  it('does not lose the way when an inner loop turns more often on one side', () => {
    const turn = (inner: number) => `${'cb'.repeat(inner)}ceo`;
    const left = turn(5) + turn(1).repeat(40);
    const right = turn(1).repeat(41);
    const partners = align(left, right);
    expect(partners.slice(turn(5).length)).toEqual(
      Array.from({ length: 40 * 5 }, (_, i) => turn(1).length + i),
    );
  });

  it('finds a longest common subsequence where few edits do', () => {
    const sequence = fc.array(fc.nat(3), { maxLength: 30 });
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        expect(checkPartners(a, b)).toBe(lcs(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps order and equality on long and very different sequences', () => {
    const chunk = fc.array(fc.nat(6), { maxLength: 400 });
    fc.assert(
      fc.property(chunk, chunk, chunk, (a, b, c) => {
        checkPartners([...a, ...b, ...c], [...b, ...a, ...c]);
      }),
      { numRuns: 60 },
    );
  });

  it('is linear: a changed statement in each of 100000 turns', () => {
    const left: number[] = [];
    const right: number[] = [];
    for (let i = 0; i < 100_000; i++) {
      left.push(1, 2, 3);
      right.push(1, 4, 2, 3);
    }
    const start = performance.now();
    const partners = alignSequences(left, right);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(partners.every((j) => j >= 0)).toBe(true);
  });
});
