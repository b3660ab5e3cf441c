/** The lines that git writes between `diff --git` and `---`. */
import { PatchError } from './error.ts';
import { devNull } from './patch.ts';
import type { FileChange } from './patch.ts';
import { stripPaths, unquote } from './path.ts';
import { quote, type SourceLine } from './text.ts';

const extended =
  /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|index) (.*?)\r?$/;

export class GitHeader {
  readonly line: number;
  /** Index of the first line behind the header. */
  readonly next: number;
  change: FileChange = 'modify';
  oldMode: string | null = null;
  newMode: string | null = null;
  /** Null if the first line is ambiguous and nothing else names the files. */
  paths: { oldPath: string; newPath: string } | null;
  private blobs: string[] = [];
  private from: string | null = null;
  private to: string | null = null;

  constructor(
    lines: readonly SourceLine[],
    start: number,
    private readonly name: string,
  ) {
    this.line = lines[start].line;
    this.paths = splitNames(lines[start].text.slice('diff --git '.length).trimEnd());
    let at = start + 1;
    for (; at < lines.length; at++) {
      const match = extended.exec(lines[at].text);
      if (!match) break;
      this.read(match[1], match[2]);
    }
    this.next = at;
    if (at < lines.length && /^(?:GIT binary patch|Binary files .* differ)/.test(lines[at].text))
      throw new PatchError(
        `binary files cannot be patched: ${quote(lines[start].text)}`,
        name,
        lines[at].line,
      );
    this.finish();
  }

  private read(key: string, value: string): void {
    const path = () => unquote(value)?.path ?? value;
    switch (key) {
      case 'old mode':
        this.oldMode = value;
        break;
      case 'new mode':
        this.newMode = value;
        break;
      case 'new file mode':
        this.change = 'create';
        this.newMode = value;
        break;
      case 'deleted file mode':
        this.change = 'delete';
        this.oldMode = value;
        break;
      case 'rename from':
      case 'copy from':
        this.change = key === 'rename from' ? 'rename' : 'copy';
        this.from = path();
        break;
      case 'rename to':
      case 'copy to':
        this.to = path();
        break;
      case 'index': {
        this.blobs = value.split(' ')[0].split('..');
        const mode = / (\d{6})$/.exec(value);
        if (mode) this.oldMode = this.newMode = mode[1];
        break;
      }
    }
  }

  private finish(): void {
    if (this.change === 'rename' || this.change === 'copy') {
      if (this.from === null || this.to === null)
        throw new PatchError(
          `the ${this.change} names only one of its two files`,
          this.name,
          this.line,
        );
      this.paths = { oldPath: this.from, newPath: this.to };
    } else if (this.paths) {
      if (this.change === 'create') this.paths.oldPath = devNull;
      if (this.change === 'delete') this.paths.newPath = devNull;
    }
  }

  /** For a file without hunks: throws PatchError if this header says that there must be some. */
  checkNoHunks(): void {
    const [before, after] = this.blobs;
    const harmless =
      this.blobs.length === 2
        ? before === after ||
          (this.change === 'create' && emptyBlob.test(after)) ||
          (this.change === 'delete' && emptyBlob.test(before))
        : this.change !== 'modify' || this.oldMode !== this.newMode;
    if (!harmless)
      throw new PatchError('the file changes, but its hunks are missing', this.name, this.line);
  }

  /** Holds the `---`/`+++` names against this header; throws PatchError if they contradict it. */
  check(before: string, after: string, line: number): void {
    const named = stripPaths(before, after);
    if (!this.paths) {
      this.paths = named;
      return;
    }
    const ends = (full: string, path: string) => full === path || full.endsWith(`/${path}`);
    if (!ends(before, this.paths.oldPath) || !ends(after, this.paths.newPath))
      throw new PatchError(
        `“--- ${before}” and “+++ ${after}” contradict the “diff --git” line above (${this.paths.oldPath}, ${this.paths.newPath})`,
        this.name,
        line,
      );
  }
}

/** Object names of the empty file, in SHA-1 and SHA-256 repositories. */
const emptyBlob = /^(?:e69de29|473a0f4)/;

/**
 * The two names of a `diff --git` line. Names with spaces are not quoted; as both are the same then
 * (a rename says so in lines of its own), the cut is where both halves agree.
 */
function splitNames(text: string): { oldPath: string; newPath: string } | null {
  if (text.startsWith('"') || text.endsWith('"')) {
    const first = unquote(text);
    if (first) {
      const second = unquote(first.rest.trim())?.path ?? first.rest.trim();
      return second === '' ? null : stripPaths(first.path, second);
    }
    const cut = text.indexOf(' "');
    const second = cut < 0 ? null : unquote(text.slice(cut + 1));
    return second && stripPaths(text.slice(0, cut), second.path);
  }
  for (let cut = text.indexOf(' '); cut > 0; cut = text.indexOf(' ', cut + 1)) {
    const { oldPath, newPath } = stripPaths(text.slice(0, cut), text.slice(cut + 1));
    if (oldPath === newPath) return { oldPath, newPath };
  }
  return null;
}
