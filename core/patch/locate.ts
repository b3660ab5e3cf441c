/** Finds the place in a file at which a hunk fits. */
import type { Hunk, HunkLine } from './patch.ts';

/** A file as lines without line feeds, and whether the last line has one. */
export interface TextLines {
  lines: string[];
  complete: boolean;
}

export function toTextLines(text: string): TextLines {
  const lines = text.split('\n');
  const complete = lines.at(-1) === '';
  if (complete) lines.pop();
  return { lines, complete };
}

export function fromTextLines({ lines, complete }: TextLines): string {
  return lines.length ? lines.join('\n') + (complete ? '\n' : '') : '';
}

/** What a hunk expects to find: its context and removed lines. */
export function oldSide(hunk: Hunk): HunkLine[] {
  return hunk.lines.filter((line) => line.kind !== '+');
}

/** Index of the line before which the hunk says it begins. */
export function statedPosition(hunk: Hunk): number {
  return hunk.oldCount ? hunk.oldStart - 1 : hunk.oldStart;
}

function isSameLine(file: TextLines, index: number, expected: HunkLine): boolean {
  if (file.lines[index] !== expected.text) return false;
  const incomplete = index === file.lines.length - 1 && !file.complete;
  return incomplete === (expected.noNewline ?? false);
}

/** Number of lines that match at `position`, and the first that does not (-1: all match). */
function compareAt(file: TextLines, expected: readonly HunkLine[], position: number) {
  let matching = 0;
  let first = -1;
  expected.forEach((line, index) => {
    if (isSameLine(file, position + index, line)) matching++;
    else if (first < 0) first = index;
  });
  return { matching, first };
}

const fits = (file: TextLines, expected: readonly HunkLine[], position: number) =>
  expected.every((line, index) => isSameLine(file, position + index, line));

function contextLength(lines: readonly HunkLine[]): number {
  const changed = lines.findIndex((line) => line.kind !== ' ');
  return changed < 0 ? lines.length : changed;
}

/**
 * The end of the file that a hunk is tied to, null if it may move. It is tied where `patch` and
 * `git apply` agree on it: to the top if it begins at line 1 with less context above than below, to
 * the end if it has context above and none below. A hunk that speaks of a missing line feed is tied
 * to the end, the only place where one can be missing. (`patch` ties every hunk with less context
 * below to the end; `git apply` and we do not mind if the file goes on.)
 */
export function tiedTo(hunk: Hunk): 'top' | 'end' | null {
  const above = contextLength(hunk.lines);
  const below = contextLength(hunk.lines.toReversed());
  if (hunk.oldStart <= 1 && above < below) return 'top';
  const lacksLineFeed = hunk.lines.some((line) => line.noNewline);
  return (above > 0 && below === 0) || lacksLineFeed ? 'end' : null;
}

/**
 * The position (an index into the file's lines) at which `hunk` fits exactly, or null.
 *
 * As `patch` does: the guess is the stated position plus the offset of the hunk before; then one
 * line further down, one further up, two further down … never above `from`, the end of the hunk
 * before, and nowhere else if it is tied to an end of the file. No context line is ever left out of
 * account.
 */
export function locateHunk(
  file: TextLines,
  hunk: Hunk,
  from: number,
  lastOffset: number,
): number | null {
  const expected = oldSide(hunk);
  const lowest = from;
  const highest = file.lines.length - expected.length;
  if (highest < lowest) return null;
  const tied = tiedTo(hunk);
  if (tied === 'top') return lowest === 0 && fits(file, expected, 0) ? 0 : null;
  if (tied === 'end') return fits(file, expected, highest) ? highest : null;

  const guess = statedPosition(hunk) + lastOffset;
  // Without context there is nothing to recognise another place by.
  if (expected.length === 0) return guess >= lowest && guess <= highest ? guess : null;
  const reach = Math.max(highest - guess, guess - lowest);
  for (let distance = 0; distance <= reach; distance++) {
    for (const position of distance ? [guess + distance, guess - distance] : [guess])
      if (position >= lowest && position <= highest && fits(file, expected, position))
        return position;
  }
  return null;
}

/** Where a hunk that does not fit comes nearest to fitting, for the error message. */
export interface NearMiss {
  position: number;
  matching: number;
  total: number;
  /** The first line that differs: its index in the file, what the hunk expects, what is there. */
  index: number;
  expected: HunkLine;
  found: string | null;
  /** The texts agree; only the line feed at the end of the file differs. */
  onlyNewline: boolean;
}

/** The best place by number of matching lines, then by distance from the guess, then the upper. */
export function nearestMiss(file: TextLines, hunk: Hunk, lastOffset: number): NearMiss {
  const expected = oldSide(hunk);
  const guess = Math.max(0, statedPosition(hunk) + lastOffset);
  let best = { position: guess, ...compareAt(file, expected, guess) };
  for (let position = 0; position < file.lines.length; position++) {
    const { matching, first } = compareAt(file, expected, position);
    const nearer = Math.abs(position - guess) < Math.abs(best.position - guess);
    if (matching > best.matching || (matching === best.matching && matching > 0 && nearer))
      best = { position, matching, first };
  }
  // All lines match, yet the hunk does not fit: it is tied to an end of the file or overtaken.
  const first = Math.max(0, best.first);
  const index = best.position + first;
  const found = file.lines[index] ?? null;
  return {
    position: best.position,
    matching: best.matching,
    total: expected.length,
    index,
    expected: expected[first],
    found,
    onlyNewline: best.first >= 0 && found === expected[first].text,
  };
}
