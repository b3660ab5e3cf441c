import { describePointer, type Reading, type ReadingPair } from '../../core/index.ts';
import type { Side, StateSession } from './session.ts';
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

/** Every reading of two runs side by side, in step order. */
export function readingRows(pairs: readonly ReadingPair[]): ReadingRow[] {
  const seen = new Map<string, number>();
  const rows = pairs.map((pair) => {
    const occurrence = (seen.get(pair.name) ?? 0) + 1;
    seen.set(pair.name, occurrence);
    return {
      name: pair.name,
      occurrence,
      repeated: false,
      sides: { left: pair.left, right: pair.right },
      differs: pair.differs,
    };
  });
  return rows.map((row) => ({ ...row, repeated: (seen.get(row.name) ?? 0) > 1 }));
}

/** The readings of a run that stands alone, on its side. */
export function loneReadingRows(readings: readonly Reading[], side: Side): ReadingRow[] {
  const pairs = readings.map((reading) => {
    const sides = { left: null, right: null, [side]: reading };
    return { name: reading.name, ...sides, differs: false };
  });
  return readingRows(pairs);
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
