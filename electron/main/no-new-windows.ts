import type { WebContents } from 'electron';

/** No page opens a window, not even one of the lab's own. */
export function refuseNewWindows(contents: Pick<WebContents, 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(({ url }) => {
    console.warn(`refused to open a window for ${url}`);
    return { action: 'deny' };
  });
}
