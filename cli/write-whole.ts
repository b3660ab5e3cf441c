/** Writing a file whole or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ContentError } from './errors.ts';

/** What to do about an error of the file system, by its code. */
const ADVICE: Record<string, string> = {
  ENOSPC: 'the disk is full; make room, or write somewhere else',
  EDQUOT: 'the quota is used up; make room, or write somewhere else',
  EACCES: 'the folder may not be written to; choose another one',
  EPERM: 'the folder may not be written to; choose another one',
  EROFS: 'the file system is read-only; choose another folder',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'this is a folder; name a file',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file would be too large for this file system',
};

/**
 * Writes beside the file and then takes its place in one move: a reader sees the old file or the new
 * one, and a write that fails leaves nothing behind. Returns the number of bytes; throws ContentError.
 */
export function writeWhole(cwd: string, file: string, data: string | Uint8Array): number {
  const target = path.resolve(cwd, file);
  const beside = `${target}.part-${process.pid}`;
  try {
    writeFileSync(beside, data, { flag: 'wx' });
    renameSync(beside, target);
  } catch (error) {
    removeQuietly(beside);
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ContentError(`${file}: not written: ${ADVICE[code] ?? code}`);
  }
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length;
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What made the write fail keeps the rest from being taken away: the first error is the one to tell.
  }
}
