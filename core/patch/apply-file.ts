/** Applies the hunks of one file to its text. */
import {
  fromTextLines,
  locateHunk,
  nearestMiss,
  oldSide,
  statedPosition,
  tiedTo,
  toTextLines,
} from './locate.ts';
import type { NearMiss, TextLines } from './locate.ts';
import type { LineRun } from './line-map.ts';
import type { FilePatch, Hunk } from './patch.ts';
import { quote } from './text.ts';

export interface AppliedFile {
  text: string;
  /** Unchanged lines before and after. */
  runs: LineRun[];
  /** Hunks that fit elsewhere than they say, in lines of the file before. */
  offsets: { hunk: number; offset: number }[];
  /** Hunks that do not fit; if there are any, `text` and `runs` mean nothing. */
  failures: { hunk: number; reason: string }[];
}

/** Why a hunk does not fit, with the place where it comes nearest. `path` is the target file. */
function explain(file: TextLines, hunk: Hunk, miss: NearMiss, from: number, path: string): string {
  const place = `${path}:${miss.index + 1}`;
  const said = `line ${hunk.oldStart} is where it should be`;
  if (miss.total === 0)
    return `${said}, without any context; but ${path} ends at line ${file.lines.length}`;
  if (miss.matching === miss.total)
    return miss.position < from
      ? `it fits only at ${place}, above the end of the hunk before it; ${said}`
      : `it fits only at ${place}, but its context says that it lies at the ${tiedTo(hunk) ?? 'end'} of the file; ${said}`;
  const expected = quote(miss.expected.text);
  const found = miss.found === null ? 'the end of the file' : quote(miss.found);
  const difference = miss.onlyNewline
    ? `${expected} ${miss.expected.noNewline ? 'without' : 'with'} a line feed, found it ${miss.expected.noNewline ? 'with' : 'without'} one`
    : `${expected}, found ${found}`;
  const nearest =
    miss.matching === 0
      ? `no line of it matches anywhere`
      : `it comes nearest at line ${miss.position + 1}, where ${miss.matching} of ${miss.total} lines match`;
  return `${said}; ${nearest}; at ${place} expected ${difference}${hint(file, hunk, miss)}`;
}

/** The usual causes, if one of them shows. */
function hint(file: TextLines, hunk: Hunk, miss: NearMiss): string {
  if (miss.found?.replace(/\r$/, '') === miss.expected.text.replace(/\r$/, '') && !miss.onlyNewline)
    return ' (the line ends differ: LF against CR LF)';
  const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
  if (
    miss.found !== null &&
    !miss.onlyNewline &&
    squeeze(miss.found) === squeeze(miss.expected.text)
  )
    return ' (only white space differs)';
  const reversed: Hunk = {
    ...hunk,
    oldStart: hunk.newStart,
    oldCount: hunk.newCount,
    lines: hunk.lines.map((line) => ({
      ...line,
      kind: line.kind === '+' ? '-' : line.kind === '-' ? '+' : ' ',
    })),
  };
  // A side without changes or context would "fit" anywhere and prove nothing.
  if (oldSide(reversed).length > 0 && locateHunk(file, reversed, 0, 0) !== null)
    return ' (the hunk seems to be applied already)';
  return '';
}

/** Applies `patch` to `text`, leaving out the hunks (by index) in `skip`. `path` is for messages. */
export function applyFile(
  text: string,
  patch: FilePatch,
  skip: ReadonlySet<number>,
  path: string,
): AppliedFile {
  const file = toTextLines(text);
  const out: TextLines = { lines: [], complete: file.complete };
  const runs: LineRun[] = [];
  const offsets: AppliedFile['offsets'] = [];
  const failures: AppliedFile['failures'] = [];
  let from = 0;
  let lastOffset = 0;

  const copy = (end: number) => {
    const left = from + 1;
    const right = out.lines.length + 1;
    const last = runs.at(-1);
    const length = end - from;
    for (; from < end; from++) out.lines.push(file.lines[from]);
    if (length === 0) return;
    if (last && last.left + last.length === left && last.right + last.length === right)
      last.length += length;
    else runs.push({ left, right, length });
  };

  patch.hunks.forEach((hunk, index) => {
    if (skip.has(index)) return;
    const position = locateHunk(file, hunk, from, lastOffset);
    if (position === null) {
      const miss = nearestMiss(file, hunk, lastOffset);
      failures.push({ hunk: index, reason: explain(file, hunk, miss, from, path) });
      return;
    }
    lastOffset = position - statedPosition(hunk);
    if (lastOffset !== 0) offsets.push({ hunk: index, offset: lastOffset });
    copy(position);
    for (const line of hunk.lines) {
      if (line.kind === ' ') copy(from + 1);
      else if (line.kind === '-') from++;
      else out.lines.push(line.text);
      if (line.kind !== '-' && line.noNewline) out.complete = false;
    }
    // The hunk reaches the end of the file, and its new side says nothing of a missing line feed.
    if (
      from === file.lines.length &&
      !hunk.lines.some((line) => line.kind !== '-' && line.noNewline)
    )
      out.complete = true;
  });
  copy(file.lines.length);
  return { text: fromTextLines(out), runs, offsets, failures };
}
