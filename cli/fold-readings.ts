/** Readings of one name told together: a program reads the same thing of page after page. */
import type { Reading } from '../core/index.ts';
import { hex } from './output/hex.ts';

/** `order 4: pgmap_read` is the reading `pgmap_read` of the group `order 4`. */
export interface ReadingName {
  group: string;
  short: string;
}

export function splitName(name: string): ReadingName {
  const colon = name.indexOf(': ');
  if (colon < 0) return { group: '', short: name };
  return { group: name.slice(0, colon), short: name.slice(colon + 2) };
}

/** Items by the name of their reading, in the order in which the names first appear. */
export function byName<T extends { name: string }>(items: readonly T[]): Map<string, T[]> {
  const names = new Map<string, T[]>();
  for (const item of items) {
    const known = names.get(item.name);
    if (known) known.push(item);
    else names.set(item.name, [item]);
  }
  return names;
}

/** More values than these are told by the first and the last. */
const LISTED = 3;

/** `0x1 ×2, 0x0 ×30`, or `0xfcd8000 … 0xfcd801f (32 values)`. */
export function valuesText(readings: readonly Reading[]): string {
  const counts = new Map<bigint, number>();
  for (const { value } of readings) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts.keys()];
  const [first = 0n, last = 0n] = [values[0], values.at(-1)];
  if (values.length > LISTED) return `${hex(first)} … ${hex(last)} (${values.length} values)`;
  const times = (count: number) => (count === 1 ? '' : ` ×${count}`);
  return [...counts].map(([value, count]) => hex(value) + times(count)).join(', ');
}

/** `struct page.pgmap in report_page()`: every way in which the values were read. */
export function viaText(readings: readonly Reading[]): string {
  const ways = readings.flatMap(({ via }) =>
    via ? [`${via.member} in ${via.functionName}()`] : [],
  );
  return [...new Set(ways)].join('; ');
}
