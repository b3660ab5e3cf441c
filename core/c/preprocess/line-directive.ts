import { LexKind } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import { normalizePath } from './paths.ts';
import type { Preprocessor } from './preprocessor.ts';

/**
 * `#line 12 "file.c"` and the line markers that preprocessed text has, `# 12 "file.c" 1 3`: what
 * follows is said to come from there. The flags of a marker change nothing here.
 */
export function runLine(pp: Preprocessor, directive: SourceToken): void {
  pp.forgetSegment();
  const { lexer } = pp.file;
  const marker = directive.kind === LexKind.number;
  const number = marker ? directive : pp.expander.nextVisible();
  if (!/^[0-9]+$/.test(number.text) || Number(number.text) > 0x7fff_ffff) {
    throw pp.error(directive, `"${number.text}" after #line is not a line number`);
  }
  const name = marker ? lexer.next() : pp.expander.nextVisible();
  if (name.kind === LexKind.string && name.text.startsWith('"')) {
    lexer.file = pp.files.number(normalizePath(unescape(name.text.slice(1, -1))));
  } else if (name.kind !== LexKind.endOfDirective) {
    throw pp.error(name, `"${name.text}" after a line number is not a file name`);
  }
  pp.finishLine();
  // The number is that of the next line, and passing the line end counts one.
  lexer.line = Number(number.text) - 1;
}

function unescape(text: string): string {
  return text.replaceAll(/\\([0-7]{3}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(parseInt(escaped, 8)) : escaped,
  );
}
