import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isOwnUrl } from './origin.ts';

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface AppFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/**
 * The file of the built renderer that an `app://` URL names, or null: nothing outside the folder, whatever the
 * URL tries. Links are followed before looking where the file lies.
 */
export async function readAppFile(folder: string, url: string): Promise<AppFile | null> {
  if (!isOwnUrl(url)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null; // a broken escape
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, name));
    const inside = path.relative(root, file);
    if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return null;
    const bytes = new Uint8Array(await readFile(file));
    return { bytes, type: MIME[path.extname(file)] ?? 'application/octet-stream' };
  } catch {
    return null; // no such file, or a folder
  }
}
