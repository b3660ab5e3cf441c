/** The sizes of the panes: the splitters keep them in the browser's storage, under these names. */
const PREFIX = 'reka:';

function storage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** Name → text of every splitter of the lab. */
export function readPanes(): Record<string, string> {
  const panes: Record<string, string> = {};
  const from = storage();
  for (let index = 0; from && index < from.length; index++) {
    const key = from.key(index);
    if (key?.startsWith(PREFIX)) panes[key] = from.getItem(key) ?? '';
  }
  return panes;
}

/** They count when the panes are next drawn. */
export function writePanes(panes: Record<string, string>): void {
  for (const [key, text] of Object.entries(panes)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      storage()?.setItem(key, text);
    } catch {
      // Full: the panes then have their usual sizes.
    }
  }
}
