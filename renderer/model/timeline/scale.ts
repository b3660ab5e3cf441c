/** The part of a run that the timeline shows, in steps; ends may lie between steps. */
export interface Window {
  from: number;
  to: number;
}

/** At most this close: single steps are then as wide as a finger. */
const MIN_STEPS = 20;

/** Zooms around a step so that it keeps its place on the screen; never beyond the run. */
export function zoom(window: Window, length: number, around: number, factor: number): Window {
  const span = window.to - window.from;
  const wanted = Math.min(Math.max(span * factor, Math.min(MIN_STEPS, length)), length);
  const share = span > 0 ? (around - window.from) / span : 0.5;
  return clamp({ from: around - share * wanted, to: around + (1 - share) * wanted }, length);
}

export function pan(window: Window, length: number, by: number): Window {
  return clamp({ from: window.from + by, to: window.to + by }, length);
}

/** Moves the window as little as needed to show a step; the same object when it is in sight. */
export function reveal(window: Window, length: number, step: number): Window {
  const span = window.to - window.from;
  if (step >= window.from && step <= window.to) return window;
  return clamp({ from: step - span / 2, to: step + span / 2 }, length);
}

/** A window around a range of steps, with a little of what lies beside it. */
export function around(from: number, to: number, length: number): Window {
  const span = Math.max(to - from, Math.min(MIN_STEPS, length));
  const margin = span * 0.04;
  const middle = (from + to) / 2;
  return clamp({ from: middle - span / 2 - margin, to: middle + span / 2 + margin }, length);
}

/** The same part of another run, by how positions correspond; in between, in proportion. */
export function across(window: Window, map: (position: number) => number): Window {
  const at = (step: number) => {
    const below = Math.floor(step);
    return map(below) + (map(below + 1) - map(below)) * (step - below);
  };
  const from = at(window.from);
  return { from, to: Math.max(at(window.to), from + 1) };
}

/** Steps that a ruler names: round numbers, at least `apart` pixels from each other. */
export function ticks({ from, to }: Window, width: number, apart = 90): number[] {
  const rough = ((to - from) * apart) / Math.max(width, 1);
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const unit = Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  const found: number[] = [];
  for (let step = Math.ceil(from / unit) * unit; step <= to; step += unit) found.push(step);
  return found;
}

function clamp(window: Window, length: number): Window {
  const span = Math.min(window.to - window.from, length);
  const from = Math.min(Math.max(window.from, 0), length - span);
  return { from, to: from + span };
}
