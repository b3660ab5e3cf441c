/** Where the columns part, two of them or three, as seen from the one that drives. */
import type { DifferenceGroup } from '../../core/index.ts';
import { differenceAt, groupsAt, nextRepetition, type DifferenceLevel } from './difference-walk.ts';
import type { PairDifference } from './pair-alignment.ts';
import type { ColumnPair, PairSide, Side } from './session.ts';

/** One place where two columns part. */
export interface ColumnDifference {
  pair: ColumnPair;
  /** The step, counted in the column that drives. */
  step: number;
  group: DifferenceGroup;
}

/** The columns that are compared, and from which of them one looks. */
export interface Columns {
  pairs: readonly ColumnPair[];
  driver: Side;
  /** The driver's position for one of another column; null while they are not compared. */
  toDriver: (from: Side, position: number) => number | null;
}

/**
 * The next (or previous) places at which columns part, all at the same step of the driver: the
 * firsts of their causes, what a loop repeats is passed over. Empty if there are none at that level.
 */
export function nextColumnDifferences(
  columns: Columns,
  position: number,
  direction: 1 | -1,
  level: DifferenceLevel = 'any',
): ColumnDifference[] {
  const beyond = columnDifferences(columns, level).filter(({ step }) =>
    direction === 1 ? step > position : step < position,
  );
  const steps = beyond.map(({ step }) => step);
  const nearest = direction === 1 ? Math.min(...steps) : Math.max(...steps);
  return beyond.filter(({ step }) => step === nearest);
}

/** The first places at which columns part, in the driver's order. */
export function firstColumnDifferences(columns: Columns): ColumnDifference[] {
  return nextColumnDifferences(columns, -1, 1);
}

/** The first difference of every cause, pair by pair; the pairs that the driver is of come first. */
export function columnDifferences(columns: Columns, level: DifferenceLevel): ColumnDifference[] {
  const { pairs, driver } = columns;
  const own = pairs.filter((pair) => sideOf(pair, driver) !== null);
  const others = pairs.filter((pair) => sideOf(pair, driver) === null);
  return [...own, ...others].flatMap((pair) => {
    const { alignment } = pair.pairing;
    return groupsAt(alignment, level).flatMap((group) =>
      placed(columns, pair, alignment.difference(group.first)),
    );
  });
}

/** The same difference again: of the latest one at or before the position. */
export function nextColumnRepetition(
  columns: Columns,
  position: number,
  direction: 1 | -1,
): ColumnDifference | null {
  const here = columnDifferenceAt(columns, position);
  const side = here && sideOf(here.pair, columns.driver);
  if (!here || !side) return null;
  const found = nextRepetition(here.pair.pairing.alignment, side, position, direction);
  return found && (placed(columns, here.pair, found)[0] ?? null);
}

/** The last difference of the driver with another column at or before a position. */
export function columnDifferenceAt(
  { pairs, driver }: Columns,
  position: number,
): ColumnDifference | null {
  return pairs.reduce<ColumnDifference | null>((latest, pair) => {
    const side = sideOf(pair, driver);
    const found = side && differenceAt(pair.pairing.alignment, side, position);
    if (!side || !found || found[side] <= (latest?.step ?? -1)) return latest;
    return { pair, step: found[side], group: found.group };
  }, null);
}

function placed(
  { driver, toDriver }: Columns,
  pair: ColumnPair,
  difference: PairDifference,
): ColumnDifference[] {
  const side = sideOf(pair, driver);
  const step = side ? difference[side] : toDriver(pair.left, difference.left);
  return step === null ? [] : [{ pair, step, group: difference.group }];
}

/** Which side of a pair a column is; null if it is neither. */
export function sideOf({ left, right }: ColumnPair, column: Side): PairSide | null {
  if (column === left) return 'left';
  return column === right ? 'right' : null;
}
