import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { across, around, pan, reveal, zoom, type Window } from '../model/timeline/scale.ts';
import { bySide, type Side } from '../model/session.ts';
import { useLab } from './lab.ts';

/** A part of the run that was marked, in steps of the side that drives; `to` is exclusive. */
export interface StepRange {
  from: number;
  to: number;
}

/** What part of the run the timeline shows, and what part is marked. Steps are of the side that drives. */
export const useTimeline = defineStore('timeline', () => {
  const lab = useLab();
  /** null shows everything. */
  const chosen = shallowRef<Window | null>(null);
  const range = shallowRef<StepRange | null>(null);

  const length = computed(() => Math.max(1, lab.session?.trace.length ?? 1));
  const window = computed<Window>(() => chosen.value ?? { from: 0, to: length.value });
  const zoomed = computed(() => chosen.value !== null);

  /** What each side shows: the same part of the run, by how the steps correspond. */
  const windows = computed<Record<Side, Window>>(() => {
    const { side, sessions } = lab;
    return bySide((other) => {
      if (other === side) return window.value;
      const known = lab.across(side, other, 0) !== null;
      return chosen.value && known
        ? across(chosen.value, (position) => lab.across(side, other, position) ?? 0)
        : { from: 0, to: Math.max(1, sessions[other]?.trace.length ?? 1) };
    });
  });

  function show(wanted: Window | null): void {
    chosen.value = wanted && wanted.to - wanted.from < length.value ? wanted : null;
  }
  const zoomAt = (step: number, factor: number) =>
    show(zoom(window.value, length.value, step, factor));
  const panBy = (steps: number) => {
    if (chosen.value) show(pan(chosen.value, length.value, steps));
  };
  /** Shows a part of the run with a little of what lies beside it. */
  const zoomTo = (from: number, to: number) => show(around(from, to, length.value));

  /** The end of the range that stays while the other one is moved. */
  let anchor: number | null = null;

  /** Marks from one step to another, in any order; nothing if they are the same. */
  function mark(a: number, b: number): void {
    const clip = (step: number) => Math.max(0, Math.min(length.value, Math.round(step)));
    const [from, to] = [clip(Math.min(a, b)), clip(Math.max(a, b))];
    range.value = from < to ? { from, to } : null;
  }
  /** Moves the free end of the range to a step; without a range, one begins at `start`. */
  function extend(start: number, to: number): void {
    if (range.value === null || anchor === null) anchor = start;
    mark(anchor, to);
  }
  /** Shows what a session kept; what is no window is left out. */
  function restore(value: unknown): void {
    reset();
    if (typeof value !== 'object' || value === null) return;
    const { window: kept, range: marked } = value as { window?: unknown; range?: unknown };
    if (isWindow(kept)) chosen.value = { from: kept.from, to: kept.to };
    if (isWindow(marked)) range.value = { from: marked.from, to: marked.to };
  }
  /** Shows everything, with nothing marked: another scenario is opened. */
  function reset(): void {
    chosen.value = null;
    unmark();
  }
  function unmark(): void {
    range.value = null;
    anchor = null;
  }

  // Another run has other steps, and another side that drives counts differently.
  watch(
    () => [lab.session, lab.side] as const,
    ([session, side], [before, sideBefore]) => {
      const map =
        session && before && side !== sideBefore && lab.across(sideBefore, side, 0) !== null
          ? (position: number) => lab.across(sideBefore, side, position) ?? 0
          : null;
      if (map) {
        if (chosen.value) show(across(chosen.value, map));
        if (range.value) mark(map(range.value.from), map(range.value.to));
      } else if (chosen.value && session && before) {
        // Another state in the same column: much the same run, but it may be shorter.
        show(pan(chosen.value, length.value, 0));
      }
    },
  );
  watch(
    () => lab.position,
    (position) => {
      if (chosen.value) chosen.value = reveal(chosen.value, length.value, position);
    },
  );

  return {
    chosen,
    range,
    length,
    window,
    windows,
    zoomed,
    show,
    zoomAt,
    panBy,
    zoomTo,
    mark,
    extend,
    unmark,
    reset,
    restore,
  };
});

function isWindow(value: unknown): value is Window {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Partial<Window>;
  return Number.isFinite(from) && Number.isFinite(to) && from! < to!;
}
