/** Which file of the tree a file of the patch means. */
import type { SourceTree } from '../c/token.ts';
import { filePath, hunkName } from './patch.ts';
import type { FilePatch } from './patch.ts';

export const isMove = (file: FilePatch): boolean =>
  file.change === 'rename' || file.change === 'copy';

/**
 * The path of the file that the hunks change; for a new file, the path it will have. Or, in words,
 * why the tree is not one that the patch can be applied to.
 */
export function findSource(
  tree: SourceTree,
  file: FilePatch,
  prefix: string,
): { source: string } | { missing: string } {
  const path = prefix + filePath(file);
  const old = prefix + file.oldPath;
  const has = (one: string) => tree.read(one) !== undefined;
  if (file.change === 'create')
    return has(path)
      ? { missing: `${path} is new in the patch, but the tree has it already` }
      : { source: path };
  if (isMove(file)) {
    if (!has(old)) return { missing: `${old} is not in the tree` };
    if (has(path))
      return { missing: `${old} becomes ${path}, but the tree has a file of that name already` };
    return { source: old };
  }
  // A plain diff may compare two names of one file, such as `gup.c.orig` and `gup.c`.
  const source = [path, old].find(has);
  if (source !== undefined) return { source };
  // A diff without time stamps does not tell a new file from one that was empty.
  if (file.change === 'modify' && file.hunks.length === 1 && file.hunks[0].oldStart === 0)
    return { source: path };
  const hint = prefix ? '' : ' (is a prefix missing?)';
  const what = file.hunks.length ? hunkName(file, 0) : 'its change';
  return { missing: `${path} is not in the tree${hint}: ${what} cannot be applied` };
}
