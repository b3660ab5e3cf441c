import { LexKind } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import { closeSection, nextGroup, openSection } from './conditionals.ts';
import { runInclude } from './include-directive.ts';
import { runLine } from './line-directive.ts';
import { runPragma } from './pragma.ts';
import type { Preprocessor } from './preprocessor.ts';

type Run = (pp: Preprocessor, directive: SourceToken) => void;

const DIRECTIVES = new Map<string, Run>([
  ['define', (pp) => pp.define(pp.file.lexer, pp.files)],
  ['undef', runUndef],
  ['include', runInclude],
  ['include_next', runInclude],
  ['import', runInclude],
  ['if', openSection],
  ['ifdef', openSection],
  ['ifndef', openSection],
  ['elif', nextGroup],
  ['elifdef', nextGroup],
  ['elifndef', nextGroup],
  ['else', nextGroup],
  ['endif', closeSection],
  ['line', runLine],
  ['pragma', runPragma],
  ['error', runError],
  ['warning', runWarning],
  ['ident', () => {}],
  ['sccs', () => {}],
]);

/** Carries out the directive whose `#` was read last, and leaves the text at the end of its line. */
export function runDirective(pp: Preprocessor, hash: SourceToken): void {
  const { lexer } = pp.file;
  lexer.inDirective = true;
  pp.expander.isolated(() => {
    const name = lexer.next();
    if (name.kind === LexKind.number) {
      pp.file.noteDirective('line', null);
      runLine(pp, name);
    } else if (name.kind !== LexKind.endOfDirective) {
      const run = name.kind === LexKind.identifier ? DIRECTIVES.get(name.text) : undefined;
      if (run === undefined) {
        throw pp.error(hash, `invalid preprocessing directive #${name.text}`);
      }
      pp.file.noteDirective(name.text, guardedName(pp, name));
      run(pp, name);
    }
  });
  // An #include has finished its line already; then `lexer` is that of the including file.
  if (lexer.inDirective) pp.finishLine();
}

/**
 * NAME when the directive is `#ifndef NAME` or `#if !defined(NAME)`, the forms that guard a file
 * against being read twice.
 */
function guardedName(pp: Preprocessor, directive: SourceToken): string | null {
  const { text } = directive;
  if (text !== 'if' && text !== 'ifndef') return null;
  const rest = pp.file.lexer.restOfLine();
  const form = text === 'ifndef' ? /^(\w+)(?![^\s/])/ : /^! *defined *(?:\( *(\w+) *\)|(\w+))$/;
  const match = form.exec(rest);
  return match?.[1] ?? match?.[2] ?? null;
}

function runUndef(pp: Preprocessor): void {
  const name = pp.file.lexer.next();
  if (name.kind !== LexKind.identifier) {
    throw pp.error(name, '#undef requires a macro name');
  }
  pp.expander.mention(name);
  pp.setMacro(name.text, undefined);
}

function runError(pp: Preprocessor, directive: SourceToken): void {
  throw pp.error(directive, `#error ${pp.file.lexer.restOfLine()}`.trim());
}

function runWarning(pp: Preprocessor, directive: SourceToken): void {
  pp.warn(`#warning ${pp.file.lexer.restOfLine()}`.trim(), directive);
}
