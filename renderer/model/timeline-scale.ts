/** The part of a run that the timeline shows, in steps. */
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

function clamp(window: Window, length: number): Window {
  const span = Math.min(window.to - window.from, length);
  const from = Math.min(Math.max(window.from, 0), length - span);
  return { from, to: from + span };
}
