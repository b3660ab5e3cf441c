import { describe, expect, it } from 'vitest';
import { recordShipped } from '../truth/testing/recorded.ts';
import { pageHistory } from './page-history.ts';
import { pageRanges } from './page-ranges.ts';
import { writerText } from './provenance.ts';

describe('the history of a struct page', () => {
  const trace = recordShipped('before');
  const [range] = pageRanges(trace);
  const tail = range!.address + 3n * 64n;
  const history = pageHistory(trace, tail, 0, range!.step);

  it('has the three writers of a tail’s word 1, each with the member that it wrote', () => {
    const word = history.filter(({ words }) => words.first === 1 && words.last === 1);
    expect(word.map(({ names }) => names.includes('pgmap'))).toEqual([false, true, false]);
    expect(word[0]?.names).toContain('lru.next');
    expect(word[2]?.names).toEqual(['compound_head']);
    expect(writerText(trace, word[2]!.write)).toBe('set_compound_head ← prep_compound_tail');
  });

  it('is in order, and bytes that were filled belong to no member', () => {
    const steps = history.map(({ write }) => write.step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    const filled = history.find(({ words }) => words.last > words.first);
    expect(filled?.words).toEqual({ first: 0, last: 7 });
    expect(filled?.names).toEqual([]);
    const late = pageHistory(trace, tail, steps.at(-1));
    expect(late.length).toBeLessThan(pageHistory(trace, tail).length);
  });
});
