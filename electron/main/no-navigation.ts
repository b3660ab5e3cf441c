import type { WebContents } from 'electron';

/** The window shows the lab and stays there: no link, script, redirect or dropped file leads it away. */
export function refuseNavigation(contents: Pick<WebContents, 'on'>): void {
  const refuse = (event: { preventDefault(): void; url: string }) => {
    event.preventDefault();
    console.warn(`refused to navigate to ${event.url}`);
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  // Frames too: the policy allows none, this makes sure.
  contents.on('will-frame-navigate', refuse);
}
