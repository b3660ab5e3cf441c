/** A patch series of a whole release fits; a core dump chosen by mistake does not. In bytes. */
export const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/**
 * Refuses a file that is too large, before it is read.
 *
 * @throws Error naming the file, its size and the limit
 */
export function checkTextSize(name: string, size: number): void {
  if (size <= MAX_TEXT_BYTES) return;
  const mebibytes = (size / 1024 / 1024).toFixed(1);
  throw new Error(`${name} has ${mebibytes} MiB; a text file of up to 4 MiB can be opened`);
}

/**
 * The text of a file: UTF-8, or Latin-1 where it is not valid UTF-8 (older mails are). A byte order mark is dropped.
 *
 * @throws Error if the file is too large, or holds a NUL byte and so is no text
 */
export function decodeTextFile(name: string, bytes: Uint8Array): string {
  checkTextSize(name, bytes.length);
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new Error(`${name} is not a text file (byte ${nul} is zero)`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
