import type { Alias, PageCard, PageWord } from '../../core/index.ts';
import type { Side } from './session.ts';

/** One member that overlaps a word, in the states that have it. */
export interface MergedAlias {
  key: string;
  record: string;
  member: string;
  sides: Record<Side, Alias | null>;
  /** Valid in at least one state. */
  valid: boolean;
}

/** A word of the page in both states. */
export interface MergedWord {
  offset: number;
  sides: Record<Side, PageWord | null>;
  /** Both states hold the same eight bytes, or only one state is there. */
  equal: boolean;
  /** Which of the eight bytes differ. */
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

/** Two cards of the same page as one. With one of them missing, the other alone. */
export function mergeCards(left: PageCard | null, right: PageCard | null): MergedCard | null {
  const any = left ?? right;
  if (!any) return null;
  const words = any.words.map((word, index) =>
    mergeWords(word.offset, left?.words[index] ?? null, right?.words[index] ?? null),
  );
  const differing = words.reduce((sum, word) => sum + word.differing.size, 0);
  return {
    address: any.address,
    sides: { left, right },
    words,
    differing: left && right ? differing : null,
  };
}

function mergeWords(offset: number, left: PageWord | null, right: PageWord | null): MergedWord {
  const differing = new Set<number>();
  if (left && right) {
    left.bytes.forEach((byte, index) => {
      if (byte !== right.bytes[index]) differing.add(index);
    });
  }
  return {
    offset,
    sides: { left, right },
    equal: differing.size === 0,
    differing,
    aliases: mergeAliases(left?.aliases ?? [], right?.aliases ?? []),
  };
}

function mergeAliases(left: readonly Alias[], right: readonly Alias[]): MergedAlias[] {
  const merged = new Map<string, MergedAlias>();
  const add = (side: Side, alias: Alias) => {
    const key = `${alias.offset} ${alias.record} ${alias.member}`;
    const present = merged.get(key) ?? {
      key,
      record: alias.record,
      member: alias.member,
      sides: { left: null, right: null },
      valid: false,
    };
    present.sides[side] = alias;
    present.valid ||= alias.valid;
    merged.set(key, present);
  };
  for (const alias of left) add('left', alias);
  for (const alias of right) add('right', alias);
  const all = [...merged.values()];
  const place = (alias: MergedAlias) => (alias.sides.left ?? alias.sides.right)?.offset ?? 0;
  return all.sort((a, b) => Number(b.valid) - Number(a.valid) || place(a) - place(b));
}
