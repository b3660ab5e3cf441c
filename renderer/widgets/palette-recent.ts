import { openRecent } from '../commands/recent.ts';
import type { LabContext } from '../commands/index.ts';
import { ago, recentKey } from '../recent/recent.ts';
import type { PaletteItem } from './palette.ts';

const KINDS = { scenario: 'scenario', session: 'session', mail: 'patch mail' } as const;

/** What was opened and saved lately. */
export function recentItems(context: LabContext): PaletteItem[] {
  const now = Date.now();
  return context.recent.list.map((entry) => ({
    key: recentKey(entry),
    title: entry.name,
    hint: `${KINDS[entry.kind]} · ${ago(entry.at, now)}`,
    keys: [],
    enabled: true,
    run: () => openRecent(context, entry),
  }));
}
