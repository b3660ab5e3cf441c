import { LexKind, SourceToken } from '../source-token.ts';
import { expandedHeader } from './include-directive.ts';
import type { Builtin, Macro } from './macro.ts';
import { destringize, pragmaTokens } from './pragma.ts';
import type { Preprocessor } from './preprocessor.ts';
import { escape } from './stringify.ts';
import { hasAttribute, hasBuiltin } from './supported.ts';

/** Macros that the preprocessor answers itself, by name. */
export const BUILTIN_NAMES: Readonly<Record<string, Builtin>> = {
  __LINE__: 'line',
  __FILE__: 'file',
  __BASE_FILE__: 'baseFile',
  __COUNTER__: 'counter',
  __INCLUDE_LEVEL__: 'includeLevel',
  _Pragma: 'pragma',
  __has_include: 'hasInclude',
  __has_include_next: 'hasIncludeNext',
  __has_attribute: 'hasAttribute',
  __has_builtin: 'hasBuiltin',
};

/** Answers uses of the macros that have no replacement list. */
export class Builtins {
  private counter = 0;

  constructor(private readonly pp: Preprocessor) {}

  /** The tokens that replace `name`; `line` is what `__LINE__` is there. */
  answer(macro: Macro, name: SourceToken, line: number): SourceToken[] {
    const { pp } = this;
    if (macro.builtin !== 'line' && macro.builtin !== 'file') pp.forgetSegment();
    switch (macro.builtin) {
      case 'line':
        return number(name, line);
      case 'file':
        return string(name, pp.files.paths[pp.expander.use.file] ?? '');
      case 'baseFile':
        return string(name, pp.mainPath);
      case 'counter':
        return number(name, this.counter++);
      case 'includeLevel':
        return number(name, pp.includeLevel);
      case 'pragma':
        return this.pragma(name);
      case 'hasInclude':
      case 'hasIncludeNext':
        return number(name, this.hasInclude(name, macro.builtin === 'hasIncludeNext') ? 1 : 0);
      case 'hasAttribute':
        return number(name, hasAttribute(this.operand(name)) ? 1 : 0);
      default:
        return number(name, hasBuiltin(this.operand(name)) ? 1 : 0);
    }
  }

  /** `_Pragma("text")`: what `#pragma text` would do. */
  private pragma(name: SourceToken): SourceToken[] {
    const { expander } = this.pp;
    const open = expander.nextUnexpanded();
    const text = expander.nextVisible();
    const close = expander.nextUnexpanded();
    if (open.text !== '(' || text.kind !== LexKind.string || close.text !== ')') {
      throw this.pp.error(expander.use, '_Pragma takes a string literal in parentheses');
    }
    return pragmaTokens(this.pp, name, destringize(text.text));
  }

  private hasInclude(name: SourceToken, next: boolean): boolean {
    const { expander, file, finder } = this.pp;
    if (!file.lexer.inDirective) {
      throw this.pp.error(expander.use, `"${name.text}" used outside of #if`);
    }
    this.expect('(', name);
    const direct = expander.atSource() ? file.lexer.headerName() : null;
    const header = direct ?? expandedHeader(expander);
    if (header === null) {
      throw this.pp.error(expander.use, `"${name.text}" expects "FILENAME" or <FILENAME>`);
    }
    this.expect(')', name);
    return finder.find(header.text.slice(1, -1), header.text.startsWith('"'), file, next) !== null;
  }

  /** The name in parentheses, without the underscores around it; `scope::name` gives `name`. */
  private operand(name: SourceToken): string {
    const { expander } = this.pp;
    this.expect('(', name);
    const operand = expander.nextUnexpanded();
    if (operand.kind !== LexKind.identifier) {
      throw this.pp.error(expander.use, `"${name.text}" requires a name in parentheses`);
    }
    this.expect(')', name);
    return operand.text;
  }

  private expect(text: string, name: SourceToken): void {
    if (this.pp.expander.nextUnexpanded().text !== text) {
      throw this.pp.error(this.pp.expander.use, `missing '${text}' after "${name.text}"`);
    }
  }
}

function number(at: SourceToken, value: number): SourceToken[] {
  const { file, line, column } = at;
  return [new SourceToken(LexKind.number, String(value), file, line, column, null, 0)];
}

function string(at: SourceToken, value: string): SourceToken[] {
  const { file, line, column } = at;
  return [new SourceToken(LexKind.string, `"${escape(value)}"`, file, line, column, null, 0)];
}
