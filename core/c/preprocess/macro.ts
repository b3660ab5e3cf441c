import { CError } from '../diagnostic.ts';
import type { Lexer } from '../lex.ts';
import type { SourceToken } from '../source-token.ts';
import { LexKind, locationOf, TokenFlag, withFlags } from '../source-token.ts';
import type { FileTable } from '../token.ts';

/** Stands in `Macro.parameterOf` for a token that names no parameter. */
export const NO_PARAMETER = -1;

/** What the preprocessor itself answers instead of a replacement list. */
export type Builtin =
  | 'line'
  | 'file'
  | 'baseFile'
  | 'counter'
  | 'includeLevel'
  | 'pragma'
  | 'hasInclude'
  | 'hasIncludeNext'
  | 'hasAttribute'
  | 'hasBuiltin';

export class Macro {
  /** True while its replacement is being rescanned: its name is then painted blue. */
  disabled = false;

  constructor(
    readonly name: string,
    /** null for an object-like macro. */
    readonly parameters: readonly string[] | null,
    /** The last parameter takes any number of arguments. */
    readonly variadic: boolean,
    readonly body: readonly SourceToken[],
    /** Per body token: which parameter it names, or `NO_PARAMETER`. */
    readonly parameterOf: readonly number[],
    /** Per body token `__VA_OPT__`: index of its closing parenthesis. null if there is none. */
    readonly optionalEnds: ReadonlyMap<number, number> | null,
    readonly builtin: Builtin | null = null,
    /** Its name where it is defined. */
    readonly at: SourceToken | null = null,
  ) {}
}

/** A macro that has no replacement list. */
export function builtinMacro(name: string, builtin: Builtin): Macro {
  return new Macro(name, null, false, [], [], null, builtin);
}

/**
 * Whether two definitions are the same, so that the second is no redefinition (C11 6.10.3p2): same
 * parameters, same tokens, white space in the same places.
 */
export function sameDefinition(a: Macro, b: Macro): boolean {
  if (a.builtin !== b.builtin || a.variadic !== b.variadic) return false;
  if (a.parameters?.join() !== b.parameters?.join()) return false;
  if (a.body.length !== b.body.length) return false;
  return a.body.every((token, index) => {
    const other = b.body[index];
    return token.text === other.text && token.flags === other.flags;
  });
}

/** Reads what follows `#define` up to the end of the line. Throws CError. */
export function readDefinition(lexer: Lexer, files: FileTable): Macro {
  return new DefinitionReader(lexer, files).read();
}

class DefinitionReader {
  private parameters: string[] | null = null;
  private variadic = false;

  constructor(
    private readonly lexer: Lexer,
    private readonly files: FileTable,
  ) {}

  read(): Macro {
    const name = this.lexer.next();
    if (name.kind === LexKind.endOfDirective) {
      throw this.error(name, 'no macro name given in #define');
    }
    if (name.kind !== LexKind.identifier) throw this.error(name, 'macro names must be identifiers');
    let token = this.lexer.next();
    if (token.text === '(' && (token.flags & TokenFlag.space) === 0) {
      this.readParameters(token);
      token = this.lexer.next();
    }
    return this.readBody(name, token);
  }

  private readParameters(open: SourceToken): void {
    const parameters: string[] = (this.parameters = []);
    for (;;) {
      const token = this.lexer.next();
      if (token.text === ')' && parameters.length === 0) return;
      if (token.text === '...') {
        this.variadic = true;
        parameters.push('__VA_ARGS__');
      } else if (token.kind === LexKind.identifier) {
        if (parameters.includes(token.text)) {
          throw this.error(token, `duplicate macro parameter "${token.text}"`);
        }
        parameters.push(token.text);
      } else if (token.kind === LexKind.endOfDirective) {
        throw this.error(open, "expected ')' at the end of the macro parameter list");
      } else {
        throw this.error(token, `expected a parameter name, found "${token.text}"`);
      }
      let after = this.lexer.next();
      if (after.text === '...' && !this.variadic) {
        this.variadic = true;
        after = this.lexer.next();
      }
      if (after.text === ')') return;
      if (after.text !== ',' || this.variadic) {
        const expected = this.variadic ? "')'" : "',' or ')'";
        throw this.error(after, `expected ${expected} in the macro parameter list`);
      }
    }
  }

  private readBody(at: SourceToken, first: SourceToken): Macro {
    const name = at.text;
    const body: SourceToken[] = [];
    const parameterOf: number[] = [];
    let hash: SourceToken | null = null;
    let paste = false;
    for (let token = first; token.kind !== LexKind.endOfDirective; token = this.lexer.next()) {
      if (token.text === '##' || token.text === '%:%:') {
        if (hash !== null) throw this.unboundHash(hash);
        if (body.length === 0) throw this.error(token, this.edge(name));
        const last = body.length - 1;
        body[last] = withFlags(body[last], body[last].flags | TokenFlag.pasteLeft);
        paste = true;
        continue;
      }
      if (this.parameters !== null && (token.text === '#' || token.text === '%:')) {
        if (hash !== null) throw this.unboundHash(hash);
        hash = token;
        paste = false;
        continue;
      }
      const parameter = this.parameterIndex(token);
      let flags = token.flags;
      if (hash !== null) {
        if (parameter === NO_PARAMETER && !this.isOptional(token)) throw this.unboundHash(hash);
        flags = (hash.flags & TokenFlag.space) | TokenFlag.stringify;
        hash = null;
      }
      if (body.length === 0) flags &= ~TokenFlag.space;
      body.push(withFlags(token, flags | TokenFlag.body));
      parameterOf.push(parameter);
      paste = false;
    }
    if (hash !== null) throw this.unboundHash(hash);
    if (paste) throw this.error(body[body.length - 1], this.edge(name));
    const ends = this.variadic ? this.matchOptional(body) : null;
    return new Macro(name, this.parameters, this.variadic, body, parameterOf, ends, null, at);
  }

  private parameterIndex(token: SourceToken): number {
    if (token.kind !== LexKind.identifier) return NO_PARAMETER;
    return this.parameters?.indexOf(token.text) ?? NO_PARAMETER;
  }

  private isOptional(token: SourceToken): boolean {
    return this.variadic && token.text === '__VA_OPT__';
  }

  /** Pairs every `__VA_OPT__` with its closing parenthesis. They do not nest (C23 6.10.4.1). */
  private matchOptional(body: SourceToken[]): Map<number, number> | null {
    const ends = new Map<number, number>();
    for (let start = 0; start < body.length; start++) {
      if (!this.isOptional(body[start])) continue;
      let depth = 0;
      let end = start + 1;
      if (body[end]?.text !== '(') throw this.error(body[start], "expected '(' after __VA_OPT__");
      for (; end < body.length; end++) {
        const token = body[end];
        if (token.text === '(') depth++;
        else if (token.text === ')' && --depth === 0) break;
        else if (this.isOptional(token)) throw this.error(token, '__VA_OPT__ may not be nested');
      }
      if (end === body.length) throw this.error(body[start], 'unterminated __VA_OPT__');
      const edgeOpen = (body[start + 1].flags & TokenFlag.pasteLeft) !== 0;
      const edgeClose = end > start + 2 && (body[end - 1].flags & TokenFlag.pasteLeft) !== 0;
      if (edgeOpen || edgeClose) throw this.error(body[start], this.edge('__VA_OPT__'));
      ends.set(start, end);
      start = end;
    }
    return ends.size > 0 ? ends : null;
  }

  private edge(name: string): string {
    return `'##' cannot stand at either end of the replacement of "${name}"`;
  }

  private unboundHash(hash: SourceToken): CError {
    return this.error(hash, "'#' is not followed by a macro parameter");
  }

  private error(token: SourceToken, message: string): CError {
    return new CError(message, locationOf(token, this.files));
  }
}
