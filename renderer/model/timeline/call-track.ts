import type { Trace } from '../../../core/index.ts';

/** Receives what is to be drawn of one depth, from left to right. Steps; `to` is exclusive. */
export type DrawBand = (from: number, to: number, call: number, merged: boolean) => void;

/** Calls narrower than this many pixels are drawn as one with their neighbours. */
const NARROW = 2;

/**
 * The calls of a run as a timeline draws them: by depth, and never more than the screen can show.
 * Works on the columns of the calls table: nothing is made per call.
 */
export class CallTrack {
  /** Number of depths. */
  readonly depths: number;
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly enter: Uint32Array;
  private readonly leave: Uint32Array;

  constructor(readonly trace: Trace) {
    const { starts, calls } = trace.callRows();
    this.starts = starts;
    this.rows = calls;
    this.depths = starts.length - 1;
    ({ enter: this.enter, leave: this.leave } = trace.recording.calls);
  }

  /**
   * What the calls of a depth look like between two steps at `scale` pixels per step. Where calls are
   * narrower than two pixels, all that begin within one cell of a fixed grid become one band: the
   * picture does not flicker while it is moved, and costs as much as the screen is wide.
   */
  visit(depth: number, from: number, to: number, scale: number, draw: DrawBand): void {
    const end = this.starts[depth + 1]!;
    const cell = 2 ** Math.ceil(Math.log2(NARROW / scale));
    for (let i = this.firstEndingAfter(depth, from); i < end;) {
      const call = this.rows[i]!;
      const start = this.enter[call]!;
      if (start >= to) return;
      const stop = this.leave[call]!;
      if ((stop - start) * scale >= NARROW || cell <= 1) {
        draw(start, stop, call, false);
        i++;
        continue;
      }
      const boundary = (Math.floor(start / cell) + 1) * cell;
      const next = this.firstEntering(depth, boundary, i + 1);
      draw(start, this.leave[this.rows[next - 1]!]!, call, next > i + 1);
      i = next;
    }
  }

  /** How many depths have calls between two steps. */
  depthsBetween(from: number, to: number): number {
    let depth = 0;
    // Where no call of a depth is, there is none of the next: a callee lies inside its caller.
    for (; depth < this.depths; depth++) {
      const i = this.firstEndingAfter(depth, from);
      if (i >= this.starts[depth + 1]! || this.enter[this.rows[i]!]! >= to) break;
    }
    return depth;
  }

  /** The call of a depth that a step lies in; -1 if there is none. */
  callAt(depth: number, step: number): number {
    if (depth < 0 || depth >= this.depths) return -1;
    const i = this.firstEndingAfter(depth, step);
    if (i >= this.starts[depth + 1]!) return -1;
    const call = this.rows[i]!;
    return this.enter[call]! <= step ? call : -1;
  }

  /** The deepest call in each of `width` equal parts of the run, as its depth plus one; 0: none. */
  outline(width: number): Uint16Array {
    const heights = new Uint16Array(width);
    const scale = width / Math.max(this.trace.length, 1);
    for (let depth = 0; depth < this.depths; depth++) {
      // Deeper calls come later: they overwrite. Calls of one depth never overlap.
      for (let i = this.starts[depth]!; i < this.starts[depth + 1]!; i++) {
        const call = this.rows[i]!;
        const first = Math.floor(this.enter[call]! * scale);
        const last = Math.min(width - 1, Math.ceil(this.leave[call]! * scale) - 1);
        for (let x = first; x <= last; x++) heights[x] = depth + 1;
      }
    }
    return heights;
  }

  /** Calls of one depth never overlap, so their ends ascend like their starts. */
  private firstEndingAfter(depth: number, step: number): number {
    let low = this.starts[depth]!;
    let high = this.starts[depth + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.leave[this.rows[middle]!]! <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private firstEntering(depth: number, step: number, from: number): number {
    let low = from;
    let high = this.starts[depth + 1]!;
    // The next cell is rarely far: look ahead in growing strides before halving.
    for (let stride = 4; low + stride < high; stride *= 4) {
      if (this.enter[this.rows[low + stride]!]! >= step) {
        high = low + stride;
        break;
      }
      low += stride;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.enter[this.rows[middle]!]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const tracks = new WeakMap<Trace, CallTrack>();

export function callTrack(trace: Trace): CallTrack {
  let track = tracks.get(trace);
  if (!track) tracks.set(trace, (track = new CallTrack(trace)));
  return track;
}
