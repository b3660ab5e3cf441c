import type { FileTree } from '../../core/index.ts';

/** Path → text as a tree that can be read and listed. */
export function createFileTree(files: Readonly<Record<string, string>>): FileTree {
  const paths = Object.keys(files).sort();
  return {
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (prefix) => paths.filter((path) => path.startsWith(prefix)),
  };
}
