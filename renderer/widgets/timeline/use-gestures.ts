/**
 * What fingers, mice and trackpads do on a timeline: scrub (drag), mark a range (Shift and drag), pan
 * (Alt or the middle button and drag, Shift and wheel), zoom (wheel, pinch).
 */
export interface Gestures {
  /** The step under a place on the screen; may lie beyond the run. */
  stepAt: (clientX: number) => number;
  /** Steps per pixel. */
  unit: () => number;
  scrub: (step: number, event: PointerEvent, begins: boolean) => void;
  /** The drag has ended. */
  scrubbed?: () => void;
  /** `from` and `to` in any order. */
  mark: (from: number, to: number) => void;
  /** A click that marked nothing. */
  unmark: () => void;
  panBy: (steps: number) => void;
  zoomAt: (step: number, factor: number) => void;
}

/** Wheel deltas that make a window twice as long, and that move it by its own length. */
const DOUBLE = 280;
const SCREEN = 400;
/** A pinch on a trackpad comes as small deltas with Ctrl. */
const PINCH = 60;

type Drag =
  | { kind: 'scrub' }
  | { kind: 'mark'; from: number; moved: boolean }
  | { kind: 'pan'; x: number }
  | { kind: 'pinch'; distance: number; middle: number };

export function useGestures(gestures: Gestures) {
  const fingers = new Map<number, number>();
  let drag: Drag | null = null;

  function onDown(event: PointerEvent): void {
    if (event.button > 1) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 2) drag = { kind: 'pinch', ...spread() };
    else if (event.button === 1 || event.altKey) {
      event.preventDefault();
      drag = { kind: 'pan', x: event.clientX };
    } else if (event.shiftKey) {
      drag = { kind: 'mark', from: gestures.stepAt(event.clientX), moved: false };
    } else {
      drag = { kind: 'scrub' };
      gestures.scrub(gestures.stepAt(event.clientX), event, true);
    }
  }

  function onMove(event: PointerEvent): void {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event.clientX);
    switch (drag?.kind) {
      case 'scrub':
        gestures.scrub(gestures.stepAt(event.clientX), event, false);
        break;
      case 'mark':
        drag.moved = true;
        gestures.mark(drag.from, gestures.stepAt(event.clientX));
        break;
      case 'pan':
        gestures.panBy((drag.x - event.clientX) * gestures.unit());
        drag.x = event.clientX;
        break;
      case 'pinch': {
        const now = spread();
        gestures.panBy((drag.middle - now.middle) * gestures.unit());
        gestures.zoomAt(gestures.stepAt(now.middle), drag.distance / now.distance);
        drag = { kind: 'pinch', ...now };
      }
    }
  }

  function onUp(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    if (drag?.kind === 'mark' && !drag.moved) gestures.unmark();
    if (drag?.kind === 'scrub') gestures.scrubbed?.();
    drag = null;
  }

  function spread(): { distance: number; middle: number } {
    const [a = 0, b = 0] = [...fingers.values()];
    return { distance: Math.max(Math.abs(a - b), 10), middle: (a + b) / 2 };
  }

  function onWheel(event: WheelEvent): void {
    const width = (event.currentTarget as HTMLElement).clientWidth;
    if (event.ctrlKey) {
      gestures.zoomAt(gestures.stepAt(event.clientX), 2 ** (event.deltaY / PINCH));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      const delta = event.deltaX === 0 ? event.deltaY : event.deltaX;
      gestures.panBy((delta / SCREEN) * width * gestures.unit());
    } else gestures.zoomAt(gestures.stepAt(event.clientX), 2 ** (event.deltaY / DOUBLE));
  }

  return { onDown, onMove, onUp, onWheel };
}
