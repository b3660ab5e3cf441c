import type { Trace } from '../../core/index.ts';

/** A call on the timeline: the steps from its entry to its return. */
export interface Band {
  call: number;
  depth: number;
  from: number;
  to: number;
  functionIndex: number;
}

/** All calls of a run, by depth, in step order. One pass over the call columns. */
export function callBands(trace: Trace): Band[][] {
  const { calls } = trace.recording;
  const depths = new Uint32Array(calls.count);
  const rows: Band[][] = [];
  for (let call = 0; call < calls.count; call++) {
    const parent = calls.parent[call] ?? 0;
    const depth = parent === call ? 0 : (depths[parent] ?? 0) + 1;
    depths[call] = depth;
    const row = (rows[depth] ??= []);
    row.push({
      call,
      depth,
      from: calls.enter[call] ?? 0,
      to: calls.leave[call] ?? trace.length,
      functionIndex: calls.function[call] ?? 0,
    });
  }
  return rows;
}

/**
 * Bands as they are drawn at `scale` pixels per step: neighbours that would fall on the same pixel
 * become one, so that the cost of drawing depends on the screen and not on the run.
 */
export function visibleBands(
  row: readonly Band[],
  from: number,
  to: number,
  scale: number,
): { x: number; width: number; band: Band; merged: boolean }[] {
  const drawn: { x: number; width: number; band: Band; merged: boolean }[] = [];
  let start = firstEndingAfter(row, from);
  for (; start < row.length; start++) {
    const band = row[start] as Band;
    if (band.from >= to) break;
    const x = (Math.max(band.from, from) - from) * scale;
    const end = (Math.min(band.to, to) - from) * scale;
    const last = drawn.at(-1);
    if (last && end - last.x < 1.5) {
      last.width = Math.max(last.width, end - last.x);
      last.merged = true;
      continue;
    }
    drawn.push({ x, width: Math.max(end - x, 0.75), band, merged: false });
  }
  return drawn;
}

/** Calls of one depth never overlap, so their ends ascend like their starts. */
function firstEndingAfter(row: readonly Band[], step: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((row[middle] as Band).to <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
