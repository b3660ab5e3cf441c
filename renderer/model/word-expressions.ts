import { ExpressionError } from '../../core/index.ts';
import { cardAt } from './memory/cards.ts';
import type { Moment } from './session.ts';
import { hex } from './text.ts';
import { evaluated } from './watch.ts';

const WORD_BYTES = 8;

/**
 * A word of a struct page as C expressions: each of its names, the valid ones first, and the plain
 * number. They mean the same bytes at every step, whatever is valid there.
 */
export function wordExpressions(
  moment: Moment | null,
  selected: { address: bigint; word: number } | null,
): string[] {
  if (!moment || !selected) return [];
  const { address, word } = selected;
  const card = cardAt(moment, address);
  const aliases = card?.words[word]?.aliases ?? [];
  const names = [...aliases.filter(({ valid }) => valid), ...aliases.filter(({ valid }) => !valid)];
  const expressions = names.flatMap(({ record, member, offset }) => {
    const inside = offsetOf(moment, record, member);
    if (inside === null) return [];
    // The later pages of a folio are parts of a record that starts before them.
    const start = address - BigInt(inside - offset);
    return [`((${record} *)${hex(start)})->${member}`];
  });
  const plain = `*(unsigned long *)${hex(address + BigInt(word * WORD_BYTES))}`;
  return [...new Set([...expressions, plain])];
}

/** Where a member starts in its record; null for what C cannot name so. */
function offsetOf({ session, position }: Moment, record: string, member: string): number | null {
  const text = `(unsigned long)&((${record} *)0)->${member}`;
  const found = evaluated(session, position, text, 0);
  return found instanceof ExpressionError || typeof found.value.scalar !== 'bigint'
    ? null
    : Number(found.value.scalar);
}
