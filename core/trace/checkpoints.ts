/** Snapshots of memory along a recording, so that a seek replays a bounded number of steps. */
import type { MemorySnapshot } from '../machine/memory.ts';
import { packCheckpoints, unpackCheckpoints } from './checkpoint-data.ts';
import type { CheckpointData } from './checkpoint-data.ts';

/** Memory for checkpoints is kept below this many pages (256 MiB); beyond, every other one goes. */
const PAGE_BUDGET = 65_536;

export class Checkpoints {
  /** Ascending positions and what memory held there. */
  private readonly positions: number[] = [];
  private readonly snapshots: MemorySnapshot[] = [];
  /** Pages that had to be copied between a checkpoint and the one before it. */
  private readonly costs: number[] = [];
  private total = 0;

  /** `every`: steps between two checkpoints; doubles when they take too much memory. */
  constructor(
    public every: number,
    first: MemorySnapshot,
    private readonly pageBudget = PAGE_BUDGET,
  ) {
    if (!(every >= 1)) throw new RangeError(`checkpointEvery must be at least 1, not ${every}`);
    this.positions.push(0);
    this.snapshots.push(first);
    this.costs.push(0);
  }

  /** The checkpoints that `pack` made data of, in this thread or another. */
  static unpack(data: CheckpointData): Checkpoints {
    const snapshots = unpackCheckpoints(data);
    const checkpoints = new Checkpoints(data.every, snapshots[0]!);
    snapshots.slice(1).forEach((snapshot, index) => {
      checkpoints.add(data.positions[index + 1]!, snapshot, data.costs[index + 1]!);
    });
    return checkpoints;
  }

  pack(): CheckpointData {
    return packCheckpoints(this.every, this.positions, this.costs, this.snapshots);
  }

  get count(): number {
    return this.positions.length;
  }

  /** The last position that has a checkpoint. */
  get end(): number {
    return this.positions[this.positions.length - 1]!;
  }

  /** The first position after all checkpoints that should get one. */
  get next(): number {
    return this.end + this.every;
  }

  /** Appends a checkpoint. `cost` is the number of pages copied since the one before. */
  add(position: number, snapshot: MemorySnapshot, cost: number): void {
    this.positions.push(position);
    this.snapshots.push(snapshot);
    this.costs.push(cost);
    this.total += cost;
    if (this.total > this.pageBudget) this.thin();
  }

  /** The last checkpoint at or before `position`. */
  before(position: number): { position: number; snapshot: MemorySnapshot } {
    return this.at(this.indexBefore(position));
  }

  /** The first checkpoint at or after `position`. */
  after(position: number): { position: number; snapshot: MemorySnapshot } | null {
    const index = this.indexBefore(position);
    if (this.positions[index] === position) return this.at(index);
    return index + 1 < this.positions.length ? this.at(index + 1) : null;
  }

  private at(index: number) {
    return { position: this.positions[index]!, snapshot: this.snapshots[index]! };
  }

  private indexBefore(position: number): number {
    let low = 0;
    let high = this.positions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.positions[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Drops every other checkpoint. Pages written once between two survivors are then held once
   * instead of twice; how many those are is not known, so the survivor is charged the larger cost.
   */
  private thin(): void {
    let kept = 1;
    this.total = 0;
    for (let index = 2; index < this.positions.length; index += 2) {
      const cost = Math.max(this.costs[index - 1]!, this.costs[index]!);
      this.positions[kept] = this.positions[index]!;
      this.snapshots[kept] = this.snapshots[index]!;
      this.costs[kept++] = cost;
      this.total += cost;
    }
    this.positions.length = this.snapshots.length = this.costs.length = kept;
    this.every *= 2;
  }
}
