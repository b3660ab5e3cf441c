/**
 * How much larger an element is shown than its own CSS pixels say. Rectangles and pointers are measured
 * on the screen, sizes that a ResizeObserver tells are not: who mixes them divides by this.
 */
export function zoomOf(element: Element | null): number {
  return element?.currentCSSZoom ?? 1;
}
