/**
 * Padding: tokens without text that remember where white space stood when an expansion drops or adds
 * tokens. Only stringification asks. The rules are those that GCC's preprocessor documents: the first
 * token of an expansion is spaced like the macro's name, and the first padding of a run decides
 * unless a later one finds no space yet.
 */
import { LexKind, SourceToken, TokenFlag } from '../source-token.ts';

function make(flags: number): SourceToken {
  return new SourceToken(LexKind.padding, '', 0, 0, 0, null, flags);
}

/** The next token decides by itself. */
export const PAD_OWN = make(0);
/** The next token is preceded by white space. */
export const PAD_SPACE = make(TokenFlag.space);
/** The next token is not preceded by white space. */
export const PAD_NONE = make(0);

/** The padding that makes what follows be spaced like `token`. */
export function paddingLike(token: SourceToken): SourceToken {
  return (token.flags & TokenFlag.space) !== 0 ? PAD_SPACE : PAD_NONE;
}

/** Whether a token is preceded by white space, as far as the padding before it decides. */
export const SpaceBefore = { own: 0, no: 1, yes: 2 } as const;
export type SpaceBefore = (typeof SpaceBefore)[keyof typeof SpaceBefore];

/** The decision after one more padding. */
export function paddingSpace(before: SpaceBefore, padding: SourceToken): SpaceBefore {
  if (padding === PAD_OWN) return before === SpaceBefore.yes ? before : SpaceBefore.own;
  if (before !== SpaceBefore.own) return before;
  return padding === PAD_SPACE ? SpaceBefore.yes : SpaceBefore.no;
}

/** One padding that stands for two in a row; `first` is null for none. */
export function mergePadding(first: SourceToken | null, second: SourceToken): SourceToken {
  if (first === null || first === PAD_OWN) return second;
  return first === PAD_NONE && second === PAD_OWN ? second : first;
}
