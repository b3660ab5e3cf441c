/** What a patch is once it has been read. Plain data, safe to clone between threads. */

export interface Patch {
  /** What the text was called when it was read; errors name it. */
  name: string;
  /** Null for a bare diff. */
  header: MailHeader | null;
  /** In the order of the text. */
  files: FilePatch[];
  /** Null if the text has no diffstat. */
  diffstat: DiffstatRow[] | null;
  /** The line below the diffstat (`2 files changed, …`), null if there is none. */
  summary: DiffstatSummary | null;
  /** Things worth telling that do not stop the patch from being used. */
  warnings: string[];
  /**
   * Every line of the text ended in CR LF, and the CRs were taken off. Whether they belonged to the
   * transport or to the files is decided when the patch is applied.
   */
  crlf: boolean;
}

export interface MailHeader {
  /** Without `[PATCH …]` and `Re:`. */
  subject: string;
  /** The subject as sent: decoded, unfolded, prefixes and all. */
  subjectLine: string;
  author: MailAuthor;
  /** As written in the mail, for example `Wed, 5 Feb 2025 09:48:08 +1100`; empty if there is none. */
  date: string;
  /** Without angle brackets. */
  messageId: string | null;
  /** The archive link of the posting, out of its `Link:` tag. */
  link: string | null;
  /** `Signed-off-by`, `Reviewed-by`, `Cc`, `Link` … in the order of the text. */
  tags: MailTag[];
  /** The commit message without its tags. */
  body: string;
  /** Absent if the subject carries no `[PATCH …]`; a lone patch is 1 of 1. */
  series?: { version: number; index: number; total: number };
}

export interface MailAuthor {
  name: string;
  address: string;
}

export interface MailTag {
  name: string;
  value: string;
}

/** What happens to the file as a whole. */
export type FileChange = 'modify' | 'create' | 'delete' | 'rename' | 'copy';

export interface FilePatch {
  /** Path before, without `a/`; `/dev/null` for a new file. */
  oldPath: string;
  /** Path after, without `b/`; `/dev/null` for a deleted file. */
  newPath: string;
  change: FileChange;
  /** File modes as git writes them (`100644`), null where the patch says nothing. */
  oldMode: string | null;
  newMode: string | null;
  hunks: Hunk[];
  /** Lines that begin with `+` and `-`. */
  added: number;
  removed: number;
  /** Line in the patch text at which this file begins. */
  line: number;
}

export interface Hunk {
  /** First line on the old side, from 1; with `oldCount` 0 the line after which lines are added. */
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
  /** What follows the second `@@`: usually the function's first line, possibly cut off. */
  heading: string;
  lines: HunkLine[];
  /** Line of the `@@` in the patch text. */
  line: number;
}

export interface HunkLine {
  kind: ' ' | '+' | '-';
  text: string;
  /** True if `\ No newline at end of file` follows: the file ends without a line feed. */
  noNewline?: boolean;
}

export interface DiffstatRow {
  /** As written; a long path may be cut to `.../name`. */
  path: string;
  /** Lines added plus lines removed; null for a binary file. */
  changes: number | null;
  /** `+` and `-` marks of the graph; they are scaled down if the change is large. */
  plus: number;
  minus: number;
  /** Line in the patch text. */
  line: number;
}

export interface DiffstatSummary {
  files: number;
  insertions: number;
  deletions: number;
  line: number;
}

export const devNull = '/dev/null';

/** The path a person would call the file by: the new one, or the old one of a deleted file. */
export function filePath(file: { oldPath: string; newPath: string }): string {
  return file.newPath === devNull ? file.oldPath : file.newPath;
}

/** `hunk 2 of mm/memory.c`, counted from 1 as reviewers count. */
export function hunkName(file: FilePatch, hunk: number): string {
  return `hunk ${hunk + 1} of ${filePath(file)}`;
}
