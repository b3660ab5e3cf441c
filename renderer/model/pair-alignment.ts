import type { DifferenceGroup, DifferenceTable } from '../../core/index.ts';
import type { PairAnswer } from '../worker/questions.ts';
import type { PairSide } from './session.ts';

/** One place where two states part. */
export interface PairDifference {
  index: number;
  left: number;
  right: number;
  group: DifferenceGroup;
}

/** How the steps of two states correspond, and where they part. */
export class PairAlignment {
  readonly table: DifferenceTable;
  private readonly positions: PairAnswer['positions'];

  constructor({ positions, differences }: Pick<PairAnswer, 'positions' | 'differences'>) {
    this.positions = positions;
    this.table = differences;
  }

  /** The right position for a left one; beyond the ends, the nearest. */
  toRight(position: number): number {
    return lookUp(this.positions.right, position);
  }

  /** The left position for a right one. */
  toLeft(position: number): number {
    return lookUp(this.positions.left, position);
  }

  /** The position of the other side. */
  across(from: PairSide, position: number): number {
    return from === 'left' ? this.toRight(position) : this.toLeft(position);
  }

  /** How many differences there are, repeated ones included. */
  get count(): number {
    return this.table.group.length;
  }

  difference(index: number): PairDifference {
    const { left, right, group, groups } = this.table;
    return { index, left: left[index]!, right: right[index]!, group: groups[group[index]!]! };
  }

  /** The first divergence; null if the runs are the same throughout. */
  get first(): PairDifference | null {
    return this.count > 0 ? this.difference(0) : null;
  }
}

function lookUp(positions: Int32Array, position: number): number {
  return positions[Math.max(0, Math.min(position, positions.length - 1))] ?? 0;
}
