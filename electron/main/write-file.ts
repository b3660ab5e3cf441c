import { open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file as a whole or not at all: into a new file beside it that then takes its place, so that a full disk or a
 * crash leaves what was there before. Where the folder takes no new file, the file itself is written.
 *
 * @throws Error naming the file, why it was not written and what to do
 */
export async function writeWhole(wanted: string, data: string | Uint8Array): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const file = await realpath(wanted).catch(() => wanted);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    if (!['EACCES', 'EPERM'].includes(codeOf(error)) || !(await exists(file))) {
      throw told(wanted, error);
    }
    await writeFile(file, data).catch((again: unknown) => {
      throw told(wanted, again);
    });
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

async function exists(file: string): Promise<boolean> {
  return realpath(file).then(
    () => true,
    () => false,
  );
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full. Make room, or choose another disk',
  EDQUOT: 'your quota on this disk is used up. Make room, or choose another disk',
  EROFS: 'this disk can only be read. Choose another folder',
  EACCES: 'you may not write there. Choose another folder',
  EPERM: 'you may not write there. Choose another folder',
  EISDIR: 'a folder has that name. Choose another name',
  ENOENT: 'the folder does not exist any more. Choose another folder',
  ENAMETOOLONG: 'the name is too long. Choose another name',
  EIO: 'the disk reports an error. Choose another disk',
};

function told(file: string, error: unknown): Error {
  const code = codeOf(error);
  const reason = REASONS[code] ?? (code || String(error));
  return new Error(`${path.basename(file)} could not be saved: ${reason}`, { cause: error });
}
