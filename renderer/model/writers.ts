import { writerText, writtenText, type Trace, type WriteRef } from '../../core/index.ts';
import { groupSides } from './merge-card.ts';
import { bySide, SIDES, type Side } from './session.ts';
import { hex, toNumber } from './text.ts';

/** One write of a word, in words. */
export interface Writer {
  step: number;
  /** The member it was written as. */
  as: string;
  /** The function that wrote, and its caller. */
  by: string;
  before: string;
  after: string;
}

/** The n-th write of a word, in the states that have so many. */
export interface WriterRow {
  sides: Record<Side, Writer | null>;
  /** The columns, those together that wrote the same bytes as the same member. */
  groups: Side[][];
}

const WORD = 8;

/**
 * The writes of the eight bytes at `address` by steps in [from, until), in step order: those that
 * changed what these bytes held, through whatever name they were made.
 */
export function writersOf(
  trace: Trace,
  address: bigint,
  from = 0,
  until: number = trace.length,
): Writer[] {
  const found: WriteRef[] = [];
  let write = trace.previousWrite(address, WORD, Math.min(until, trace.length));
  while (write && write.step >= from) {
    found.push(write);
    write = trace.previousWrite(address, WORD, write.step);
  }
  return found.reverse().map((each) => ({
    step: each.step,
    as: writtenText(each.site).replace(/^(struct|union) /, ''),
    by: writerText(trace, each),
    before: valueText(each, each.before, address),
    after: valueText(each, each.after, address),
  }));
}

/** The writers of the states line by line, matched in order. */
export function matchWriters(writers: Record<Side, readonly Writer[]>): WriterRow[] {
  const most = Math.max(...SIDES.map((side) => writers[side].length));
  return Array.from({ length: most }, (_, index) => {
    const sides = bySide((side) => writers[side][index] ?? null);
    return { sides, groups: groupSides(sides, ({ as, after, by }) => `${as} ${after} ${by}`) };
  });
}

/** The written value; of a larger write only the part that fell on the word. */
export function valueText(write: WriteRef, bytes: Uint8Array, address: bigint): string {
  if (write.size <= WORD) return hex(toNumber(bytes));
  const start = Number(BigInt.asIntN(12, address - write.address));
  const part = bytes.subarray(Math.max(0, start), start + WORD);
  return part.length === 0 ? `${write.size} bytes` : hex(toNumber(part));
}
