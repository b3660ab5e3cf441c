/** Questions about the past and future of a range of bytes, answered from an `AccessIndex`. */
import { pageOf } from '../machine/memory.ts';
import type { AliasHistory } from './alias-history.ts';
import type { AccessIndex } from './write-index.ts';

const PAGE_NUMBERS = 2 ** 52;

/** A part of the range inside one page. */
interface Piece {
  page: number;
  first: number;
  last: number;
}

function piecesOf(address: bigint, size: number): Piece[] {
  const pieces: Piece[] = [];
  let page = pageOf(address);
  let first = Number(address & 0xfffn);
  for (let rest = size; rest > 0;) {
    const count = Math.min(rest, 4096 - first);
    pieces.push({ page, first, last: first + count - 1 });
    rest -= count;
    first = 0;
    page = (page + 1) % PAGE_NUMBERS;
  }
  return pieces;
}

/** Moments of all accesses, ascending, that touched the range while it had the storage accessed. */
export function allAccesses(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
): number[] {
  return ascending(collectAccesses(index, history, address, size));
}

/**
 * As `allAccesses`, for writes: where a byte of the range came to share storage that was written
 * before, the last of those earlier writes counts too, because its bytes are what the range then
 * showed. What the storage went through before that, as memory of others, does not.
 */
export function allWrites(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
): number[] {
  const found = collectAccesses(index, history, address, size);
  for (const { page, first, last } of piecesOf(address, size)) {
    for (const { from, storage } of history.of(page).slice(1)) {
      for (let offset = first; offset <= last; offset++) {
        const inherited = index.last(storage, offset, offset, from);
        if (inherited >= 0) found.add(inherited);
      }
    }
  }
  return ascending(found);
}

function collectAccesses(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
): Set<number> {
  const found = new Set<number>();
  for (const { page, first, last } of piecesOf(address, size)) {
    for (const { from, to, storage } of history.of(page)) {
      index.collect(storage, first, last, from, to, found);
    }
  }
  return found;
}

const ascending = (moments: Set<number>) => [...moments].sort((a, b) => a - b);

/** The last access before `moment` to the storage that the range has just before `moment`; -1. */
export function lastAccess(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
  moment: number,
): number {
  let best = -1;
  for (const { page, first, last } of piecesOf(address, size)) {
    const storage = history.at(page, moment - 1);
    best = Math.max(best, index.last(storage, first, last, moment));
  }
  return best;
}

/** The first access at or after `moment` made while the range has the storage accessed; -1. */
export function nextAccess(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
  moment: number,
): number {
  let best = Infinity;
  for (const { page, first, last } of piecesOf(address, size)) {
    for (const { from, to, storage } of history.of(page)) {
      if (to <= moment) continue;
      const at = index.next(storage, first, last, Math.max(from, moment), Math.min(to, best));
      if (at >= 0) best = Math.min(best, at);
    }
  }
  return best === Infinity ? -1 : best;
}

/** The last access before `moment` made while the range had the storage accessed; -1. */
export function previousAccess(
  index: AccessIndex,
  history: AliasHistory,
  address: bigint,
  size: number,
  moment: number,
): number {
  let best = -1;
  for (const { page, first, last } of piecesOf(address, size)) {
    for (const { from, to, storage } of history.of(page)) {
      if (from >= moment) break;
      const at = index.last(storage, first, last, Math.min(to, moment));
      if (at >= from) best = Math.max(best, at);
    }
  }
  return best;
}
