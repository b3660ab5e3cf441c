import type { Outcome } from './channel.ts';
import type { MenuGroup } from './menu.ts';
import type { OpenTextFileOptions, SaveFileOptions } from './host.ts';

/** The name on `window` under which the preload offers its functions. */
export const BRIDGE_KEY = 'folioscopeShell';

/** All that the sandboxed page may ask of the shell: a few named functions, no channel names, no Node. */
export interface ShellBridge {
  openTextFile(options: OpenTextFileOptions): Promise<Outcome<unknown>>;
  saveFile(options: SaveFileOptions): Promise<Outcome<unknown>>;
  readSettings(): Promise<Outcome<unknown>>;
  writeSettings(request: { text: string; aside: boolean }): Promise<Outcome<unknown>>;
  offerCommands(groups: MenuGroup[]): Promise<Outcome<unknown>>;
  onCommand(listener: (command: string) => void): () => void;
  readonly versions: Record<string, string>;
}
