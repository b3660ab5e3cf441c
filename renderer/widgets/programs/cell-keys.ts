/** The arrow keys go from button to button of a table, row by row; to be called by the table's `keydown`. */
export function moveBetweenCells(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const table = event.currentTarget as HTMLElement;
  const rows = [...table.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLElement>('button')])
    .filter((buttons) => buttons.length > 0);
  const y = rows.findIndex((row) => row.some((each) => each === document.activeElement));
  const x = rows[y]?.findIndex((each) => each === document.activeElement) ?? -1;
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
