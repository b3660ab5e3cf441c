import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MAX_SETTINGS } from '../../contract/settings.ts';
import { writeWhole } from './write-file.ts';

const NAME = 'settings.json';
const ASIDE = 'settings.unreadable.json';

/**
 * The settings' text; null where there are none yet. What it says is the renderer's matter.
 *
 * @throws Error naming the file
 */
export async function readSettingsFile(folder: string): Promise<string | null> {
  const file = path.join(folder, NAME);
  try {
    const text = await readFile(file, 'utf8');
    if (text.length <= MAX_SETTINGS) return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new Error(`${file} could not be read: ${code ?? String(error)}`, { cause: error });
  }
  throw new Error(`${file} is too large to be settings`);
}

/** Writes the settings, or settings that could not be used beside them; the answer is the file's path. */
export async function writeSettingsFile(
  folder: string,
  { text, aside }: { text: string; aside: boolean },
): Promise<string> {
  const file = path.join(folder, aside ? ASIDE : NAME);
  await writeWhole(file, text);
  return file;
}
