import { describe, expect, it } from 'vitest';
import { markNear, notableLanes, visitMarks, type MarkLane } from './marks.ts';

const lane = (kind: MarkLane['kind'], ...steps: number[]): MarkLane => ({
  kind,
  steps: Uint32Array.from(steps),
  text: (index) => `${kind} ${index}`,
});
const drawn = (one: MarkLane, from: number, to: number, apart: number) => {
  const steps: number[] = [];
  visitMarks(one, from, to, apart, (step) => steps.push(step));
  return steps;
};

describe('marks of the timeline', () => {
  it('that would lie on each other are drawn once', () => {
    const flow = lane('flow', 1, 2, 3, 10, 11, 50);
    expect(drawn(flow, 0, 100, 0.5)).toEqual([1, 2, 3, 10, 11, 50]);
    expect(drawn(flow, 0, 100, 5)).toEqual([1, 10, 50]);
    expect(drawn(flow, 3, 11, 1)).toEqual([3, 10, 11]);
    const many = lane('flow', ...Array.from({ length: 100_000 }, (_, i) => i));
    expect(drawn(many, 0, 100_000, 100).length).toBe(1000);
  });

  it('near a step: the most important kind, then the nearest', () => {
    const lanes = [lane('oops', 90), lane('flow', 10, 14, 88), lane('warning', 12)];
    expect(markNear(lanes, 14, 0)).toEqual({ kind: 'flow', step: 14, text: 'flow 1' });
    expect(markNear(lanes, 14, 3)).toEqual({ kind: 'warning', step: 12, text: 'warning 0' });
    expect(markNear(lanes, 89, 3)?.kind).toBe('oops');
    expect(markNear(lanes, 50, 3)).toBeNull();
  });

  it('of the run itself are sorted by kind and step', () => {
    const lanes = notableLanes([
      { step: 5, kind: 'warning', text: 'b' },
      { step: 9, kind: 'mark', text: 'c' },
      { step: 2, kind: 'warning', text: 'a' },
    ]);
    expect(lanes.map((each) => [each.kind, ...each.steps])).toEqual([
      ['mark', 9],
      ['warning', 2, 5],
    ]);
    expect(lanes[1]?.text(0)).toBe('a');
  });
});
