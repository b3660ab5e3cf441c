import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeLineMaps, invertLineMap, lineMapOfRuns, type LineMap } from './line-map.ts';

/** Runs in a tiny notation: `= + -` for a line on both sides, on the right, on the left only. */
function mapOf(script: string): LineMap {
  const runs = [];
  let left = 1;
  let right = 1;
  for (const mark of script) {
    if (mark === '=') runs.push({ left, right, length: 1 });
    if (mark !== '+') left++;
    if (mark !== '-') right++;
  }
  return lineMapOfRuns(new Map([['f', runs]]));
}

const script = fc
  .array(fc.constantFrom('=', '+', '-'), { maxLength: 40 })
  .map((all) => all.join(''));
const lines = Array.from({ length: 45 }, (_, index) => index);

describe('line maps', () => {
  it('follows insertions and deletions', () => {
    const map = mapOf('=+=-=');
    expect([1, 2, 3, 4, 5].map((line) => map.toRight('f', line))).toEqual([1, 3, null, 4, null]);
    expect([1, 2, 3, 4, 5].map((line) => map.toLeft('f', line))).toEqual([1, null, 2, 4, null]);
  });

  it('maps other files to themselves', () => {
    expect(mapOf('+=').toRight('g', 7)).toBe(7);
    expect(mapOf('+=').toLeft('g', 7)).toBe(7);
  });

  it('inverts', () => {
    fc.assert(
      fc.property(script, (marks) => {
        const map = mapOf(marks);
        const inverse = invertLineMap(map);
        for (const line of lines) {
          expect(inverse.toLeft('f', line)).toBe(map.toRight('f', line));
          expect(inverse.toRight('f', line)).toBe(map.toLeft('f', line));
        }
      }),
    );
  });

  it('composes, and stays one to one', () => {
    fc.assert(
      fc.property(script, script, (first, second) => {
        const [a, b] = [mapOf(first), mapOf(second)];
        const both = composeLineMaps(a, b);
        for (const line of lines) {
          const middle = a.toRight('f', line);
          const right = both.toRight('f', line);
          expect(right).toBe(middle === null ? null : b.toRight('f', middle));
          if (right !== null) expect(both.toLeft('f', right)).toBe(line);
        }
        const there = composeLineMaps(a, invertLineMap(a));
        for (const line of lines) expect([line, null]).toContain(there.toRight('f', line));
      }),
    );
  });
});
