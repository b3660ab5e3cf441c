import type { FileAbout } from '../../core/index.ts';

/** What the player's script (core/export/player-script.ts) has unpacked of the file the lab runs from. */
export interface LabFile {
  about: FileAbout;
  /** A part of the file, decompressed. */
  bytesOf(name: string): Promise<Uint8Array>;
  /** Scripts of the workers, by name, as addresses. */
  workers: Record<string, string>;
}

/** The file that the lab runs from, with everything in it; null where the lab was served. */
export function labFile(): LabFile | null {
  return (globalThis as { folioscopeFile?: LabFile }).folioscopeFile ?? null;
}
