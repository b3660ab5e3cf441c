/**
 * A few random programs by their seeds: one of each kind, and those that once were wrong
 * (`npm run test:csmith` finds and freezes more).
 */
import { describe, expect, it } from 'vitest';
import seeds from './csmith-seeds.json' with { type: 'json' };
import { hasCsmith, judge } from './testing/csmith.ts';

describe.skipIf(!hasCsmith)('random programs', () => {
  it.each(seeds)('seed %i', { timeout: 60_000 }, (seed) => {
    expect(judge(seed)).toEqual({ kind: 'same' });
  });

  it('a recorded program prints the same', { timeout: 60_000 }, () => {
    expect(judge(2, true)).toEqual({ kind: 'same' });
  });
});
