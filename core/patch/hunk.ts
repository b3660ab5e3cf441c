/** Reads one hunk of a unified diff and holds it to its own header. */
import { PatchError } from './error.ts';
import type { Hunk, HunkLine } from './patch.ts';
import { quote, type SourceLine } from './text.ts';

export const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)$/;

const counts = (hunk: Hunk) => `-${hunk.oldCount} +${hunk.newCount}`;

/**
 * The hunk whose `@@` stands at `start`, and the index behind it. `title` says which hunk of which
 * file it is, for errors.
 *
 * A blank line counts as an empty context line whose space got lost on the way, as `patch` reads it.
 */
export function parseHunk(
  lines: readonly SourceLine[],
  start: number,
  title: string,
  name: string,
): { hunk: Hunk; next: number } {
  const at = lines[start];
  const match = hunkHeader.exec(at.text);
  if (!match)
    throw new PatchError(
      `${title}: expected a hunk header like “@@ -1,7 +1,7 @@”, found ${quote(at.text)}`,
      name,
      at.line,
    );
  const hunk: Hunk = {
    oldStart: Number(match[1]),
    oldCount: Number(match[2] ?? 1),
    newStart: Number(match[3]),
    newCount: Number(match[4] ?? 1),
    heading: match[5].trim(),
    lines: [],
    line: at.line,
  };
  if ((hunk.oldCount > 0 && hunk.oldStart === 0) || (hunk.newCount > 0 && hunk.newStart === 0))
    throw new PatchError(
      `${title}: lines are counted from 1, but its header says 0`,
      name,
      at.line,
    );

  let old = hunk.oldCount;
  let fresh = hunk.newCount;
  let next = start + 1;
  const short = (why: string, line: number) =>
    new PatchError(
      `${title}: the header announces ${counts(hunk)} lines, but ${why}: ${old} old and ${fresh} new lines are missing`,
      name,
      line,
    );
  while (old > 0 || fresh > 0) {
    if (next >= lines.length) throw short('the text ends early', lines.at(-1)!.line);
    const { text, line } = lines[next];
    if (text.startsWith('\\')) {
      markNoNewline(hunk, title, name, line);
      next++;
      continue;
    }
    const kind = text === '' || text === '\r' ? ' ' : text[0];
    if (kind !== ' ' && kind !== '+' && kind !== '-')
      throw short(`line ${line} reads ${quote(text)}`, line);
    if (kind !== '+' && --old < 0)
      throw new PatchError(
        `${title}: the header announces ${counts(hunk)} lines, but the body has more old lines`,
        name,
        line,
      );
    if (kind !== '-' && --fresh < 0)
      throw new PatchError(
        `${title}: the header announces ${counts(hunk)} lines, but the body has more new lines`,
        name,
        line,
      );
    hunk.lines.push({ kind, text: text === '' || text === '\r' ? text : text.slice(1) });
    next++;
  }
  if (next < lines.length && lines[next].text.startsWith('\\'))
    markNoNewline(hunk, title, name, lines[next++].line);
  checkNoNewline(hunk, title, name);
  return { hunk, next };
}

function markNoNewline(hunk: Hunk, title: string, name: string, line: number): void {
  const last: HunkLine | undefined = hunk.lines.at(-1);
  if (!last) throw new PatchError(`${title}: “\\ No newline” stands before any line`, name, line);
  last.noNewline = true;
}

/** Only the last line of a side can lack its line feed. */
function checkNoNewline(hunk: Hunk, title: string, name: string): void {
  for (const side of ['-', '+']) {
    const lines = hunk.lines.filter((one) => one.kind === ' ' || one.kind === side);
    if (lines.some((one, index) => one.noNewline && index < lines.length - 1))
      throw new PatchError(
        `${title}: “\\ No newline at end of file” stands behind a line that is not the last`,
        name,
        hunk.line,
      );
  }
}
