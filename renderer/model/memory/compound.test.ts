import { beforeAll, describe, expect, it } from 'vitest';
import type { LabContext } from '../../commands/index.ts';
import { openRealLab } from '../../testing/real-lab.ts';
import { cardAt } from './cards.ts';
import { compoundView, type CompoundView } from './compound.ts';

let context: LabContext;
beforeAll(async () => {
  context = await openRealLab();
}, 60_000);

function viewOf(word: bigint): CompoundView | null {
  const moment = context.lab.moments.left!;
  const head = cardAt(moment, context.lab.selected!.address)!.headAddress!;
  const card = cardAt(moment, head + word * 64n)!;
  return compoundView(moment.session.trace.program, card);
}

describe('the drawing of a folio', () => {
  it('has its head, its first tails, the current page and the last', () => {
    const view = viewOf(11n)!;
    expect(view).toMatchObject({ order: 4, pages: 16 });
    const text = view.boxes.map((box) =>
      box.kind === 'gap' ? `(${box.pages})` : `${box.index}${box.current ? '*' : ''}`,
    );
    expect(text.join(' ')).toBe('0 1 2 3 4 5 6 7 (3) 11* (3) 15');
  });

  it('says what struct folio keeps in the words of the first tails', () => {
    const pages = viewOf(0n)!.boxes.filter((box) => box.kind === 'page');
    expect(pages[1]!.keeps).toContain('_large_mapcount');
    expect(pages[1]!.keeps).toContain('_folio_nr_pages');
    expect(pages[2]!.keeps).toContain('_deferred_list');
    expect(pages[4]!.keeps).toEqual([]);
  });
});
