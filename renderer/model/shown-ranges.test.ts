import { describe, expect, it } from 'vitest';
import { Trace, type RecordedEvent } from '../../core/index.ts';
import { RecordingBuilder } from '../../core/trace/testing/recording-builder.ts';
import { placeInRanges, rangesAt, rangesInTime } from './shown-ranges.ts';

const BASE = 0xffff_ea00_0000_0000n;

function traceWith(events: RecordedEvent[]): Trace {
  const builder = new RecordingBuilder();
  builder.fn('main');
  builder.call('main', () => {
    for (let step = 0; step < 100; step++) builder.at(2);
  });
  return new Trace({ ...builder.finish(), events });
}
const mark = (step: number): RecordedEvent => ({ kind: 'mark', step, text: 'chapter' });
const pages = (step: number, name: string, first: number, count: number): RecordedEvent => {
  return { kind: 'pages', step, name, address: BASE + BigInt(first * 64), count };
};

describe('ranges in time', () => {
  it('hold from the mark before them', () => {
    const trace = traceWith([mark(10), pages(30, 'a', 0, 16)]);
    expect(rangesAt(trace, 9)).toEqual([]);
    expect(rangesAt(trace, 10).map((range) => range.name)).toEqual(['a']);
    expect(placeInRanges(trace, 50, BASE + 64n)).toEqual({ name: 'a', index: 1, count: 16 });
    expect(placeInRanges(trace, 9, BASE)).toBe(null);
  });

  it('hold from the start in a program without marks', () => {
    expect(rangesAt(traceWith([pages(30, 'a', 0, 16)]), 0)).toHaveLength(1);
  });

  it('end where another range lies over the same pages', () => {
    const trace = traceWith([mark(10), pages(30, 'a', 0, 16), mark(40), pages(60, 'b', 8, 64)]);
    const names = (position: number) => rangesAt(trace, position).map((range) => range.name);
    expect(names(39)).toEqual(['a']);
    expect(names(40)).toEqual(['b']);
    for (let position = 0; position <= 100; position++) {
      const [first, second] = rangesAt(trace, position);
      if (first && second) throw new Error('two ranges over the same pages');
    }
  });

  it('are not shown twice when the same pages get a second name', () => {
    const trace = traceWith([pages(30, 'a', 0, 16), pages(60, 'a again', 0, 16)]);
    expect(rangesInTime(trace).map((range) => range.name)).toEqual(['a']);
  });
});
