import type { GlobalSymbol } from '../ast.ts';
import type { FileTable, Token } from '../token.ts';
import { TokenKind } from '../token.ts';
import { ParseContext } from './context.ts';
import { parseExternal } from './external-declarations.ts';

/** A parsed and checked translation unit. */
export interface Unit {
  path: string;
  symbols: GlobalSymbol[];
  context: ParseContext;
}

/** Parses the tokens of one translation unit; throws CError at the first error. */
export function parseUnit(path: string, tokens: readonly Token[], files: FileTable): Unit {
  const context = new ParseContext(tokens, files);
  while (context.token.kind !== TokenKind.endOfFile) parseExternal(context);
  return { path, symbols: context.symbols, context };
}
