/** Applies a patch to a tree: all of it or nothing. */
import type { SourceTree } from '../c/token.ts';
import { applyFile } from './apply-file.ts';
import { PatchError } from './error.ts';
import { findSource, isMove } from './source-path.ts';
import { lineMapOfRuns, composeLineMaps, type LineMap, type LineRun } from './line-map.ts';
import { devNull, filePath, hunkName } from './patch.ts';
import type { FilePatch, Patch } from './patch.ts';

export interface ApplyOptions {
  /** Folder of the tree in which the patch's paths begin, such as `kernel`. */
  prefix?: string;
  /**
   * Hunks to leave out: `file` is the path in the patch (with or without `prefix`), `hunk` the index
   * into that file's `hunks`, from 0.
   */
  skipHunks?: readonly { file: string; hunk: number }[];
}

export interface AppliedPatch {
  /** The tree with the patch; the tree given is as it was. */
  tree: SourceTree;
  /** Paths in the tree that the patch changed, created or deleted, sorted, without repeats. */
  files: string[];
  /** Of these: files that only the new tree has, and files that only the old one had. */
  created: string[];
  deleted: string[];
  /**
   * Hunks that fit elsewhere than they say. `file` is the path in the tree, `hunk` the index from 0,
   * `offset` in lines, positive if the hunk fits further down.
   */
  offsets: { file: string; hunk: number; offset: number }[];
  /** Left is before, right is after. A renamed file is a deleted and a created one. */
  lines: LineMap;
}

/** Where a patch is being applied: what it has changed so far, over a tree that stays as it is. */
class Overlay implements SourceTree {
  /** `undefined` stands for a file that is no more. */
  readonly changed = new Map<string, string | undefined>();

  constructor(readonly base: SourceTree) {}

  read(path: string): string | undefined {
    return this.changed.has(path) ? this.changed.get(path) : this.base.read(path);
  }
}

/** True if the text has lines and every one of them ends in CR LF. */
const isCrlf = (text: string) => text.includes('\n') && !/(?:^|[^\r])\n/.test(text);

/**
 * Applies every hunk to `tree`. Context must match exactly; a hunk may fit at another line than it
 * says, as with `patch`, which `offsets` reports.
 *
 * @throws PatchError if a file is missing or already there, if a hunk fits nowhere, or if
 * `skipHunks` names a hunk that the patch does not have. All hunks that do not fit are told: the
 * first as the error, the others as its notes.
 */
export function applyPatch(
  tree: SourceTree,
  patch: Patch,
  options: ApplyOptions = {},
): AppliedPatch {
  const prefix = options.prefix ? `${options.prefix.replace(/\/+$/, '')}/` : '';
  const skips = skipsByFile(patch, prefix, options.skipHunks ?? []);
  const overlay = new Overlay(tree);
  const failures: { message: string; line: number }[] = [];
  const offsets: AppliedPatch['offsets'] = [];
  let lines: LineMap = lineMapOfRuns(new Map());
  let runs = new Map<string, LineRun[]>();

  for (const file of patch.files) {
    const skip = skips.get(file) ?? new Set<number>();
    // Leaving out every hunk of a file leaves the file alone, whatever else happens to it.
    if (file.hunks.length > 0 && file.hunks.every((_, index) => skip.has(index))) continue;
    const found = findSource(overlay, file, prefix);
    if ('missing' in found) {
      failures.push({ message: found.missing, line: file.line });
      continue;
    }
    const { source } = found;
    const target = file.newPath === devNull ? null : isMove(file) ? prefix + file.newPath : source;
    const before = overlay.read(source) ?? '';
    const crlf = patch.crlf && isCrlf(before);
    const applied = applyFile(crlf ? before.replace(/\r\n/g, '\n') : before, file, skip, source);
    for (const { hunk, reason } of applied.failures)
      failures.push({
        message: `${hunkName(file, hunk)} does not apply: ${reason}`,
        line: file.hunks[hunk].line,
      });
    if (applied.failures.length) continue;
    // A file that comes twice is mapped in two stages.
    if (runs.has(source) || (target !== null && runs.has(target))) {
      lines = composeLineMaps(lines, lineMapOfRuns(runs));
      runs = new Map();
    }
    if (target !== source && file.change !== 'copy') {
      if (target === null && applied.text !== '')
        failures.push({
          message: `${file.oldPath} is deleted by the patch, but lines would be left in it`,
          line: file.line,
        });
      overlay.changed.set(source, undefined);
      runs.set(source, []);
    }
    if (target !== null) {
      overlay.changed.set(target, crlf ? applied.text.replace(/\n/g, '\r\n') : applied.text);
      runs.set(target, target === source && file.change !== 'create' ? applied.runs : []);
    }
    for (const one of applied.offsets) offsets.push({ file: target ?? source, ...one });
  }

  const [first, ...others] = failures;
  if (first) throw new PatchError(first.message, patch.name, first.line, others);
  const files = [...overlay.changed.keys()].sort();
  return {
    tree: overlay,
    files,
    created: files.filter((path) => tree.read(path) === undefined),
    deleted: files.filter((path) => overlay.changed.get(path) === undefined),
    offsets,
    lines: composeLineMaps(lines, lineMapOfRuns(runs)),
  };
}

function skipsByFile(
  patch: Patch,
  prefix: string,
  skipHunks: readonly { file: string; hunk: number }[],
): Map<FilePatch, Set<number>> {
  const skips = new Map<FilePatch, Set<number>>();
  for (const { file: path, hunk } of skipHunks) {
    const files = patch.files.filter(
      (file) => path === filePath(file) || path === prefix + filePath(file),
    );
    const file = files.find((one) => hunk >= 0 && hunk < one.hunks.length);
    if (!file)
      throw new PatchError(
        `cannot leave out hunk ${hunk + 1} of ${path}: ${
          files.length
            ? `the patch has ${files[0].hunks.length} hunks there`
            : 'the patch does not change that file'
        }`,
        patch.name,
        files[0]?.line ?? 1,
      );
    const set = skips.get(file) ?? new Set<number>();
    skips.set(file, set.add(hunk));
  }
  return skips;
}
