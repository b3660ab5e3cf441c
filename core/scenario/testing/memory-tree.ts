/** For tests: a file tree out of an object of path → text. */
import type { FileTree } from '../scenario.ts';

export function memoryTree(files: Record<string, string>): FileTree {
  return {
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (prefix) =>
      Object.keys(files)
        .filter((path) => path.startsWith(prefix))
        .sort(),
  };
}
