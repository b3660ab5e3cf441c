import { describe, expect, it } from 'vitest';
import { RecordingBuilder } from '../testing/recording-builder.ts';
import { Trace } from '../trace.ts';
import { align, alignInSlices } from './align.ts';
import { groupDifferences } from './groups.ts';
import type { LineMap } from './lines.ts';

const PAGE = 0xffff_ea00_0000_0000n;
const same: LineMap = { toRight: (_file, line) => line, toLeft: (_file, line) => line };

/** A loop that a patch made call `head()` and store another value: `rounds` times both. */
function loop(rounds: number, patched: boolean): Trace {
  const r = new RecordingBuilder();
  r.fn('main', { line: 1 }).fn('head', { line: 40 });
  r.call('main', () => {
    for (let i = 0; i < rounds; i++) {
      r.at(3);
      if (patched) r.call('head', () => r.at(41));
      r.at(4).write('struct page: pgmap', PAGE + BigInt(i * 64), patched ? 5n : 6n);
    }
    r.at(9);
    if (patched) r.call('head', () => r.at(41));
  });
  return new Trace(r.finish());
}

describe('groups of differences', () => {
  it('are one per cause, however often a loop repeats it', () => {
    const { differences } = align(loop(50, false), loop(50, true), same);
    const { groups, group, left, right } = groupDifferences(differences);
    expect(groups.map(({ kind, member, count }) => [kind, member, count])).toEqual([
      ['flow', null, 50],
      ['bytes', 'struct page.pgmap', 50],
      ['flow', null, 1],
    ]);
    expect(groups[0]!.text).toMatch(/head\(\) runs on the right only/);
    differences.forEach((difference, i) => {
      expect([left[i], right[i]]).toEqual([difference.left, difference.right]);
      expect(groups[group[i]!]!.kind).toBe(difference.kind);
    });
    for (const each of groups) expect(differences[each.first]!.text).toBe(each.text);
  });

  it('there are none where nothing differs', () => {
    const { groups, group } = groupDifferences(
      align(loop(3, true), loop(3, true), same).differences,
    );
    expect(groups).toEqual([]);
    expect(group.length).toBe(0);
  });
});

describe('aligning in slices', () => {
  it('says how much is done, and finds the same', () => {
    const [left, right] = [loop(4000, false), loop(4000, true)];
    const work = alignInSlices(left, right, same);
    const shares: number[] = [];
    let step = work.next();
    for (; !step.done; step = work.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    const whole = align(left, right, same);
    expect(step.value.differences.length).toBe(whole.differences.length);
    expect(step.value.positions).toEqual(whole.positions);
  });
});
