import { CError } from '../diagnostic.ts';
import type { SourceLocation } from '../diagnostic.ts';
import { Lexer } from '../lex.ts';
import { LexKind, SourceToken, TokenFlag } from '../source-token.ts';
import { FileTable } from '../token.ts';

const scratch = new FileTable();

/**
 * What `left ## right` makes: one token, spaced like `left`, free to be expanded. Throws CError when
 * the two texts together are no single token (C11 6.10.3.3p3).
 */
export function paste(left: SourceToken, right: SourceToken, place: SourceLocation): SourceToken {
  const text = left.text + right.text;
  const token = single(text);
  if (token === null) {
    const pair = `"${left.text}" and "${right.text}"`;
    throw new CError(`pasting ${pair} does not give a valid preprocessing token`, place);
  }
  const kept = left.flags & (TokenFlag.space | TokenFlag.body);
  const pasted = TokenFlag.pasted | (token.flags & TokenFlag.digraph);
  const flags = kept | (right.flags & TokenFlag.pasteLeft) | pasted;
  return new SourceToken(token.kind, text, left.file, left.line, left.column, null, flags);
}

/** The one token that spells `text`, if it is one. A comment is not. */
function single(text: string): SourceToken | null {
  if (text.startsWith('//') || text.startsWith('/*')) return null;
  const lexer = new Lexer({ text, splices: [] }, 0, scratch);
  const token = lexer.next();
  if (token.text !== text || token.kind === LexKind.other) return null;
  return token;
}
