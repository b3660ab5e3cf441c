import { nextTick } from 'vue';

/** Panes are elements with `data-pane`; F6 walks through them as in other desktop programs. */
export function focusPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = current === -1 && direction === -1 ? 0 : current;
  const next = panes[(from + direction + panes.length) % panes.length];
  const target = next?.querySelector<HTMLElement>('[data-pane-focus]') ?? next;
  target?.focus();
}

/** Focuses a pane by the name in its `data-pane`, once it is drawn. */
export function focusPaneNamed(name: string): void {
  void nextTick(() => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
    (pane?.querySelector<HTMLElement>('[data-pane-focus]') ?? pane)?.focus();
  });
}
