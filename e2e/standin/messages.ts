/** What the page and the stand-in's main say to each other, encoded by the codec. */
export type UpMessage =
  | { type: 'invoke'; id: number; channel: string; args: unknown[] }
  | { type: 'send'; channel: string; args: unknown[] }
  | { type: 'preload-error'; message: string };

export type DownMessage =
  | { type: 'reply'; id: number; ok: boolean; value: unknown }
  | { type: 'send'; channel: string; args: unknown[] };

/** What a preload sees of the process it runs in. */
export interface PreloadProcess {
  platform: string;
  versions: Record<string, string | undefined>;
  sandboxed: boolean;
  contextIsolated: boolean;
  type: 'renderer';
}
