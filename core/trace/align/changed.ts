/** Pairing the statements that a patch took out of a place with those it put there. */

export interface Candidate {
  /** Index of the statement in its program. */
  statement: number;
  kind: string;
  /** The accesses of the statement, as text. */
  signature: string;
}

/** Beyond so many combinations likeness is not worked out, only kinds. */
const MOST_COMBINATIONS = 250_000;

/**
 * Pairs of statement indexes, in order on both sides. Only statements of one kind are paired, and
 * only if they name something in common or are the only ones of their kind.
 */
export function pairChanged(left: Candidate[], right: Candidate[]): [number, number][] {
  if (left.length === 0 || right.length === 0) return [];
  const alone = (candidates: Candidate[]) => {
    const count = new Map<string, number>();
    for (const { kind } of candidates) count.set(kind, (count.get(kind) ?? 0) + 1);
    return count;
  };
  const leftKinds = alone(left);
  const rightKinds = alone(right);
  const many = left.length * right.length > MOST_COMBINATIONS;
  const leftWords = left.map((one) => wordsOf(one.signature));
  const rightWords = right.map((one) => wordsOf(one.signature));
  const score = (i: number, j: number) => {
    const { kind } = left[i]!;
    if (kind !== right[j]!.kind) return 0;
    const likeness = many ? 0 : overlap(leftWords[i]!, rightWords[j]!);
    const only = leftKinds.get(kind) === 1 && rightKinds.get(kind) === 1;
    return likeness > 0 || only || many ? 1 + 2 * likeness : 0;
  };
  return many ? inOrder(left, right) : bestPairs(left, right, score);
}

/** The pairing with the highest sum of scores that keeps the order. */
function bestPairs(
  left: Candidate[],
  right: Candidate[],
  score: (i: number, j: number) => number,
): [number, number][] {
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      const value = score(i, j);
      const take = value > 0 ? value + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const here = best[i * width + j]!;
    if (here === best[(i + 1) * width + j]) i++;
    else if (here === best[i * width + j + 1]) j++;
    else pairs.push([left[i++]!.statement, right[j++]!.statement]);
  }
  return pairs;
}

function inOrder(left: Candidate[], right: Candidate[]): [number, number][] {
  const pairs: [number, number][] = [];
  let j = 0;
  for (const one of left) {
    let at = j;
    while (at < right.length && right[at]!.kind !== one.kind) at++;
    if (at === right.length) continue;
    pairs.push([one.statement, right[at]!.statement]);
    j = at + 1;
  }
  return pairs;
}

/** The names in a statement's accesses, without the words that say how it accesses. */
function wordsOf(signature: string): Set<string> {
  return new Set(
    signature
      .split('\n')
      .flatMap((line) => line.replace(/^[\w-]+ (local )?/, '').match(/[A-Za-z_]\w*/g) ?? []),
  );
}

/** Shared names as a part of all names, 0 to 1. */
function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
