/**
 * Aligning two sequences of keys: which elements are the same ones, which stand on one side only.
 *
 * Myers' greedy O(ND) search ("An O(ND) difference algorithm and its variations", 1986), made linear
 * for long sequences: a search ends as soon as a path has met a long common run, or after a bounded
 * number of edits, and a new search starts where its best path got to.
 */

/** A common run so long is taken as having found the way again. */
const SURE_RUN = 32;
/** Edits after which a search takes the path that got furthest. */
const MOST_EDITS = 128;
const NOWHERE = -1_000_000_000;

/** For each element of `a` the index of its partner in `b`, ascending, or -1. */
export function alignSequences(a: ArrayLike<number>, b: ArrayLike<number>): Int32Array {
  const partner = new Int32Array(a.length).fill(-1);
  let aEnd = a.length;
  let bEnd = b.length;
  let i = 0;
  let j = 0;
  while (i < aEnd && j < bEnd && a[i] === b[j]) partner[i++] = j++;
  while (aEnd > i && bEnd > j && a[aEnd - 1] === b[bEnd - 1]) partner[--aEnd] = --bEnd;
  while (i < aEnd && j < bEnd) {
    if (a[i] === b[j]) {
      partner[i++] = j++;
      continue;
    }
    [i, j] = search(a, b, i, j, aEnd, bEnd, partner);
  }
  return partner;
}

/** One bounded search from (i, j); notes the partners of its path and returns where it ends. */
function search(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  i: number,
  j: number,
  aEnd: number,
  bEnd: number,
  partner: Int32Array,
): [number, number] {
  const n = aEnd - i;
  const m = bEnd - j;
  const origin = MOST_EDITS + 1;
  // Furthest x on diagonal k = x - y, at index origin + k.
  const furthest = new Int32Array(2 * MOST_EDITS + 3).fill(NOWHERE);
  /** `furthest` as it was before each round of edits, for finding the path back. */
  const rounds: Int32Array[] = [];
  let best = 0;
  let edits = 0;
  search: for (; edits <= MOST_EDITS; edits++) {
    rounds.push(furthest.slice(origin - edits - 1, origin + edits + 2));
    let bestSum = -1;
    for (let k = -edits; k <= edits; k += 2) {
      let x = edits === 0 ? 0 : enter(furthest, origin + k, k, n, m);
      if (x < 0) {
        furthest[origin + k] = NOWHERE;
        continue;
      }
      const start = x;
      while (x < n && x - k < m && a[i + x] === b[j + x - k]) x++;
      furthest[origin + k] = x;
      if (2 * x - k > bestSum) {
        bestSum = 2 * x - k;
        best = k;
      }
      if (x - start >= SURE_RUN || (x === n && x - k === m)) {
        best = k;
        break search;
      }
    }
  }
  if (edits > MOST_EDITS) edits = MOST_EDITS;
  const end: [number, number] = [i + furthest[origin + best]!, j + furthest[origin + best]! - best];
  trackBack(rounds, furthest[origin + best]!, best, edits, n, m, (x, y) => {
    partner[i + x] = j + y;
  });
  return end;
}

/** The furthest x on diagonal k that one more edit reaches, or NOWHERE. */
function enter(furthest: Int32Array, at: number, k: number, n: number, m: number): number {
  const down = furthest[at + 1]!;
  const right = furthest[at - 1]! + 1;
  const downFits = down >= 0 && down - k <= m && down <= n;
  const rightFits = right > 0 && right <= n && right - k >= 0 && right - k <= m;
  if (downFits && (!rightFits || down >= right)) return down;
  return rightFits ? right : NOWHERE;
}

/** Calls `match` for every diagonal move of the path that ends at `x` on diagonal `k`. */
function trackBack(
  rounds: Int32Array[],
  x: number,
  k: number,
  edits: number,
  n: number,
  m: number,
  match: (x: number, y: number) => void,
): void {
  for (; edits >= 0; edits--) {
    let start = 0;
    let previous = k;
    if (edits > 0) {
      const row = rounds[edits]!;
      const at = k + edits + 1;
      start = enter(row, at, k, n, m);
      previous = row[at + 1]! === start ? k + 1 : k - 1;
    }
    while (x > start) {
      x--;
      match(x, x - k);
    }
    if (edits === 0) return;
    x = previous === k + 1 ? start : start - 1;
    k = previous;
  }
}
