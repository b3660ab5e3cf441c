import type { Alias, PageCard, PageWord } from '../../core/index.ts';
import { bySide, SIDES, type Side } from './session.ts';

/** One member that overlaps a word, in the states that have it. */
export interface MergedAlias {
  key: string;
  record: string;
  member: string;
  sides: Record<Side, Alias | null>;
  /** Valid in at least one state. */
  valid: boolean;
}

/** A word of the page in all states that are shown. */
export interface MergedWord {
  offset: number;
  sides: Record<Side, PageWord | null>;
  /** The columns, those that hold the same bytes together. */
  groups: Side[][];
  /** All states hold the same eight bytes, or only one state is there. */
  equal: boolean;
  /** Which of the eight bytes are not the same everywhere. */
  differing: Set<number>;
  aliases: MergedAlias[];
}

export interface MergedCard {
  address: bigint;
  sides: Record<Side, PageCard | null>;
  words: MergedWord[];
  /** Bytes of the page that differ; null when there is only one state to see. */
  differing: number | null;
}

/** The first that is there, from left to right. */
export function firstOf<T>(sides: Record<Side, T | null>): T | null {
  return sides.left ?? sides.middle ?? sides.right;
}

/** The columns that have something, those for which `key` is the same together; order kept. */
export function groupSides<T>(sides: Record<Side, T | null>, key: (of: T) => string): Side[][] {
  const groups = new Map<string, Side[]>();
  for (const side of SIDES) {
    const of = sides[side];
    if (of === null) continue;
    const text = key(of);
    groups.set(text, [...(groups.get(text) ?? []), side]);
  }
  return [...groups.values()];
}

/** Cards of the same page as one; those that are missing are left out. */
export function mergeCards(sides: Record<Side, PageCard | null>): MergedCard | null {
  const any = firstOf(sides);
  if (!any) return null;
  const words = any.words.map((word, index) =>
    mergeWords(
      word.offset,
      bySide((side) => sides[side]?.words[index] ?? null),
    ),
  );
  const differing = words.reduce((sum, word) => sum + word.differing.size, 0);
  const compared = SIDES.filter((side) => sides[side]).length > 1;
  return { address: any.address, sides, words, differing: compared ? differing : null };
}

function mergeWords(offset: number, sides: Record<Side, PageWord | null>): MergedWord {
  const first = firstOf(sides);
  const differing = new Set<number>();
  for (const side of SIDES) {
    sides[side]?.bytes.forEach((byte, index) => {
      if (byte !== first?.bytes[index]) differing.add(index);
    });
  }
  return {
    offset,
    sides,
    groups: groupSides(sides, (word) => word.bytes.join()),
    equal: differing.size === 0,
    differing,
    aliases: mergeAliases(sides),
  };
}

function mergeAliases(words: Record<Side, PageWord | null>): MergedAlias[] {
  const merged = new Map<string, MergedAlias>();
  for (const side of SIDES) {
    for (const alias of words[side]?.aliases ?? []) {
      const key = `${alias.offset} ${alias.record} ${alias.member}`;
      const { record, member } = alias;
      const present = merged.get(key) ?? {
        ...{ key, record, member, valid: false },
        sides: { left: null, middle: null, right: null },
      };
      present.sides[side] = alias;
      present.valid ||= alias.valid;
      merged.set(key, present);
    }
  }
  const all = [...merged.values()];
  const place = (alias: MergedAlias) => firstOf(alias.sides)?.offset ?? 0;
  return all.sort((a, b) => Number(b.valid) - Number(a.valid) || place(a) - place(b));
}
