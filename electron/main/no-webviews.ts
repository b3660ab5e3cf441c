import type { WebContents } from 'electron';

/** No `<webview>`: it would be a page with settings of its own choice. */
export function refuseWebviews(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
