/** Reads a unified diff: plain, by git, by quilt. Prose before and after it is passed over. */
import { PatchError } from './error.ts';
import { hunkHeader, parseHunk } from './hunk.ts';
import { devNull, filePath, hunkName } from './patch.ts';
import type { FilePatch, Hunk } from './patch.ts';
import { parseFileName, pathFault, stripPaths } from './path.ts';
import { GitHeader } from './git-header.ts';
import { quote, type SourceLine } from './text.ts';

export interface Diff {
  files: FilePatch[];
  /** Index of its first line in the lines given; their number if there is no diff. */
  start: number;
  warnings: string[];
}

/** Whether a `--- `/`+++ ` pair begins here. */
function isFileHeader(lines: readonly SourceLine[], at: number): boolean {
  return (
    /^--- \S/.test(lines[at].text) && at + 1 < lines.length && /^\+\+\+ \S/.test(lines[at + 1].text)
  );
}

/** Lines that other diff tools put between files. */
const betweenFiles =
  /^(?:diff |Index: |={5,}|Only in |Common subdirectories: |RCS file: |retrieving )/;

export function parseDiff(lines: readonly SourceLine[], name: string): Diff {
  const diff: Diff = { files: [], start: lines.length, warnings: [] };
  let at = 0;
  while (at < lines.length) {
    const { text, line } = lines[at];
    if (/^diff --(?:cc|combined) /.test(text))
      throw new PatchError('a combined diff of a merge cannot be applied', name, line);
    if (text.startsWith('diff --git ')) {
      diff.start = Math.min(diff.start, at);
      const header = new GitHeader(lines, at, name);
      at = header.next;
      const named = at < lines.length && isFileHeader(lines, at);
      at = readFile(lines, at, named, header, diff, name);
    } else if (isFileHeader(lines, at)) {
      diff.start = Math.min(diff.start, at);
      at = readFile(lines, at, true, null, diff, name);
    } else {
      if (hunkHeader.test(text))
        throw new PatchError(
          `a hunk without a file: the lines “--- a/…” and “+++ b/…” are missing before ${quote(text)}`,
          name,
          line,
        );
      if (/^Binary files .* differ$/.test(text))
        throw new PatchError(`binary files cannot be patched: ${quote(text)}`, name, line);
      if (diff.files.length && /^From [0-9a-f]{40} /.test(text))
        throw new PatchError('a second mail begins here: give one mail at a time', name, line);
      if (text.startsWith('Only in ')) diff.warnings.push(`line ${line}: ${text}`);
      at++;
    }
  }
  return diff;
}

/** Reads the `---`/`+++` pair if there is one, the hunks behind it, and adds the file to `diff`. */
function readFile(
  lines: readonly SourceLine[],
  start: number,
  named: boolean,
  git: GitHeader | null,
  diff: Diff,
  name: string,
): number {
  let at = start;
  let absentOld = false;
  let absentNew = false;
  let paths = git?.paths ?? null;
  const line = git?.line ?? lines[at].line;
  if (named) {
    const before = parseFileName(lines[at].text.slice(4));
    const after = parseFileName(lines[at + 1].text.slice(4));
    if (!before || !after)
      throw new PatchError('the file names cannot be read', name, lines[at].line);
    if (before.path === devNull && after.path === devNull)
      throw new PatchError('both file names are /dev/null', name, lines[at].line);
    absentOld = before.absent;
    absentNew = after.absent;
    paths ??= stripPaths(before.path, after.path);
    if (git) git.check(before.path, after.path, lines[at].line);
    at += 2;
  }
  if (!paths) throw new PatchError('the file names cannot be read', name, line);
  const file: FilePatch = {
    ...paths,
    change: git?.change ?? 'modify',
    oldMode: git?.oldMode ?? null,
    newMode: git?.newMode ?? null,
    hunks: [],
    added: 0,
    removed: 0,
    line,
  };
  if (named) at = readHunks(lines, at, file, diff, name);
  else git?.checkNoHunks();
  settleChange(file, absentOld, absentNew, name);
  for (const path of [file.oldPath, file.newPath]) {
    const fault = pathFault(path);
    if (fault) throw new PatchError(`the path ${quote(path)} ${fault}`, name, line);
  }
  reportModes(file, diff);
  diff.files.push(file);
  return at;
}

function readHunks(
  lines: readonly SourceLine[],
  start: number,
  file: FilePatch,
  diff: Diff,
  name: string,
): number {
  let at = start;
  while (at < lines.length && lines[at].text.startsWith('@@')) {
    const { hunk, next } = parseHunk(lines, at, hunkName(file, file.hunks.length), name);
    file.hunks.push(hunk);
    checkOrder(file, diff, name);
    at = next;
  }
  if (file.hunks.length === 0)
    throw new PatchError(
      `${filePath(file)} has no hunk: expected “@@ …”, found ${at < lines.length ? quote(lines[at].text) : 'the end'}`,
      name,
      lines[Math.min(at, lines.length - 1)].line,
    );
  checkEnd(lines, at, file, name);
  for (const hunk of file.hunks)
    for (const { kind } of hunk.lines)
      if (kind === '+') file.added++;
      else if (kind === '-') file.removed++;
  return at;
}

/** The first line from which a side's hunk reaches on; a hunk without lines stands before it. */
const begin = (start: number, count: number) => (count ? start : start + 1);

/** A count that is one too large makes the names of the next file a changed line of this hunk. */
function namesHint(hunk: Hunk): string {
  const [old, fresh] = hunk.lines.slice(-2);
  const swallowed =
    old?.kind === '-' &&
    old.text.startsWith('-- ') &&
    fresh?.kind === '+' &&
    fresh.text.startsWith('++ ');
  return swallowed
    ? `; that one, at line ${hunk.line}, ends with ${quote(`-${old.text}`)}: are the counts in its header too large?`
    : '';
}

/**
 * Hunks of a file go downwards and do not share lines. The new side is only a consequence of the old
 * one: tools that filter patches leave it as it was, so a wrong number there is told, not refused.
 */
function checkOrder(file: FilePatch, diff: Diff, name: string): void {
  const last = file.hunks.length - 1;
  const hunk = file.hunks[last];
  const before = file.hunks[last - 1];
  if (
    before &&
    begin(hunk.oldStart, hunk.oldCount) < begin(before.oldStart, before.oldCount) + before.oldCount
  )
    throw new PatchError(
      `${hunkName(file, last)} begins before the hunk above it ends${namesHint(before)}`,
      name,
      hunk.line,
    );
  const grown = file.hunks.slice(0, -1).reduce((sum, one) => sum + one.newCount - one.oldCount, 0);
  const expected = begin(hunk.oldStart, hunk.oldCount) + grown;
  if (begin(hunk.newStart, hunk.newCount) !== expected)
    diff.warnings.push(
      `line ${hunk.line}: ${hunkName(file, last)} says that it begins at new line ${hunk.newStart}; after the hunks above it, it is ${hunk.newCount ? expected : expected - 1}`,
    );
}

/**
 * What follows the last hunk must not look like more of it: a wrong count in the header would
 * otherwise lose lines silently.
 */
function checkEnd(
  lines: readonly SourceLine[],
  start: number,
  file: FilePatch,
  name: string,
): void {
  let at = start;
  while (at < lines.length && lines[at].text.trim() === '') at++;
  if (at >= lines.length) return;
  const { text, line } = lines[at];
  if (/^--\s*$/.test(text) || isFileHeader(lines, at) || betweenFiles.test(text)) return;
  const last = file.hunks.length - 1;
  if (/^[ +-]/.test(text) || (at === start && text.startsWith('\\')))
    throw new PatchError(
      `${hunkName(file, last)}: the header announces -${file.hunks[last].oldCount} +${file.hunks[last].newCount} lines, but the body goes on with ${quote(text)}`,
      name,
      line,
    );
  if (text.startsWith('@@'))
    throw new PatchError(
      `${filePath(file)}: a blank line stands between the hunk above and ${quote(text)}, counted by neither`,
      name,
      line,
    );
}

/** Decides from names, time stamps and counts whether the file comes or goes. */
function settleChange(file: FilePatch, absentOld: boolean, absentNew: boolean, name: string): void {
  const [only] = file.hunks;
  const single = file.hunks.length === 1;
  if (file.change === 'modify') {
    if (file.oldPath === devNull || (absentOld && single && only.oldCount === 0))
      file.change = 'create';
    else if (file.newPath === devNull || (absentNew && single && only.newCount === 0))
      file.change = 'delete';
  }
  if (file.change === 'create') {
    if (file.hunks.some((hunk) => hunk.oldCount > 0))
      throw new PatchError(`${file.newPath} is new, yet a hunk takes old lines`, name, file.line);
    file.oldPath = devNull;
  } else if (file.change === 'delete') {
    if (file.hunks.some((hunk) => hunk.newCount > 0))
      throw new PatchError(`${file.oldPath} is deleted, yet a hunk keeps lines`, name, file.line);
    file.newPath = devNull;
  }
}

/** Modes are told, not applied: trees here hold texts only. */
function reportModes(file: FilePatch, diff: Diff): void {
  const { oldMode, newMode } = file;
  if (oldMode && newMode && oldMode !== newMode)
    diff.warnings.push(
      `line ${file.line}: the mode of ${filePath(file)} changes from ${oldMode} to ${newMode}; modes are not applied`,
    );
  if (file.change === 'rename' || file.change === 'copy')
    diff.warnings.push(
      `line ${file.line}: ${file.oldPath} is ${file.change === 'rename' ? 'renamed' : 'copied'} to ${file.newPath}`,
    );
}
