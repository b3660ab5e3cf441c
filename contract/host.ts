import type { MenuGroup } from './menu.ts';

/** What the lab needs from the shell around it. One implementation per shell, in `renderer/host/`. */
export interface Host {
  /** `file`: the lab runs from one HTML file, with its recordings in it. */
  readonly kind: 'electron' | 'browser' | 'file';
  /** All files of the model and the scenarios shipped with the lab: path → text. */
  labFiles(): Promise<Record<string, string>>;
  /** Let the user choose a text file (patch mail, scenario …); null when cancelled. Max 4 MiB, else a clear error. */
  openTextFile(options: OpenTextFileOptions): Promise<TextFile | null>;
  /** Save bytes or text under a suggested name; resolves to the name or null when cancelled. */
  saveFile(options: SaveFileOptions): Promise<string | null>;
  /** The user's settings as they were kept last; null where there are none. What they mean, the lab knows. */
  readSettings(): Promise<string | null>;
  writeSettings(text: string): Promise<void>;
  /** Keeps settings that cannot be used where nothing writes over them; resolves to the place, in words. */
  setSettingsAside(text: string): Promise<string>;
  /** The menu asked for something: the listener gets a command id. Returns the function that stops listening. */
  onCommand(listener: (command: string) => void): () => void;
  /** The commands that a menu of the shell should list, in its order. A browser has no such menu and ignores them. */
  offerCommands(groups: MenuGroup[]): Promise<void>;
  /** What is running: `folioscope`, `chrome`, `electron` … → version. */
  readonly versions: Record<string, string>;
}

export interface OpenTextFileOptions {
  title: string;
  /** Without the dot: `['patch', 'eml', 'txt']`. Empty: any file. */
  extensions: string[];
}

export interface TextFile {
  /** Without folders. */
  name: string;
  text: string;
}

export interface SaveFileOptions {
  suggestedName: string;
  data: string | Uint8Array;
}
