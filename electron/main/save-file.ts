import path from 'node:path';
import type { BaseWindow, Dialog } from 'electron';
import type { SaveFileOptions } from '../../contract/host.ts';
import { writeWhole } from './write-file.ts';

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
  await writeWhole(filePath, data);
  return path.basename(filePath);
}
