/** Differences by cause: a loop makes the same one a thousand times. */
import type { Difference } from './differences.ts';

/** Differences of one kind at the same places of both programs. */
export interface DifferenceGroup {
  kind: Difference['kind'];
  /** The member that holds different values; null where no member is named. */
  member: string | null;
  /** Of the first one. */
  text: string;
  /** Index of the first one among all differences. */
  first: number;
  count: number;
}

/** All differences as columns, in the order of the left trace. */
export interface DifferenceTable {
  left: Uint32Array;
  right: Uint32Array;
  /** Index into `groups`. */
  group: Uint32Array;
  /** In the order of their first differences. */
  groups: DifferenceGroup[];
}

export function groupDifferences(differences: readonly Difference[]): DifferenceTable {
  const groups: DifferenceGroup[] = [];
  const numbers = new Map<string, number>();
  const group = Uint32Array.from(differences, ({ key, kind, member }, index) => {
    let number = numbers.get(key);
    if (number === undefined) {
      const text = differences[index]!.text;
      number = groups.push({ kind, member, text, first: index, count: 0 }) - 1;
      numbers.set(key, number);
    }
    groups[number]!.count++;
    return number;
  });
  return {
    left: Uint32Array.from(differences, (difference) => difference.left),
    right: Uint32Array.from(differences, (difference) => difference.right),
    group,
    groups,
  };
}
