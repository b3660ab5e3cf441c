/** What a sanitizer found: two steps that make a story, and how often it happened. */

export type FindingKind =
  'union-confusion' | 'use-after-free' | 'reference-underflow' | 'lock-imbalance';

export interface Finding {
  kind: FindingKind;
  /** One line: what is wrong. */
  text: string;
  /** The code that does it: `page_pgmap ← migrate_vma_collect_pmd at kernel/include/linux/mmzone.h:156`. */
  place: string;
  /** The step at which it shows: the first, if it happened more than once. */
  step: number;
  /** The earlier step that made it so, and what that step did; null if nothing before led to it. */
  cause: { step: number; text: string; place: string } | null;
  /** Address of the bytes in question. */
  address: bigint;
  /** How often the same place of the code did the same. */
  count: number;
}

/** A finding in words without addresses: the same for objects that lie elsewhere. */
export function findingStory({
  kind,
  text,
  place,
}: Pick<Finding, 'kind' | 'text' | 'place'>): string {
  return `${kind}: ${text.replaceAll(/0x[0-9a-f]+/g, '0x…')}; ${place}`;
}

/** A pass over a recording: yields the share that is done, 0 to 1. */
export type Sanitizer = Generator<number, void>;

/** Findings by the place in the code that makes them: of equal keys the first counts the others. */
export class Findings {
  private readonly known = new Map<string, Finding>();

  /** `make` is called for the first of a key only. */
  add(key: string, make: () => Omit<Finding, 'count'>): void {
    const found = this.known.get(key);
    if (found) found.count++;
    else this.known.set(key, { ...make(), count: 1 });
  }

  /** In the order of their first steps. */
  list(): Finding[] {
    return [...this.known.values()].sort((a, b) => a.step - b.step);
  }
}
