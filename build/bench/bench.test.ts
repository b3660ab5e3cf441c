import { describe, expect, it } from 'vitest';
import { geometricMean, median, percentile } from './clock.ts';
import { meetsAim, type Row } from './row.ts';
import { figure, renderTable } from './table.ts';

describe('figures of the bench', () => {
  it('medians, percentiles by nearest rank, geometric means', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1])).toBe(5);
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(geometricMean([2, 8])).toBeCloseTo(4);
  });

  it('four figures and a prefix', () => {
    expect(figure(8_400_000, '/s')).toBe('8.40 M/s');
    expect(figure(108_000, '/s')).toBe('108 k/s');
    expect(figure(0.0312, 'ms')).toBe('0.03 ms');
  });
});

describe('the table', () => {
  const row: Row = { measure: 'Speed', subject: 'lists', value: 1e6, unit: '/s' };
  const aim = { at: 'least', limit: 500, of: 'ratio' } as const;

  it('says whether an aim is met, and nothing where nothing was measured', () => {
    expect(meetsAim({ ...row, aim, ratio: 500 })).toBe(true);
    expect(meetsAim({ ...row, aim, ratio: 499 })).toBe(false);
    expect(meetsAim({ ...row, aim, ratio: null })).toBeNull();
    expect(meetsAim(row)).toBeNull();
    expect(meetsAim({ ...row, aim: { at: 'most', limit: 16, of: 'value' }, value: 17 })).toBe(
      false,
    );
  });

  it('fits into 100 columns, with a remark for what is missing', () => {
    const note = 'gdb is not installed: nothing to compare with, and so on until the line is full';
    const text = renderTable([
      { ...row, aim, peer: 2000, ratio: 500 },
      { ...row, subject: 'arrays', value: null, aim, note },
    ]);
    expect(text).toMatch(/lists +1\.00 M\/s +2000 \/s +500× +≥ 500× +yes/);
    expect(text).toMatch(/arrays +–/);
    expect(text).toContain('gdb is not installed');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
