/**
 * A table whose buttons are one Tab stop together: the arrow keys go from button to button, row by row.
 * The table needs `data-own-keys`, so that the lab leaves these keys to it.
 */
import { onMounted, onUpdated, type Ref } from 'vue';

/** What can be pressed, row by row; not what is folded away. */
function pressable(table: HTMLElement): HTMLElement[][] {
  return [...table.querySelectorAll('tbody tr')]
    .map((row) =>
      [...row.querySelectorAll<HTMLElement>('button, summary')].filter(
        (each) => each.tagName === 'SUMMARY' || !each.closest('details:not([open])'),
      ),
    )
    .filter((cells) => cells.length > 0);
}

/** Makes `wanted` the table's Tab stop; without it the one that was, or the first. */
export function setTabStop(table: HTMLElement, wanted?: HTMLElement): void {
  const all = pressable(table).flat();
  const stop = wanted ?? all.find((each) => each.getAttribute('tabindex') === '0') ?? all[0];
  for (const each of table.querySelectorAll('tbody button, tbody summary')) {
    each.setAttribute('tabindex', each === stop ? '0' : '-1');
  }
}

/** To be called by the table's `keydown`. */
export function moveBetweenCells(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = pressable(event.currentTarget as HTMLElement);
  const active = document.activeElement;
  const y = rows.findIndex((row) => row.some((each) => each === active));
  const x = rows[y]?.findIndex((each) => each === active) ?? -1;
  if (x < 0) return;
  const rowAt = (to: number) => rows[Math.max(0, Math.min(rows.length - 1, to))]!;
  const inRow = (row: HTMLElement[], to: number) => row[Math.max(0, Math.min(row.length - 1, to))];
  const targets: Record<string, () => HTMLElement | undefined> = {
    ArrowUp: () => inRow(rowAt(y - 1), x),
    ArrowDown: () => inRow(rowAt(y + 1), x),
    ArrowLeft: () => inRow(rows[y]!, x - 1),
    ArrowRight: () => inRow(rows[y]!, x + 1),
    Home: () => inRow(rowAt(0), 0),
    End: () => inRow(rowAt(rows.length - 1), x),
  };
  const target = Object.hasOwn(targets, event.key) ? targets[event.key]?.() : undefined;
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}

/** For the component that draws the table: what the table listens to. */
export function useCellKeys(table: Ref<HTMLElement | null>) {
  const keep = () => table.value && setTabStop(table.value);
  onMounted(keep);
  onUpdated(keep);
  const focusin = ({ target }: FocusEvent) => {
    const cell =
      target instanceof HTMLElement ? target.closest<HTMLElement>('button, summary') : null;
    if (table.value && cell) setTabStop(table.value, cell);
  };
  return { keydown: moveBetweenCells, focusin };
}
