import type { GlobalSymbol } from '../ast.ts';
import { asDiagnostic } from '../diagnostic.ts';
import type { FileTable, Token } from '../token.ts';
import { TokenKind } from '../token.ts';
import { ParseContext, type Dialect } from './context.ts';
import { parseExternal } from './external-declarations.ts';

/** A parsed and checked translation unit. */
export interface Unit {
  path: string;
  symbols: GlobalSymbol[];
  context: ParseContext;
}

/** Parses the tokens of one translation unit; throws CError at the first error. */
export function parseUnit(
  path: string,
  tokens: readonly Token[],
  files: FileTable,
  dialect: Dialect = {},
): Unit {
  const context = new ParseContext(tokens, files, dialect);
  try {
    while (context.token.kind !== TokenKind.endOfFile) parseExternal(context);
  } catch (error) {
    throw asDiagnostic(error, context.location(context.token));
  }
  return { path, symbols: context.symbols, context };
}
