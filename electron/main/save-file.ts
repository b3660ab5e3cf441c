import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BaseWindow, Dialog } from 'electron';
import type { SaveFileOptions } from '../../contract/host.ts';

/**
 * Lets the user choose where to save, and writes; the answer is the chosen name, or null when cancelled.
 *
 * @throws Error with one line for the user
 */
export async function saveFile(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BaseWindow,
  { suggestedName, data }: SaveFileOptions,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || !filePath) return null;
  const name = path.basename(filePath);
  try {
    await writeFile(filePath, data);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`${name} could not be saved: ${reason}`, { cause: error });
  }
  return name;
}
