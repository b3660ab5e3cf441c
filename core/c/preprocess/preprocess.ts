import { CError } from '../diagnostic.ts';
import type { SourceLocation } from '../diagnostic.ts';
import { Lexer } from '../lex.ts';
import { primarySpelling } from '../punctuator.ts';
import { ExpandedToken, LexKind, locationOf, SourceToken, TokenFlag } from '../source-token.ts';
import { splice } from '../splices.ts';
import { FileTable } from '../token.ts';
import type { SourceTree, Token, TokenKind } from '../token.ts';
import { BUILTIN_NAMES } from './builtins.ts';
import { IncludeFinder } from './include.ts';
import type { HeaderCache } from './header-cache.ts';
import { MacroTable } from './macro-table.ts';
import { builtinMacro } from './macro.ts';
import { normalizePath } from './paths.ts';
import { PREDEFINED } from './predefined.ts';
import { Preprocessor } from './preprocessor.ts';
import type { NameListener } from '../name-listener.ts';

export interface PreprocessOptions {
  /** Folders that `#include <…>` searches, in order. */
  includePaths: string[];
  /** `NAME` or `NAME(parameters)` to replacement, like `-D`. They may replace predefined macros. */
  defines: Record<string, string>;
  /** Headers to read before the unit itself, as if it began with `#include "…"`. */
  forcedIncludes?: string[];
  /** Told of `#warning`, of redefinitions and of malformed pragmas. */
  onWarning?: (message: string, location: SourceLocation) => void;
  /** Told of macros; tokens out of expansions then are `ExpandedToken`s. */
  listener?: Pick<NameListener, 'macro'>;
  /**
   * What units with the same tree, files, include paths and defines have left behind of the headers.
   * Not with a listener: it would not hear of what is taken over.
   */
  headers?: HeaderCache;
}

/**
 * The tokens of one translation unit, ending in one `endOfFile` token.
 *
 * A token out of a macro expansion is said to come from the place of the outermost macro use in the
 * source. Text that is already preprocessed keeps the places that its line markers tell. Digraphs come
 * in their primary spelling. `#pragma pack` comes as tokens: see `pragmaTokens`.
 *
 * Throws CError.
 */
export function preprocess(
  path: string,
  tree: SourceTree,
  files: FileTable,
  options: PreprocessOptions,
): Token[] {
  const main = normalizePath(path);
  const { headers = null } = options;
  const finder = new IncludeFinder(tree, options.includePaths, headers?.sources);
  const source = finder.read(main);
  if (source === null) {
    throw new CError('no such file', { file: main, line: 1, column: 1 });
  }
  const onWarning = options.onWarning ?? (() => {});
  const unit = { path: main, source };
  const pp = new Preprocessor(unit, files, finder, onWarning, options.listener, headers);
  if (!headers?.initial) predefine(pp, options.defines);
  if (headers) headers.initial ??= new MacroTable(pp.macros);
  for (const name of (options.forcedIncludes ?? []).toReversed()) forceInclude(pp, name);
  return emit(pp);
}

/** A number that no file of a program has: what stands there stands in no source. */
const COMMAND_LINE = 0xffff;

function predefine(pp: Preprocessor, defines: Record<string, string>): void {
  for (const [name, builtin] of Object.entries(BUILTIN_NAMES)) {
    pp.setMacro(name, builtinMacro(name, builtin));
  }
  const nowhere = new FileTable();
  const file = COMMAND_LINE;
  nowhere.paths[file] = '<command line>';
  const define = (text: string) => {
    const lexer = new Lexer(splice(text), file, nowhere);
    lexer.inDirective = true;
    pp.define(lexer, nowhere);
  };
  PREDEFINED.forEach(define);
  for (const [name, body] of Object.entries(defines)) {
    pp.setMacro(/^\w*/.exec(name)![0], undefined);
    define(`${name} ${body.replaceAll('\n', ' ')}`);
  }
}

/** Puts a header before what is read next. */
function forceInclude(pp: Preprocessor, name: string): void {
  const start = { file: pp.file.lexer.file, line: 1, column: 1 };
  const found = pp.finder.find(name, true, { path: '', searchIndex: -1 }, false);
  if (found === null) {
    throw new CError(`cannot find the forced header "${name}"`, locationOf(start, pp.files));
  }
  pp.include(found.path, found.source, found.searchIndex, start);
}

/** Reads the unit to its end and makes the tokens ready for the parser. */
function emit(pp: Preprocessor): Token[] {
  const { expander, output: tokens } = pp;
  for (;;) {
    const token = expander.next();
    const { kind } = token;
    if (kind === LexKind.padding) continue;
    if (kind === LexKind.other) throw new CError(strayMessage(token.text), expander.place(token));
    if (expander.expanded || (token.flags & TokenFlag.digraph) !== 0) {
      const { file, line, column } = expander.expanded ? expander.use : token;
      const macro = expander.expanded ? expander.use.text : null;
      const text =
        (token.flags & TokenFlag.digraph) !== 0 ? primarySpelling(token.text) : token.text;
      const made =
        pp.listener && expander.expanded
          ? new ExpandedToken(token, expander.use, text, token)
          : new SourceToken(kind, text, file, line, column, macro, token.flags);
      tokens.push(made as Token);
    } else {
      tokens.push(token as SourceToken & { kind: TokenKind });
    }
    if (kind === LexKind.endOfFile) return tokens;
  }
}

function strayMessage(text: string): string {
  const quote = text.endsWith("'") ? "'" : '"';
  const literal = /^(u8|[LuU])?(["'])/.exec(text);
  if (literal !== null) return `missing terminating ${literal[2] ?? quote} character`;
  return `stray '${text}' in program`;
}
