import { LexKind, SourceToken, TokenFlag } from '../source-token.ts';
import type { Expander } from './expand.ts';
import type { FoundFile } from './include.ts';
import type { Preprocessor } from './preprocessor.ts';

/** An `#include` whose file is known. */
export interface FoundInclude {
  file: FoundFile;
  directive: SourceToken;
}

/** `#include`, `#include_next` and GNU's `#import`. */
export function runInclude(pp: Preprocessor, directive: SourceToken): void {
  const file = pp.file;
  const header = file.lexer.headerName() ?? expandedHeader(pp.expander);
  if (header === null) {
    throw pp.error(directive, `#${directive.text} expects "FILENAME" or <FILENAME>`);
  }
  const name = header.text.slice(1, -1);
  if (name === '') throw pp.error(directive, `empty file name in #${directive.text}`);
  const quoted = header.text.startsWith('"');
  const found = pp.finder.find(name, quoted, file, directive.text === 'include_next');
  if (found === null) {
    throw pp.error(directive, `cannot find the header ${header.text} in the include paths`);
  }
  pp.finishLine();
  const include = { file: found, directive };
  pp.endSegment(include);
  followInclude(pp, include);
}

/** Goes on in an included file, unless it need not be read again. */
export function followInclude(pp: Preprocessor, { file, directive }: FoundInclude): void {
  const { path, source, searchIndex } = file;
  pp.mayStartSegment = true;
  if (directive.text === 'import') {
    if (pp.finder.wasRead(path)) return;
    pp.finder.setOnce(path);
  }
  if (pp.finder.isDone(path, pp.macros)) return;
  pp.include(path, source, searchIndex, directive);
}

/**
 * A header name that macros make: a string literal, or the tokens between `<` and `>` put together
 * (C11 6.10.2p4; white space between them becomes one space, as in GCC).
 */
export function expandedHeader(expander: Expander): SourceToken | null {
  const first = expander.nextVisible();
  if (first.kind === LexKind.string && first.text.startsWith('"')) return first;
  if (first.text !== '<') return null;
  let text = '<';
  for (;;) {
    const token = expander.nextVisible();
    if (token.kind === LexKind.endOfDirective || token.kind === LexKind.endOfFile) return null;
    if (token.text === '>') break;
    if (text !== '<' && (token.flags & TokenFlag.space) !== 0) text += ' ';
    text += token.text;
  }
  const { file, line, column } = first;
  return new SourceToken(LexKind.string, `${text}>`, file, line, column, null, 0);
}
