import type { PageRange } from '../../core/index.ts';

/** A line of the frame map: the name of a range, or some of its frames. */
export type FrameRow =
  | { kind: 'range'; range: PageRange }
  | { kind: 'frames'; range: PageRange; first: number; count: number };

/** The lines of the map, `columns` frames each; a range starts on a line of its own. */
export function frameRows(ranges: readonly PageRange[], columns: number): FrameRow[] {
  return ranges.flatMap((range): FrameRow[] => {
    const rows: FrameRow[] = [{ kind: 'range', range }];
    for (let first = 0; first < range.count; first += columns) {
      rows.push({ kind: 'frames', range, first, count: Math.min(columns, range.count - first) });
    }
    return rows;
  });
}

/** Where a key leads from the frame at `address`; null when it is no key of the map or leads nowhere. */
export function moveInFrames(
  ranges: readonly PageRange[],
  columns: number,
  size: bigint,
  address: bigint,
  key: string,
): bigint | null {
  const at = ranges.findIndex(
    (range) => address >= range.address && address < range.address + BigInt(range.count) * size,
  );
  const range = ranges[at];
  if (!range) return null;
  const index = Number((address - range.address) / size);
  const go = (to: number): bigint | null => {
    if (to >= 0 && to < range.count) return range.address + BigInt(to) * size;
    // Beyond the edge the next range begins, in the same column where it has one.
    const next = ranges[to < 0 ? at - 1 : at + 1];
    if (!next) return null;
    const sideways = Math.abs(to - index) === 1;
    const column = sideways ? (to < 0 ? columns - 1 : 0) : index % columns;
    const lastRow = Math.floor((next.count - 1) / columns) * columns;
    const wanted = to < 0 ? (sideways ? next.count - 1 : lastRow + column) : column;
    return next.address + BigInt(Math.min(wanted, next.count - 1)) * size;
  };
  switch (key) {
    case 'ArrowLeft':
      return go(index - 1);
    case 'ArrowRight':
      return go(index + 1);
    case 'ArrowUp':
      return go(index - columns);
    case 'ArrowDown':
      return index + columns >= range.count &&
        Math.floor(index / columns) < Math.floor((range.count - 1) / columns)
        ? go(range.count - 1)
        : go(index + columns);
    case 'Home':
      return range.address;
    case 'End':
      return range.address + BigInt(range.count - 1) * size;
    default:
      return null;
  }
}
