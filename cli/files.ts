/** Files of the machine as the source trees that the core reads. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileTree } from '../core/index.ts';
import { ContentError } from './errors.ts';

/** The folder of the package, with `kernel/` and `scenarios/` in it: from the sources and from `dist/`. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(path.join(folder, 'kernel')) && existsSync(path.join(folder, 'scenarios'))) {
      return folder;
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new ContentError('the folders kernel/ and scenarios/ are missing beside the program');
    }
    folder = parent;
  }
}

/** A folder as a file tree. Files are read once; only regular files count. */
export function folderTree(root: string): FileTree {
  const texts = new Map<string, string | undefined>();
  return {
    read(file) {
      if (!texts.has(file)) texts.set(file, readText(path.resolve(root, file)));
      return texts.get(file);
    },
    list(prefix) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      const start = path.join(root, folder);
      if (!existsSync(start)) return [];
      return readdirSync(start, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
        .map((file) => file.split(path.sep).join('/'))
        .filter((file) => file.startsWith(prefix))
        .sort();
    },
  };
}

/** `outer` with the tree `inner` in place of the folder `at`. */
export function mount(outer: FileTree, at: string, inner: FileTree): FileTree {
  const prefix = `${at}/`;
  const isInside = (file: string) => file.startsWith(prefix);
  return {
    read: (file) => (isInside(file) ? inner.read(file.slice(prefix.length)) : outer.read(file)),
    list(wanted) {
      const outside = outer.list(wanted).filter((file) => !isInside(file));
      const inside = inner.list('').map((file) => prefix + file);
      return [...outside, ...inside.filter((file) => file.startsWith(wanted))].sort();
    },
  };
}

/** The text of a file; undefined when there is no such regular file. */
export function readText(file: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  return decodeSource(readFileSync(file));
}

/** UTF-8, in which a byte that is none becomes the lone surrogate U+DC00 + byte: no other text has these. */
function decodeSource(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  let result = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) result += String.fromCharCode(0xdc00 + bytes[at++]!);
    else
      result += new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        bytes.subarray(at, (at += length)),
      );
  }
  return result;
}

/** Bytes of the UTF-8 sequence at a place; 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const rest = bytes.subarray(at + 1, at + length);
  return first < 0xf5 && rest.length === length - 1 && rest.every((b) => b >> 6 === 2) ? length : 0;
}
