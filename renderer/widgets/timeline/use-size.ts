import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { zoomOf } from '../zoom.ts';

/** A size in CSS pixels of the element itself, and how much larger it is shown. */
export interface Size {
  width: number;
  height: number;
  zoom: number;
}

/**
 * The size of an element's content, kept up to date. Asked for when the browser has laid out anyway: who
 * asks the element itself in the middle of a change makes the browser lay out once more.
 */
export function useSize(element: Readonly<Ref<HTMLElement | null>>) {
  const size = ref<Size>({ width: 0, height: 0, zoom: 1 });
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      size.value = { width, height, zoom: zoomOf(entry.target) };
    });
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return size;
}

/** Sizes a canvas for the screen's pixels; null where there is nothing to draw on. */
export function prepareCanvas(
  element: HTMLCanvasElement | null,
  { width, height, zoom }: Size,
): CanvasRenderingContext2D | null {
  const context = element?.getContext('2d') ?? null;
  if (!element || !context || width === 0 || height === 0) return null;
  const ratio = window.devicePixelRatio * zoom;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
