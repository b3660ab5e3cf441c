import { TokenKind } from './token.ts';
import type { FileTable } from './token.ts';
import type { SourceLocation } from './diagnostic.ts';

/** Kinds that exist only inside the lexer and the preprocessor. */
export const LexKind = {
  ...TokenKind,
  /** A character that starts no token, or an unterminated literal: harmless until it is parsed. */
  other: 6,
  /** Stands for "what follows was preceded by …": only stringification looks at it. */
  padding: 7,
  /** The end of a directive's line. */
  endOfDirective: 8,
} as const;
export type LexKind = (typeof LexKind)[keyof typeof LexKind];

/** Bits of `SourceToken.flags`. */
export const TokenFlag = {
  /** White space, a comment or a line end stands before the token. */
  space: 1,
  /** The token is the first of its line. */
  lineStart: 2,
  /** Never to be expanded again ("painted blue", C11 6.10.3.4p2). */
  noExpand: 4,
  /** In a replacement list: `##` follows. */
  pasteLeft: 8,
  /** In a replacement list: `#` precedes; the token names a parameter. */
  stringify: 16,
  /** Spelled as a digraph; the parser gets the primary spelling. */
  digraph: 32,
  /** Comes from a replacement list, not from the running text. */
  body: 64,
  /** Put together by `##`: it stands nowhere as it is. */
  pasted: 128,
} as const;

/**
 * The one class of token in lexer and preprocessor. One whose kind is a `TokenKind` is a `Token`:
 * it goes to the parser without being copied.
 */
export class SourceToken {
  constructor(
    readonly kind: LexKind,
    readonly text: string,
    readonly file: number,
    readonly line: number,
    readonly column: number,
    readonly macro: string | null,
    readonly flags: number,
  ) {}
}

/** A token out of a macro expansion that also tells where its text itself stands. */
export class ExpandedToken extends SourceToken {
  constructor(
    token: SourceToken,
    use: SourceToken,
    text: string,
    /** The token as it was read: in a macro's definition or among the arguments of its use. */
    readonly spelled: SourceToken,
  ) {
    super(token.kind, text, use.file, use.line, use.column, use.text, token.flags);
  }
}

/** The same token with other flags. */
export function withFlags(token: SourceToken, flags: number): SourceToken {
  const { kind, text, file, line, column, macro } = token;
  return new SourceToken(kind, text, file, line, column, macro, flags);
}

/** The place of a token, as errors name it. */
export function locationOf(
  token: { file: number; line: number; column: number },
  files: FileTable,
): SourceLocation {
  return { file: files.paths[token.file] ?? '<unknown>', line: token.line, column: token.column };
}
