import { describe, expect, it } from 'vitest';
import { hangingColumns } from '../widgets/code/indentation.ts';
import { parseStep } from '../widgets/palette.ts';
import { bandRows } from '../widgets/timeline/layout.ts';
import { count, hex, plural, shortFile, toNumber } from './text.ts';

describe('texts', () => {
  it('say numbers as the field does', () => {
    expect(hex(0xffffea03f3600001n)).toBe('0xffffea03f3600001');
    expect(toNumber(Uint8Array.of(1, 0, 0x60, 0xf3))).toBe(0xf3600001n);
    expect(count(1234567)).toBe('1\u202f234\u202f567');
    expect(plural(1, 'byte')).toBe('1 byte');
    expect(plural(0, 'byte')).toBe('0 bytes');
    expect(shortFile('kernel/include/linux/mm.h')).toBe('linux/mm.h');
    expect(shortFile('kernel/mm/memory.c')).toBe('mm/memory.c');
  });
});

describe('a step that is asked for', () => {
  it('is a number, a distance or a share', () => {
    expect(parseStep('187', 10, 1000)).toBe(187);
    expect(parseStep('+10', 10, 1000)).toBe(20);
    expect(parseStep('-50', 10, 1000)).toBe(0);
    expect(parseStep('50%', 10, 1000)).toBe(500);
    expect(parseStep('60\u202f656', 0, 99999)).toBe(60656);
    expect(parseStep('9999', 10, 1000)).toBe(1000);
    expect(parseStep('main', 10, 1000)).toBe(null);
  });
});

describe('layout', () => {
  it('hangs wrapped C one tab deeper, in whole tabs', () => {
    expect(hangingColumns('int a;')).toBe(4);
    expect(hangingColumns('\tif (a)')).toBe(8);
    expect(hangingColumns('\t  b)')).toBe(8);
    expect(hangingColumns(' * c')).toBe(4);
  });

  it('gives the outer calls room for their names and never exceeds its own', () => {
    for (const [depths, height] of [
      [3, 100],
      [16, 66],
      [40, 60],
      [1, 20],
    ] as const) {
      const rows = bandRows(depths, 13, height);
      const last = rows.at(-1);
      expect(rows).toHaveLength(depths);
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(height + 0.001);
      expect(rows.every((row) => row.height > 0)).toBe(true);
    }
    expect(bandRows(3, 13, 100).every((row) => row.height === 12)).toBe(true);
  });
});
