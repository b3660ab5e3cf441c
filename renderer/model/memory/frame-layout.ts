import type { FrameSection } from './frame-sections.ts';

/** Sizes in CSS pixels. */
export interface FrameMetrics {
  /** Width of the map. */
  width: number;
  /** Width and height of a frame's cell, the gap included. */
  cell: number;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const TITLE_HEIGHT = 22;
/** Where the frame numbers stand, left of the cells. */
export const LABEL_WIDTH = 78;
/** Cells with a name in them. */
const NAMED = { width: 66, height: 19 };
const MARGIN = 10;

interface Placed {
  section: FrameSection;
  top: number;
  columns: number;
  cell: { width: number; height: number };
  rows: number;
}

/** Where every frame lies: no object per frame, so that a hundred thousand of them cost nothing. */
export class FrameLayout {
  readonly height: number;
  private readonly placed: Placed[] = [];

  constructor(sections: readonly FrameSection[], metrics: FrameMetrics) {
    let y = 0;
    for (const section of sections) {
      const cell = section.names ? NAMED : { width: metrics.cell, height: metrics.cell };
      const room = Math.max(metrics.width - LABEL_WIDTH - MARGIN, cell.width);
      const columns = columnsIn(Math.floor(room / cell.width), section.names !== null);
      const rows = Math.ceil(section.count / columns);
      this.placed.push({ section, top: y, columns, cell, rows });
      y += TITLE_HEIGHT + rows * cell.height + 4;
    }
    this.height = y;
  }

  /** What lies between two heights: sections, and of each the rows from `first` to before `last`. */
  *between(from: number, to: number): Generator<Placed & { first: number; last: number }> {
    for (const placed of this.placed) {
      const body = placed.top + TITLE_HEIGHT;
      const bottom = body + placed.rows * placed.cell.height;
      if (bottom < from || placed.top > to) continue;
      const first = Math.max(0, Math.floor((from - body) / placed.cell.height));
      const last = Math.min(placed.rows, Math.ceil((to - body) / placed.cell.height));
      yield { ...placed, first, last: Math.max(first, last) };
    }
  }

  /** The frame at a point; null beside the cells. */
  hit(x: number, y: number): { section: FrameSection; index: number } | null {
    const placed = this.placed.findLast(({ top }) => top <= y);
    if (!placed) return null;
    const column = Math.floor((x - LABEL_WIDTH) / placed.cell.width);
    const row = Math.floor((y - placed.top - TITLE_HEIGHT) / placed.cell.height);
    const index = row * placed.columns + column;
    const inside = column >= 0 && column < placed.columns && row >= 0 && row < placed.rows;
    return inside && index < placed.section.count ? { section: placed.section, index } : null;
  }

  rect(section: FrameSection, index: number): Rect | null {
    const placed = this.placed.find((one) => one.section === section);
    if (!placed) return null;
    const { cell, columns, top } = placed;
    return {
      x: LABEL_WIDTH + (index % columns) * cell.width,
      y: top + TITLE_HEIGHT + Math.floor(index / columns) * cell.height,
      width: cell.width,
      height: cell.height,
    };
  }

  /** Where a key leads from a frame; null when it is no key of the map or leads nowhere. */
  move(
    from: { section: FrameSection; index: number },
    key: string,
    pageHeight: number,
  ): { section: FrameSection; index: number } | null {
    const at = this.placed.findIndex(({ section }) => section === from.section);
    const placed = this.placed[at];
    if (!placed) return null;
    const { columns, section, cell } = placed;
    const page = Math.max(1, Math.floor(pageHeight / cell.height) - 1) * columns;
    const { index } = from;
    switch (key) {
      case 'ArrowLeft':
        return this.sideways(at, index - 1);
      case 'ArrowRight':
        return this.sideways(at, index + 1);
      case 'ArrowUp':
        return this.vertical(at, index, -columns);
      case 'ArrowDown':
        return this.vertical(at, index, columns);
      case 'PageUp':
        return index === 0
          ? this.vertical(at, 0, -1)
          : { section, index: Math.max(0, index - page) };
      case 'PageDown':
        return index === section.count - 1
          ? this.vertical(at, index, 1)
          : { section, index: Math.min(section.count - 1, index + page) };
      case 'Home':
        return { section, index: 0 };
      case 'End':
        return { section, index: section.count - 1 };
      default:
        return null;
    }
  }

  private sideways(at: number, to: number): { section: FrameSection; index: number } | null {
    const { section } = this.placed[at]!;
    if (to >= 0 && to < section.count) return { section, index: to };
    const next = this.placed[at + (to < 0 ? -1 : 1)]?.section;
    return next ? { section: next, index: to < 0 ? next.count - 1 : 0 } : null;
  }

  /** Into the next row; beyond the last row into the next section, in the same column if it has it. */
  private vertical(at: number, index: number, by: number) {
    const { section, columns } = this.placed[at]!;
    const to = index + by;
    if (to >= 0 && to < section.count) return { section, index: to };
    const isShortRow =
      by > 0 && Math.floor(index / columns) < Math.floor((section.count - 1) / columns);
    if (isShortRow) return { section, index: section.count - 1 };
    const next = this.placed[at + (by < 0 ? -1 : 1)];
    if (!next) return null;
    const column = Math.min(index % columns, next.columns - 1);
    const start = by > 0 ? 0 : (next.rows - 1) * next.columns;
    return { section: next.section, index: Math.min(start + column, next.section.count - 1) };
  }
}

/** Round numbers of columns, so that frame numbers line up; named cells take what fits. */
function columnsIn(fit: number, named: boolean): number {
  if (named) return Math.max(1, fit);
  for (const step of [128, 64, 32, 16, 8]) if (fit >= step) return Math.floor(fit / step) * step;
  return Math.max(1, fit);
}
