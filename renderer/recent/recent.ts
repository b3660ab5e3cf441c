import { z } from '../../contract/zod.ts';

/** Something that was opened or saved, so that it can be opened again. */
export const recentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scenario'),
    name: z.string(),
    directory: z.string(),
    at: z.number(),
  }),
  /** Files are kept with their text: a page may not read them again by itself. */
  z.strictObject({
    kind: z.enum(['session', 'mail']),
    name: z.string(),
    text: z.string(),
    at: z.number(),
  }),
]);

export type Recent = z.infer<typeof recentSchema>;

export const MOST_RECENT = 15;
/** All kept texts together, in characters. */
export const MAX_RECENT_TEXT = 12 * 1024 * 1024;

/** What makes two entries the same: opening one again moves it to the front. */
export function recentKey(entry: Recent): string {
  return `${entry.kind} ${entry.kind === 'scenario' ? entry.directory : entry.name}`;
}

/** The list with an entry in front; what is too old or too large for it is left out. */
export function withRecent(list: readonly Recent[], entry: Recent): Recent[] {
  const others = list.filter((each) => recentKey(each) !== recentKey(entry));
  const kept: Recent[] = [];
  let room = MAX_RECENT_TEXT;
  for (const each of [entry, ...others]) {
    const size = each.kind === 'scenario' ? 0 : each.text.length;
    if (kept.length === MOST_RECENT || size > room) continue;
    room -= size;
    kept.push(each);
  }
  return kept;
}

/** The list as it was kept; entries of another shape are left out. */
export function readRecent(value: unknown): Recent[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const checked = recentSchema.safeParse(each);
    return checked.success ? [checked.data] : [];
  });
}

const MINUTE = 60_000;

/** How long ago, in words. Times in milliseconds. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
