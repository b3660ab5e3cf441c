import type { Session } from 'electron';
import { isOwnUrl } from './origin.ts';

/** What may be loaded: the lab itself, what its page made in memory, and the developer tools' own pages. */
export function isAllowedRequest(url: string): boolean {
  return isOwnUrl(url) || /^(blob:app:\/\/lab\/|data:|devtools:\/\/)/.test(url);
}

/** Cancels every request that would leave the app: the lab works offline and tells nobody anything. */
export function refuseNetwork(session: Pick<Session, 'webRequest'>): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !isAllowedRequest(url);
    if (cancel) console.warn(`refused to load ${url}`);
    callback({ cancel });
  });
}
