/** Columns per tab in the lab's sources: narrow panes, deep C. */
export const TAB_COLUMNS = 4;

const MAX_COLUMNS = 40;

/** The widths for which the theme has a class. */
export const HANGING_COLUMNS = Array.from(
  { length: MAX_COLUMNS / TAB_COLUMNS },
  (_, index) => (index + 1) * TAB_COLUMNS,
);

/**
 * How far the second row of a wrapped line is indented: one tab deeper than the line, in whole tabs,
 * so that the tabs inside the line keep their places.
 */
export function hangingColumns(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += TAB_COLUMNS - (column % TAB_COLUMNS);
    else if (character === ' ') column++;
    else break;
  }
  const hanging = (Math.floor(column / TAB_COLUMNS) + 1) * TAB_COLUMNS;
  return Math.min(hanging, MAX_COLUMNS);
}
