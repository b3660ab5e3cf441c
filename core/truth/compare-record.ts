/** Comparing the bytes of one object, word by word. */
import { toUint } from '../mm/bytes.ts';
import type { Correspondence } from './correspondence.ts';

const WORD = 8;

/** What kind of number a word of a record can be. */
export type WordKind = 'number' | 'pointer' | 'per-CPU pointer' | 'neighbour';

export interface WordResult {
  /** Bytes from the start of the object to the first one that this result is about. */
  offset: number;
  size: number;
  /** Equal as stored; equal by what the pointer points to; or not equal. */
  verdict: 'stored' | 'target' | 'differs';
  /** True for bytes that are no pointers and not the same. */
  different: boolean;
  /** Why it differs; empty otherwise. */
  reason: string;
}

const DIFFERENT = 'not the same bytes';

/**
 * Compares two rows of bytes of the same length. Words that can hold a pointer must correspond, also
 * when they are the same number; all other bytes must be the same.
 */
export function compareRecord(
  captured: Uint8Array,
  modelled: Uint8Array,
  kindAt: (offset: number) => WordKind,
  correspondence: Correspondence,
  position: number,
): WordResult[] {
  const results: WordResult[] = [];
  for (let offset = 0; offset < captured.length; offset += WORD) {
    const size = Math.min(WORD, captured.length - offset);
    const left = captured.subarray(offset, offset + size);
    const right = modelled.subarray(offset, offset + size);
    const kind = size === WORD ? kindAt(offset) : 'number';
    const same = left.every((byte, index) => byte === right[index]);
    const words = { left: toUint(left), right: toUint(right), offset, same };
    const reason = compareWord(kind, words, correspondence, position);
    if (reason !== null) {
      results.push({ offset, size, verdict: 'differs', different: reason === DIFFERENT, reason });
    } else {
      const verdict = same ? 'stored' : 'target';
      results.push({ offset, size, verdict, different: false, reason: '' });
    }
  }
  return results;
}

/** Null if the words agree, else the reason why not. */
function compareWord(
  kind: WordKind,
  { left, right, offset, same }: { left: bigint; right: bigint; offset: number; same: boolean },
  correspondence: Correspondence,
  position: number,
): string | null {
  if (kind === 'per-CPU pointer') return correspondence.pairPercpu(left, right, position);
  if (kind === 'neighbour' && correspondence.isPointer(left)) {
    return correspondence.pairNeighbour(left, right, offset, position);
  }
  if (kind === 'pointer' && correspondence.isPointer(left)) {
    return correspondence.pair(left, right, position);
  }
  return same ? null : DIFFERENT;
}
