import { describe, expect, it } from 'vitest';
import { RecordingBuilder } from '../../core/trace/testing/recording-builder.ts';
import { Trace } from '../../core/index.ts';
import { callBands, visibleBands, type Band } from './bands.ts';

const band = (from: number, to: number): Band => ({
  call: 0,
  depth: 0,
  from,
  to,
  functionIndex: 0,
});

describe('call bands', () => {
  it('are the calls by depth', () => {
    const builder = new RecordingBuilder();
    builder.fn('main').fn('f', { line: 30 }).fn('g', { line: 60 });
    builder.call('main', () => {
      builder.at(3);
      builder.call('f', () => builder.call('g', () => builder.at(61)));
      builder.at(4);
      builder.call('f', () => builder.at(31));
    });
    const trace = new Trace(builder.finish());
    const rows = callBands(trace);
    expect(rows.map((row) => row.length)).toEqual([1, 2, 1]);
    for (const [depth, row] of rows.entries()) {
      for (const { from, to, functionIndex } of row) {
        expect(trace.depth(from)).toBe(depth);
        const { name } = trace.program.functions[functionIndex] ?? {};
        expect(trace.step(from).functionName).toBe(name);
        expect(to).toBeGreaterThan(from);
      }
    }
  });

  it('start at the window and cost no more than the screen is wide', () => {
    const row = Array.from({ length: 10_000 }, (_, index) => band(index * 10, index * 10 + 9));
    const drawn = visibleBands(row, 50_000, 100_000, 200 / 50_000);
    expect(drawn.length).toBeLessThanOrEqual(201);
    expect(drawn[0]?.band.from).toBe(50_000);
    expect(drawn.every((item) => item.x >= 0 && item.x + item.width <= 201)).toBe(true);
    expect(drawn.every((item) => item.merged)).toBe(true);
  });

  it('are cut at the edges of the window', () => {
    expect(visibleBands([band(0, 100)], 25, 75, 2)).toMatchObject([{ x: 0, width: 100 }]);
    expect(visibleBands([band(0, 10), band(80, 90)], 25, 75, 2)).toEqual([]);
  });
});
