import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BaseWindow, Dialog } from 'electron';
import type { OpenTextFileOptions, TextFile } from '../../contract/host.ts';
import { checkTextSize, decodeTextFile } from '../../contract/text-file.ts';

/**
 * Lets the user choose a text file and reads it; null when cancelled. The path stays in main: the page learns the name.
 *
 * @throws Error with one line for the user
 */
export async function openTextFile(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BaseWindow,
  { title, extensions }: OpenTextFileOptions,
): Promise<TextFile | null> {
  const all = { name: 'All files', extensions: ['*'] };
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ['openFile'],
    filters: extensions.length > 0 ? [{ name: extensions.join(', '), extensions }, all] : [all],
  });
  const file = filePaths[0];
  if (canceled || file === undefined) return null;
  const name = path.basename(file);
  return { name, text: decodeTextFile(name, await readSmallFile(file, name)) };
}

async function readSmallFile(file: string, name: string): Promise<Uint8Array> {
  let size: number;
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Error('it is not a file'); // a pipe would never end
    size = found.size;
  } catch (error) {
    throw new Error(`${name} could not be read: ${reasonOf(error)}`, { cause: error });
  }
  checkTextSize(name, size);
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`${name} could not be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** Node's words without the path. */
function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return code ?? (error instanceof Error ? error.message : String(error));
}
