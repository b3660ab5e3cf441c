/** Checkpoints as plain data: made in one thread, used in another. */
import type { MemorySnapshot } from '../machine/memory.ts';
import { PAGE_SIZE } from '../machine/memory.ts';

/** Each checkpoint as what changed since the one before it; the first is the initial memory. */
export interface CheckpointData {
  /** Steps between two checkpoints. */
  every: number;
  positions: Uint32Array;
  /** Pages copied since the checkpoint before, as `Checkpoints` counts them. */
  costs: Uint32Array;
  /** Page number of each slot. */
  pages: Float64Array;
  /** Per checkpoint and one more: where its changed slots start in `slots`. */
  starts: Uint32Array;
  slots: Uint32Array;
  /** The contents of the changed slots, 4096 bytes each. */
  bytes: Uint8Array;
  /** Pages that are aliases; null where nothing changed since the checkpoint before. */
  aliases: (ReadonlyMap<number, number> | null)[];
}

/** Pages nobody wrote are one buffer of zeroes in every snapshot: not worth sending. */
const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

export function packCheckpoints(
  every: number,
  positions: readonly number[],
  costs: readonly number[],
  snapshots: readonly MemorySnapshot[],
): CheckpointData {
  const changed: { slot: number; bytes: Uint8Array }[] = [];
  const starts = new Uint32Array(snapshots.length + 1);
  const aliases: CheckpointData['aliases'] = [];
  let before: readonly Uint8Array[] = [];
  snapshots.forEach(({ buffers, aliases: map }, index) => {
    buffers.forEach((bytes, slot) => {
      if (bytes === before[slot]) return;
      if (before[slot] === undefined && isZero(bytes)) return;
      changed.push({ slot, bytes });
    });
    starts[index + 1] = changed.length;
    aliases.push(index > 0 && map === snapshots[index - 1]!.aliases ? null : map);
    before = buffers;
  });
  const bytes = new Uint8Array(changed.length * PAGE_SIZE);
  changed.forEach((each, index) => bytes.set(each.bytes, index * PAGE_SIZE));
  return {
    every,
    positions: Uint32Array.from(positions),
    costs: Uint32Array.from(costs),
    pages: Float64Array.from(snapshots.at(-1)?.slots.keys() ?? []),
    starts,
    slots: Uint32Array.from(changed, ({ slot }) => slot),
    bytes,
    aliases,
  };
}

/** The snapshots again. They share what did not change between them, and `bytes` of the data. */
export function unpackCheckpoints(data: CheckpointData): MemorySnapshot[] {
  const slots = new Map<number, number>();
  data.pages.forEach((page, slot) => slots.set(page, slot));
  const zero = new Uint8Array(PAGE_SIZE);
  let buffers: Uint8Array[] = Array.from({ length: data.pages.length }, () => zero);
  let aliases: ReadonlyMap<number, number> = new Map();
  return data.aliases.map((map, index) => {
    buffers = buffers.slice();
    for (let i = data.starts[index]!; i < data.starts[index + 1]!; i++) {
      buffers[data.slots[i]!] = data.bytes.subarray(i * PAGE_SIZE, (i + 1) * PAGE_SIZE);
    }
    aliases = map ?? aliases;
    return { slots, buffers, aliases };
  });
}
