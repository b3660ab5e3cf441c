/**
 * The path in the form that source trees use: `/` between segments, no `.` and no empty segments,
 * `..` resolved. A `..` that leads out of the tree stays, and finds nothing. Absolute paths (line
 * markers have them) stay absolute.
 */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else kept.push(segment);
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/');
}

/** The folder a file lies in; the empty string at the top of the tree. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `folder/name`, normalised. */
export function joinPath(folder: string, name: string): string {
  return normalizePath(name.startsWith('/') || folder === '' ? name : `${folder}/${name}`);
}
