import type { App, BrowserWindow } from 'electron';

/**
 * One lab at a time: a second start shows the first one's window.
 *
 * @returns false in the second instance, which must end
 */
export function takeSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  windows: () => Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>[],
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = windows()[0];
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  return true;
}
