import { pageCard, type PageCard } from '../../../core/index.ts';
import { mergeCards, type MergedCard, type MergedWord } from '../merge-card.ts';
import { bySide, type Moment, type Side } from '../session.ts';

const known = new WeakMap<Moment, Map<bigint, PageCard | null>>();

/** The card of a struct page at a moment, made once; null where the address is none of a struct page. */
export function cardAt(moment: Moment | null, address: bigint | null): PageCard | null {
  if (!moment || address === null) return null;
  let cards = known.get(moment);
  if (!cards) known.set(moment, (cards = new Map<bigint, PageCard | null>()));
  let card = cards.get(address);
  if (card === undefined) {
    try {
      card = pageCard(moment.session.trace, moment.position, moment.memory, address);
    } catch {
      card = null;
    }
    cards.set(address, card);
  }
  return card;
}

/** The selected page's card in all states that are shown. */
export function mergedCard(
  moments: Record<Side, Moment | null>,
  address: bigint | null,
): MergedCard | null {
  return mergeCards(bySide((side) => cardAt(moments[side], address)));
}

export function selectedWord(
  moments: Record<Side, Moment | null>,
  selection: { address: bigint; word: number } | null,
): MergedWord | null {
  return mergedCard(moments, selection?.address ?? null)?.words[selection?.word ?? 0] ?? null;
}
