import type { Trace } from '../../../core/index.ts';
import type { Moment } from '../session.ts';
import { translator } from './translate.ts';

export const ROW_BYTES = 16;
const PAGE = 4096n;

/** Sixteen bytes from an address on. */
export interface ByteRow {
  address: bigint;
  /** null: nothing is mapped there. */
  bytes: Uint8Array | null;
  /** What the last step changed, by byte. */
  changed: boolean[];
  /** What the other state has otherwise, by byte; null where there is no other state to compare with. */
  differs: boolean[] | null;
}

/** The rows from `start` on, as they are at a moment, compared with the step before and the other state. */
export function byteRows(
  moment: Moment,
  other: Moment | null,
  start: bigint,
  count: number,
): ByteRow[] {
  const touched = lastWrites(moment.session.trace, moment.position);
  return Array.from({ length: count }, (_, index) => {
    const address = BigInt.asUintN(64, start + BigInt(index * ROW_BYTES));
    const bytes = rowAt(moment, address);
    const there = other && rowAt(other, address);
    const before = bytes && touched(address) ? rowBefore(moment, address) : bytes;
    return {
      address,
      bytes,
      changed: compare(bytes, before),
      differs: other ? compare(bytes, there) : null,
    };
  });
}

function rowAt(moment: Moment, address: bigint): Uint8Array | null {
  const at = translator(moment)(address);
  return at === null ? null : moment.memory.read(at, ROW_BYTES);
}

/** The same bytes before the last step: no replay. */
function rowBefore(moment: Moment, address: bigint): Uint8Array | null {
  const { trace } = moment.session;
  const at = translator(moment)(address);
  if (at === null) return null;
  return trace.bytesAt(trace.recording.stepLog[moment.position - 1]!, at, ROW_BYTES);
}

/**
 * Whether the last step wrote into a row. Several addresses may show the same memory, always at the
 * same place in a page: that place is what is looked at.
 */
function lastWrites(trace: Trace, position: number): (address: bigint) => boolean {
  if (position === 0) return () => false;
  const writes = trace.accesses(position - 1).filter(({ kind }) => kind === 'write');
  return (address) =>
    writes.some(({ address: start, size }) => {
      if (BigInt(size) >= PAGE) return true;
      const from = (start - address) & (PAGE - 1n);
      return from < BigInt(ROW_BYTES) || from + BigInt(size) > PAGE;
    });
}

function compare(a: Uint8Array | null, b: Uint8Array | null): boolean[] {
  return Array.from({ length: ROW_BYTES }, (_, at) => (a?.[at] ?? -1) !== (b?.[at] ?? -1));
}

/** Where a key leads the cursor of the byte view; null when it is no key of it. */
export function moveByte(address: bigint, key: string, pageRows: number): bigint | null {
  const inRow = address & BigInt(ROW_BYTES - 1);
  const by: Record<string, bigint> = {
    ArrowLeft: -1n,
    ArrowRight: 1n,
    ArrowUp: -BigInt(ROW_BYTES),
    ArrowDown: BigInt(ROW_BYTES),
    PageUp: -BigInt(Math.max(1, pageRows - 1) * ROW_BYTES),
    PageDown: BigInt(Math.max(1, pageRows - 1) * ROW_BYTES),
    Home: -inRow,
    End: BigInt(ROW_BYTES - 1) - inRow,
  };
  const distance = by[key];
  return distance === undefined ? null : BigInt.asUintN(64, address + distance);
}

/** A part of memory that can be scrolled through: so many rows around an address. */
export class ByteWindow {
  static readonly ROWS = 4096;
  readonly start: bigint;

  constructor(around: bigint) {
    const half = BigInt((ByteWindow.ROWS / 2) * ROW_BYTES);
    const row = around & ~BigInt(ROW_BYTES - 1);
    const last = (1n << 64n) - BigInt(ByteWindow.ROWS * ROW_BYTES);
    this.start = row < half ? 0n : row - half > last ? last : row - half;
  }

  /** The row that holds an address; -1 outside of the window. */
  rowOf(address: bigint): number {
    const row = (address - this.start) / BigInt(ROW_BYTES);
    const inside = address >= this.start && row < BigInt(ByteWindow.ROWS);
    return inside ? Number(row) : -1;
  }

  addressOf(row: number): bigint {
    return this.start + BigInt(row * ROW_BYTES);
  }

  /** Whether an address is so near to an end that the window should be moved. */
  isNearEnd(address: bigint): boolean {
    const row = this.rowOf(address);
    const margin = 64;
    if (row < 0) return true;
    const atStart = row < margin && this.start > 0n;
    const end = this.addressOf(ByteWindow.ROWS);
    return atStart || (row > ByteWindow.ROWS - margin && end < 1n << 64n);
  }
}
