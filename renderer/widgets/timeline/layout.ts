/** Height of the lane that the marks stand in, in CSS pixels. */
export const MARK_LANE = 13;
/** Height of the strip that tells whose steps these are. */
export const PROCESS_LANE = 11;

const LABELLED = 12;
const THIN = 2;

export interface BandRow {
  y: number;
  height: number;
}

/** High enough for a name to be read. */
export const isLabelled = (row: BandRow): boolean => row.height >= LABELLED;

/**
 * Top and height of each depth's band, below `top`. Where there is no room for all at full height, the
 * outer calls keep it, with their names, and the inner ones become thin: the shape stays, and can be
 * zoomed into.
 */
export function bandRows(depths: number, top: number, height: number): BandRow[] {
  const room = Math.max(height - top, 0);
  const full = Math.max(
    0,
    Math.min(depths, Math.floor((room - THIN * depths) / (LABELLED - THIN))),
  );
  const thin = depths > full ? Math.min(LABELLED, (room - full * LABELLED) / (depths - full)) : 0;
  let y = top;
  return Array.from({ length: depths }, (_, depth) => {
    const row = { y, height: depth < full ? LABELLED : thin };
    y += row.height;
    return row;
  });
}

/** The depth whose band lies at `y`; -1 beside the bands. */
export function depthAt(rows: readonly BandRow[], y: number): number {
  return rows.findIndex((row) => y >= row.y && y < row.y + row.height);
}
