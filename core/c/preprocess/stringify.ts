import { LexKind, SourceToken, TokenFlag } from '../source-token.ts';
import { paddingSpace, SpaceBefore } from './padding.ts';

/**
 * What `#` makes of an argument (C11 6.10.3.2): the spelling of its tokens, white space between them
 * as one space, quotes and backslashes inside literals escaped.
 */
export function stringify(tokens: readonly SourceToken[], parameter: SourceToken): SourceToken {
  let text = '';
  let before: SpaceBefore = SpaceBefore.own;
  for (const token of tokens) {
    if (token.kind === LexKind.padding) {
      before = paddingSpace(before, token);
      continue;
    }
    const space =
      before === SpaceBefore.own
        ? (token.flags & TokenFlag.space) !== 0
        : before === SpaceBefore.yes;
    if (space && text !== '') text += ' ';
    before = SpaceBefore.own;
    text += isLiteral(token) ? escape(token.text) : token.text;
  }
  text = withoutOpenBackslash(text);
  const { file, line, column, flags } = parameter;
  const kept = flags & (TokenFlag.space | TokenFlag.body | TokenFlag.pasteLeft);
  return new SourceToken(LexKind.string, `"${text}"`, file, line, column, null, kept);
}

function isLiteral(token: SourceToken): boolean {
  return token.kind === LexKind.string || token.kind === LexKind.character;
}

/** Puts a backslash before every quote and backslash. */
export function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** A stray backslash at the very end would eat the closing quote; it goes, as in GCC. */
function withoutOpenBackslash(text: string): string {
  let count = 0;
  while (text[text.length - 1 - count] === '\\') count++;
  return count % 2 === 0 ? text : text.slice(0, -1);
}
