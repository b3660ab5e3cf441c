/** The kinds of token that reach the parser (after preprocessing). */
export const TokenKind = {
  /** Identifiers and keywords alike: the parser tells them apart. */
  identifier: 0,
  /** A preprocessing number: integer or floating constant, suffix included. */
  number: 1,
  /** A character constant with its quotes and prefix, as spelled. */
  character: 2,
  /** A string literal with its quotes and prefix, as spelled; adjacent literals are separate tokens. */
  string: 3,
  punctuator: 4,
  endOfFile: 5,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/**
 * One token. `file`, `line` and `column` name the place in the source that a reader should look at:
 * for a token out of a macro expansion, the outermost macro use in the source.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index into `FileTable.paths`. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  /** The outermost macro whose expansion this token came from, else null. */
  readonly macro: string | null;
}

/** The files of a program, numbered in the order in which they were first read. */
export class FileTable {
  readonly paths: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of `path`, given now if it is new. */
  number(path: string): number {
    let number = this.numbers.get(path);
    if (number === undefined) {
      number = this.paths.push(path) - 1;
      this.numbers.set(path, number);
    }
    return number;
  }
}

/**
 * Read access to a tree of text files. Paths are relative, with `/`, without `.` or `..` segments;
 * `undefined` means that there is no such file.
 */
export interface SourceTree {
  read(path: string): string | undefined;
}
