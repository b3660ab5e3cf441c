import { beforeAll, describe, expect, it } from 'vitest';
import { pageCard, type PageCard } from '../../core/index.ts';
import type { LabContext } from '../commands/index.ts';
import { openRealLab } from '../testing/real-lab.ts';
import { mergeCards } from './merge-card.ts';
import type { Moment } from './session.ts';
import { wordView } from './word-view.ts';

const card = ({ session, position, memory }: Moment, address: bigint): PageCard =>
  pageCard(session.trace, position, memory, address);

let context: LabContext;
let left: PageCard;
let right: PageCard;
beforeAll(async () => {
  context = await openRealLab();
  const { moments, selected } = context.lab;
  if (!moments.left || !moments.right || !selected) throw new Error('not recorded');
  left = card(moments.left, selected.address);
  right = card(moments.right, selected.address);
}, 60_000);

describe('two cards of one page', () => {
  it('are one where the bytes are the same, with the names of both states', () => {
    const merged = mergeCards({ left, middle: null, right });
    expect(merged?.differing).toBe(0);
    const word = merged?.words[1];
    if (!merged || !word) throw new Error('no word');
    const view = wordView(word, merged.address, 'left', context.lab.moments);
    expect(view.valid[0]?.names[0]?.member).toBe('compound_head');
    expect(view.valid[0]?.reason).toMatch(
      /last written as compound_head .*prep_compound_tail, step/,
    );
    expect(view.valid[0]?.writer?.functionName).toMatch(/compound_head/);
    const others = view.others.map(({ only, member }) => `${member} ${only?.join() ?? 'both'}`);
    expect(others).toContain('lru.next both');
    expect(others).toContain('pgmap left');
    expect(others).toContain('_unused_pgmap_compound_head right');
  });

  it('split where a byte differs', () => {
    const bytes = Uint8Array.from(right.words[1]?.bytes ?? []);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    const words = right.words.map((word, index) => (index === 1 ? { ...word, bytes } : word));
    const merged = mergeCards({ left, middle: null, right: { ...right, words } });
    expect(merged?.differing).toBe(1);
    expect(merged?.words.map((word) => word.equal)).toEqual(words.map((_, index) => index !== 1));
    expect([...(merged?.words[1]?.differing ?? [])]).toEqual([3]);
  });

  it('are the one that is there, and then nothing is compared', () => {
    expect(mergeCards({ left, middle: null, right: null })?.differing).toBe(null);
    expect(mergeCards({ left: null, middle: null, right: null })).toBe(null);
  });
});
