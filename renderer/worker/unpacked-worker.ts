import { labFile } from '../host/lab-file.ts';

/**
 * The worker of that name out of the file that the lab runs from; null where it was served. A
 * classic worker: in a page without an origin, as a file has none, browsers start no module from there.
 */
export function unpackedWorker(name: string): Worker | null {
  const url = labFile()?.workers[name];
  return url === undefined ? null : new Worker(url);
}
