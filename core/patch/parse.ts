/** From the text of a patch file to a `Patch`. */
import { parseDiff } from './diff.ts';
import { checkDiffstat, parseDiffstat } from './diffstat.ts';
import { PatchError } from './error.ts';
import { readHeader } from './mail/header.ts';
import { readMessage } from './mail/message.ts';
import type { Patch } from './patch.ts';
import { splitText, type SourceLine } from './text.ts';

/**
 * Reads a patch: an mm-commits mail, an RFC 822 mail, the output of `git format-patch`, `git diff`
 * or `diff -u`. `name` is what errors call the text.
 *
 * @throws PatchError if the text holds no diff, or one that contradicts itself.
 */
export function parsePatch(text: string, name: string): Patch {
  // A byte order mark is how some editors save; it is no part of the first line.
  const { lines, crlf } = splitText(text.replace(/^\ufeff/, ''));
  const message = readMessage(lines, name);
  const body = message?.body ?? lines;
  const diff = parseDiff(body, name);
  if (diff.files.length === 0) throw noDiff(lines, body, name);

  const before = body.slice(0, diff.start);
  const diffstat = parseDiffstat(before);
  const header = readHeader(message?.fields ?? null, before, diffstat?.start ?? before.length);
  return {
    name,
    header,
    files: diff.files,
    diffstat: diffstat?.rows.length ? diffstat.rows : null,
    summary: diffstat?.summary ?? null,
    warnings: [
      ...(message?.warnings ?? []),
      ...diff.warnings,
      ...(diffstat ? checkDiffstat(diffstat, diff.files) : []),
    ],
    crlf,
  };
}

/** Marks of a diff that stand within a line: line feeds were lost. */
const runTogether = /\S.* \+\+\+ \S+.* @@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@ /;

function noDiff(
  lines: readonly SourceLine[],
  body: readonly SourceLine[],
  name: string,
): PatchError {
  const flat = lines.find((one) => runTogether.test(one.text));
  if (flat)
    return new PatchError(
      'the lines of this mail have been run together, so its diff cannot be read: save the mail as raw text',
      name,
      flat.line,
    );
  const quoted = body.find((one) => /^> ?(?:@@ -\d|diff --git |--- a\/)/.test(one.text));
  if (quoted)
    return new PatchError(
      'the diff is quoted with “>”: this is a reply; take the mail it answers',
      name,
      quoted.line,
    );
  return new PatchError(
    'there is no diff in this text: expected a mail with a patch, or a unified diff',
    name,
    1,
  );
}
