import { describePointer, type Reading, type ReadingPair } from '../../core/index.ts';
import { bySide, type ColumnPair, type Side, type StateSession } from './session.ts';
import { hex } from './text.ts';

/** One name's n-th reading in the shown states. */
export interface ReadingRow {
  name: string;
  /** Which of several readings of the same name, from 1. */
  occurrence: number;
  /** Whether the name is read more than once in the run. */
  repeated: boolean;
  sides: Record<Side, Reading | null>;
  differs: boolean;
}

/** What a reading says, ready to be shown. */
export interface ReadingText {
  value: string;
  /** What the value is, in words; empty where there is nothing to add. */
  meaning: string;
  /** `page.pgmap in page_pgmap()`; null where the value came from no single member. */
  via: string | null;
}

/** From here on a value is an address of the kernel's half. */
const KERNEL_HALF = 0xffff_8000_0000_0000n;
/** The last page of addresses: a negative number, which readings are, rather than a pointer. */
const NEGATIVE = 0xffff_ffff_ffff_f000n;
const SMALL = 10n;

type Row = Pick<ReadingRow, 'name' | 'sides' | 'differs'>;

/** Numbers the readings of each name. */
function numbered(rows: readonly Row[]): ReadingRow[] {
  const seen = new Map<string, number>();
  return rows
    .map((row) => {
      const occurrence = (seen.get(row.name) ?? 0) + 1;
      seen.set(row.name, occurrence);
      return { ...row, occurrence, repeated: false };
    })
    .map((row) => ({ ...row, repeated: (seen.get(row.name) ?? 0) > 1 }));
}

/** Every reading of two runs side by side, in step order. */
export function readingRows(pairs: readonly ReadingPair[]): ReadingRow[] {
  return numbered(pairs.map(rowOfPair));
}

const rowOfPair = ({ name, left, right, differs }: ReadingPair): Row => {
  return { name, sides: { left, middle: null, right }, differs };
};

/**
 * Every reading of three runs side by side: those of the outer columns in their order, the middle
 * one's beside the reading that either of them is paired with, else after the one before it.
 */
export function joinReadings(outer: ColumnPair, left: ColumnPair, right: ColumnPair): ReadingRow[] {
  const byLeft = new Map(left.pairing.readings.flatMap((pair) => entry(pair.left, pair)));
  const byRight = new Map(right.pairing.readings.flatMap((pair) => entry(pair.right, pair)));
  const joined = new Set<number>();
  const rows = outer.pairing.readings.map((pair): Row => {
    const row = rowOfPair(pair);
    const a = pair.left ? byLeft.get(pair.left.step) : undefined;
    const b = pair.right ? byRight.get(pair.right.step) : undefined;
    row.sides.middle = a?.right ?? b?.left ?? null;
    row.differs ||= row.sides.middle === null || (a?.differs ?? false) || (b?.differs ?? false);
    if (row.sides.middle) joined.add(row.sides.middle.step);
    return row;
  });
  for (const { right: reading } of left.pairing.readings) {
    if (!reading || joined.has(reading.step)) continue;
    const after = rows.findLastIndex(
      ({ sides }) => (sides.middle?.step ?? Infinity) < reading.step,
    );
    const sides = { left: null, middle: reading, right: null };
    rows.splice(after + 1, 0, { name: reading.name, sides, differs: true });
  }
  return numbered(rows);
}

const entry = (reading: Reading | null, pair: ReadingPair): [number, ReadingPair][] =>
  reading ? [[reading.step, pair]] : [];

/** The readings of a run that stands alone, on its side. */
export function loneReadingRows(readings: readonly Reading[], side: Side): ReadingRow[] {
  return numbered(
    readings.map((reading) => {
      const sides = bySide((each) => (each === side ? reading : null));
      return { name: reading.name, sides, differs: false };
    }),
  );
}

const texts = new WeakMap<Reading, ReadingText>();

/** The words for a reading; what a pointer means is asked of memory as it was at that step. */
export function readingText(session: StateSession, reading: Reading): ReadingText {
  let text = texts.get(reading);
  if (!text) texts.set(reading, (text = describe(session, reading)));
  return text;
}

function describe({ trace, timeline }: StateSession, reading: Reading): ReadingText {
  const { value, step, via } = reading;
  let meaning = '';
  if (value >= NEGATIVE) meaning = String(BigInt.asIntN(64, value));
  else if (value >= KERNEL_HALF) meaning = describePointer(trace, timeline.memoryAt(step), value);
  return {
    value: value < SMALL ? String(value) : hex(value),
    meaning,
    via: via ? `${via.member.replace(/^(struct|union) /, '')} in ${via.functionName}()` : null,
  };
}

/** The first reading that differs: where the story of two states begins. */
export function firstDifferingReading(rows: readonly ReadingRow[]): ReadingRow | null {
  return rows.find((row) => row.differs && row.sides.left && row.sides.right) ?? null;
}
