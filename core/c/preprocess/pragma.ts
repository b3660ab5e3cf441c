import { CError } from '../diagnostic.ts';
import { Lexer } from '../lex.ts';
import { LexKind, SourceToken } from '../source-token.ts';
import { splice } from '../splices.ts';
import type { Preprocessor } from './preprocessor.ts';

/** The identifier that stands for `#pragma pack` in the token stream; see `pragmaTokens`. */
export const PRAGMA_PACK = '__pragma_pack';

/** `#pragma`: reads the rest of the line. */
export function runPragma(pp: Preprocessor, directive: SourceToken): void {
  pp.forgetSegment();
  pp.insert(pragmaTokens(pp, directive, pp.file.lexer.restOfLine()));
}

/**
 * Carries out a pragma, and answers with what the parser must hear of it.
 *
 * `once`, `push_macro` and `pop_macro` are the preprocessor's own, `GCC error` and `GCC warning` speak.
 * `pack` is handed on as the identifier `__pragma_pack` and the parenthesised tokens that follow it in
 * the source: `__pragma_pack ( push , 1 )`, `__pragma_pack ( pop )`, `__pragma_pack ( 2 )`,
 * `__pragma_pack ( )`. It may stand wherever a declaration or a member may. Every other pragma has no
 * meaning here and is ignored, as C11 6.10.6 asks.
 */
export function pragmaTokens(pp: Preprocessor, at: SourceToken, text: string): SourceToken[] {
  const tokens = lexPragma(pp, at, text);
  const second = tokens[1]?.text;
  switch (tokens[0]?.text) {
    case 'once':
      pp.finder.setOnce(pp.file.path);
      return [];
    case 'pack':
      return pack(pp, at, tokens);
    case 'push_macro':
    case 'pop_macro':
      saveOrRestore(pp, at, tokens);
      return [];
    case 'GCC':
      if (second === 'error') throw pp.error(at, `#pragma GCC error ${tokens[2]?.text ?? ''}`);
      if (second === 'warning') pp.warn(`#pragma GCC warning ${tokens[2]?.text ?? ''}`, at);
      return [];
    default:
      return [];
  }
}

/** The text that a string literal was made from by `_Pragma` (C11 6.10.9). */
export function destringize(literal: string): string {
  return literal.slice(literal.indexOf('"') + 1, -1).replaceAll(/\\(["\\])/g, '$1');
}

/** The tokens of a pragma, all said to come from the place of the pragma itself. */
function lexPragma(pp: Preprocessor, at: SourceToken, text: string): SourceToken[] {
  const lexer = new Lexer(splice(text), at.file, pp.files);
  lexer.inDirective = true;
  const tokens: SourceToken[] = [];
  try {
    for (;;) {
      const { kind, text: spelling, flags } = lexer.next();
      if (kind === LexKind.endOfDirective || kind === LexKind.endOfFile) return tokens;
      const { file, line, column } = at;
      tokens.push(new SourceToken(kind, spelling, file, line, column, null, flags & 1));
    }
  } catch (error) {
    // A comment that goes on in the next line: it belongs to the text, which reports it if it is open.
    if (error instanceof CError) return tokens;
    throw error;
  }
}

function pack(pp: Preprocessor, at: SourceToken, tokens: SourceToken[]): SourceToken[] {
  const close = tokens.findIndex((token) => token.text === ')');
  if (tokens[1]?.text !== '(' || close < 0) {
    pp.warn('malformed #pragma pack is ignored', at);
    return [];
  }
  const { file, line, column } = at;
  const name = new SourceToken(LexKind.identifier, PRAGMA_PACK, file, line, column, null, 1);
  return [name, ...tokens.slice(1, close + 1)];
}

/** `push_macro("NAME")` and `pop_macro("NAME")`. */
function saveOrRestore(pp: Preprocessor, at: SourceToken, tokens: SourceToken[]): void {
  const literal = tokens[2];
  if (tokens[1]?.text !== '(' || literal?.kind !== LexKind.string || tokens[3]?.text !== ')') {
    pp.warn(`malformed #pragma ${tokens[0].text} is ignored`, at);
    return;
  }
  const name = literal.text.slice(1, -1);
  const saved = pp.savedMacros.get(name) ?? [];
  if (tokens[0].text === 'push_macro') saved.push(pp.macros.get(name));
  else if (saved.length > 0) pp.setMacro(name, saved.pop());
  pp.savedMacros.set(name, saved);
}
