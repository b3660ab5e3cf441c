import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { zoomOf } from '../zoom.ts';

/** The size of an element's content in CSS pixels, kept up to date. */
export function useSize(element: Readonly<Ref<HTMLElement | null>>) {
  const size = ref({ width: 0, height: 0 });
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return size;
}

/** Sizes a canvas for the screen's pixels; null where there is nothing to draw on. */
export function prepareCanvas(
  element: HTMLCanvasElement | null,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D | null {
  const context = element?.getContext('2d') ?? null;
  if (!element || !context || width === 0 || height === 0) return null;
  const ratio = window.devicePixelRatio * zoomOf(element);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
