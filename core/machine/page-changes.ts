/** What differs between two contents of a page, in few bytes. */

const PAGE = 4096;
/** Runs of changed bytes that are closer than this are one run. */
const GAP = 16;

export interface PageChange {
  offset: number;
  bytes: Uint8Array;
}

const ZERO = new Uint8Array(PAGE);

export const isZero = (bytes: Uint8Array): boolean => firstDifference(bytes, ZERO, 0) < 0;

const words = (bytes: Uint8Array) =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

/** Offset of the first word from `from` on that differs; -1 if none does. Both are aligned to four bytes. */
function firstDifference(a: Uint8Array, b: Uint8Array, from: number): number {
  const [x, y] = [words(a), words(b)];
  for (let i = from / 4; i < x.length; i++) if (x[i] !== y[i]) return 4 * i;
  return -1;
}

/** The runs of words in which `after` differs from `before` (absent: a page of zeroes). Copies. */
export function pageChanges(before: Uint8Array | undefined, after: Uint8Array): PageChange[] {
  const old = before ?? ZERO;
  const changes: PageChange[] = [];
  for (let at = firstDifference(old, after, 0); at >= 0;) {
    let end = at + 4;
    let next = firstDifference(old, after, end);
    while (next >= 0 && next - end < GAP) {
      end = next + 4;
      next = firstDifference(old, after, end);
    }
    changes.push({ offset: at, bytes: after.slice(at, end) });
    at = next;
  }
  return changes;
}

/** A new page with the changes made to `before`. */
export function applyChanges(before: Uint8Array | undefined, changes: PageChange[]): Uint8Array {
  const page = (before ?? ZERO).slice();
  for (const { offset, bytes } of changes) page.set(bytes, offset);
  return page;
}
