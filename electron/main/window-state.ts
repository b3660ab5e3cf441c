import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from '../../contract/zod.ts';

const pixels = z.number().int().min(-100_000).max(100_000);

const schema = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels.min(400), height: pixels.min(300) }),
  maximized: z.boolean(),
});

export type WindowState = z.infer<typeof schema>;

/** Where the window was when it was last closed; null if that is unknown, unreadable or on no screen any more. */
export function readWindowState(file: string, screens: Rectangle[]): WindowState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null; // the first start
  }
  const state = schema.safeParse(parseJson(text));
  if (!state.success || !isVisible(state.data.bounds, screens)) return null;
  return state.data;
}

/** Writes the window's place when it closes. A full disk must not keep a window from closing. */
export function rememberWindowState(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized'>,
  file: string,
): void {
  window.on('close', () => {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch (error) {
      console.warn(`the window's place could not be written to ${file}: ${String(error)}`);
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Enough of the title bar lies on a screen to take hold of it. */
function isVisible({ x, y, width }: Rectangle, screens: Rectangle[]): boolean {
  return screens.some(
    (screen) =>
      Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x) >= 100 &&
      y >= screen.y - 20 &&
      y <= screen.y + screen.height - 50,
  );
}
