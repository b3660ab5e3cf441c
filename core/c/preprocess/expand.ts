import { CError } from '../diagnostic.ts';
import type { SourceLocation } from '../diagnostic.ts';
import { LexKind, locationOf, SourceToken, TokenFlag, withFlags } from '../source-token.ts';
import type { FileTable } from '../token.ts';
import { collectArguments } from './arguments.ts';
import type { MacroTable } from './macro-table.ts';
import type { Macro } from './macro.ts';
import { mergePadding, PAD_OWN, paddingLike } from './padding.ts';
import { paste } from './paste.ts';
import type { Argument } from './substitute.ts';
import { Substitution } from './substitute.ts';

/** Where the expander reads the running text: directives are already carried out. */
export interface TokenReader {
  read(): SourceToken;
  /** Takes back the token read last. */
  unread(token: SourceToken): void;
  /** Whether a macro call is being read, and how far. */
  call: CallState;
}

/** Progress of a macro call that is read from the running text. It may not leave its file. */
export const CallState = {
  none: 0,
  /** A name awaits its `(`: a `#` at the start of a line is no directive yet. */
  opening: 1,
  /** Between the parentheses: directives are carried out, as in GCC. */
  arguments: 2,
} as const;
export type CallState = (typeof CallState)[keyof typeof CallState];

/** Tokens that are read before the running text goes on. */
class Context {
  index = 0;

  constructor(
    readonly below: Context | null,
    readonly tokens: readonly SourceToken[],
    /** The macro that is disabled until the last token is read. */
    readonly macro: Macro | null,
    /** Line that `__LINE__` in a replacement list stands for. */
    readonly line: number,
    /** Reading stops here instead of going on below: the tokens are a macro argument. */
    readonly barrier: boolean,
  ) {}
}

/** More work than any real program makes of one macro use; what exceeds it would not end in time. */
const EXPANSION_LIMIT = 1 << 22;
/** Arguments within arguments, each of which takes native stack. */
const DEPTH_LIMIT = 400;

const END_OF_ARGUMENT = new SourceToken(LexKind.endOfFile, '', 0, 0, 0, null, 0);

/**
 * Replaces macros in a stream of tokens. It is a stack of token lists, as in GCC: a macro is disabled
 * while its replacement lies on the stack, and a name met while disabled is marked so that it is never
 * expanded later either. That is the standard's "blue paint" without any sets.
 */
export class Expander {
  /** Above zero, names are read without being replaced. */
  prevented = 0;
  /** Whether the token answered last came out of an expansion; then `use` tells of which. */
  expanded = false;
  /** The outermost macro use in the source, as a token. */
  use: SourceToken = END_OF_ARGUMENT;

  /** Told of every macro that is replaced. */
  onUse: ((macro: Macro, name: SourceToken) => void) | null = null;

  private top: Context | null = null;
  private from: Context | null = null;
  private spent = 0;
  private depth = 0;

  constructor(
    readonly macros: MacroTable,
    readonly reader: TokenReader,
    private readonly files: FileTable,
    private readonly answer: (macro: Macro, name: SourceToken, line: number) => SourceToken[],
  ) {}

  /** The next token, padding and end marks included. */
  next(): SourceToken {
    for (;;) {
      const context = this.top;
      let token: SourceToken;
      if (context === null) {
        token = this.reader.read();
        this.expanded = false;
      } else if (context.index < context.tokens.length) {
        token = context.tokens[context.index++]!;
        if ((token.flags & TokenFlag.pasteLeft) !== 0) token = this.pasteAll(token, context);
        this.expanded = true;
      } else if (context.barrier) {
        return END_OF_ARGUMENT;
      } else {
        this.pop(context);
        return PAD_OWN;
      }
      this.from = context;
      if (token.kind !== LexKind.identifier || (token.flags & TokenFlag.noExpand) !== 0) {
        return token;
      }
      const macro = this.macros.get(token.text);
      if (macro === undefined) return token;
      if (macro.disabled) return withFlags(token, token.flags | TokenFlag.noExpand);
      if (this.prevented > 0) return token;
      const expanded = this.expanded;
      if (!expanded) {
        this.use = token;
        this.spent = 0;
      }
      if (this.enter(macro, token)) {
        this.onUse?.(macro, token);
        return paddingLike(token);
      }
      this.expanded = expanded;
      return token;
    }
  }

  /** Tells of a name in a directive that only asks whether there is such a macro. */
  mention(name: SourceToken): void {
    const macro = this.macros.get(name.text);
    if (macro !== undefined) this.onUse?.(macro, name);
  }

  /** The next token that is no padding. */
  nextVisible(): SourceToken {
    let token = this.next();
    while (token.kind === LexKind.padding) token = this.next();
    return token;
  }

  /** The next token that is no padding, its name not replaced. */
  nextUnexpanded(): SourceToken {
    this.prevented++;
    const token = this.nextVisible();
    this.prevented--;
    return token;
  }

  /** Whether the next token comes from the running text. */
  atSource(): boolean {
    return this.top === null;
  }

  /** Where errors about `token`, just answered, belong: the macro use in the source, if any. */
  place(token?: SourceToken): SourceLocation {
    return locationOf(token === undefined || this.expanded ? this.use : token, this.files);
  }

  /** Runs a directive: it reads and replaces tokens of its own, and leaves no trace in this state. */
  isolated(run: () => void): void {
    const { prevented, expanded, use, spent, top, from } = this;
    const { call } = this.reader;
    this.prevented = 0;
    this.top = null;
    this.reader.call = CallState.none;
    run();
    while (this.top !== null) this.pop(this.top);
    this.reader.call = call;
    Object.assign(this, { prevented, expanded, use, spent, top, from });
  }

  /** Counts the work that one macro use makes, in tokens. Throws CError when it will not end. */
  spend(tokens: number): void {
    this.spent += tokens;
    if (this.spent > EXPANSION_LIMIT) throw this.error('the expansion of this macro is too large');
  }

  private push(tokens: readonly SourceToken[], macro: Macro | null, line: number): void {
    if (macro !== null) macro.disabled = true;
    this.top = new Context(this.top, tokens, macro, line, false);
  }

  private pop(context: Context): void {
    if (context.macro !== null) context.macro.disabled = false;
    this.top = context.below;
  }

  /** Replaces a name. False when the macro takes arguments and none follow: it is a plain name. */
  private enter(macro: Macro, name: SourceToken): boolean {
    const fromBody = (name.flags & TokenFlag.body) !== 0 && this.from !== null;
    const line = fromBody ? this.from!.line : name.line;
    if (macro.builtin !== null) {
      this.push(this.answer(macro, name, line), null, line);
    } else if (macro.parameters === null) {
      this.spend(macro.body.length);
      this.push(macro.body, macro, line);
    } else {
      if (!this.openParenthesis()) return false;
      this.reader.call = CallState.arguments;
      const args = collectArguments(this, macro, this.place());
      this.reader.call = CallState.none;
      this.spend(macro.body.length);
      this.push(new Substitution(this, macro, args, line).run(), macro, line);
    }
    return true;
  }

  /** Consumes the `(` of a macro call if it comes next; else leaves everything as it was. */
  private openParenthesis(): boolean {
    let padding: SourceToken | null = null;
    this.prevented++;
    this.reader.call = CallState.opening;
    let token = this.next();
    while (token.kind === LexKind.padding) {
      padding = mergePadding(padding, token);
      token = this.next();
    }
    this.reader.call = CallState.none;
    this.prevented--;
    if (token.text === '(' && token.kind === LexKind.punctuator) return true;
    if (token !== END_OF_ARGUMENT) {
      if (this.expanded) this.putBack(token);
      else this.reader.unread(token);
    }
    if (padding !== null) this.putBack(padding);
    return false;
  }

  private putBack(token: SourceToken): void {
    const line = this.from?.line ?? token.line;
    this.top = new Context(this.top, [token], null, line, false);
  }

  /** The tokens of an argument, completely macro-replaced. */
  expandArgument(argument: Argument, line: number): readonly SourceToken[] {
    if (argument.expanded !== null) return argument.expanded;
    if (!argument.tokens.some((token) => this.mayExpand(token))) {
      return (argument.expanded = argument.tokens);
    }
    if (++this.depth > DEPTH_LIMIT) throw this.error('macro calls are nested too deeply');
    const below = this.top;
    this.top = new Context(below, argument.tokens, null, line, true);
    const result: SourceToken[] = [];
    for (let token = this.next(); token !== END_OF_ARGUMENT; token = this.next()) {
      result.push(token);
    }
    this.top = below;
    this.depth--;
    return (argument.expanded = result);
  }

  private mayExpand(token: SourceToken): boolean {
    if (token.kind !== LexKind.identifier || (token.flags & TokenFlag.noExpand) !== 0) return false;
    return this.macros.has(token.text);
  }

  private pasteAll(first: SourceToken, context: Context): SourceToken {
    let left = first;
    while ((left.flags & TokenFlag.pasteLeft) !== 0) {
      const right = context.tokens[context.index];
      if (right === undefined) return withFlags(left, left.flags & ~TokenFlag.pasteLeft);
      context.index++;
      if (right.kind !== LexKind.padding) left = this.paste(left, right);
    }
    return left;
  }

  private paste(left: SourceToken, right: SourceToken): SourceToken {
    const token = paste(left, right, this.place());
    this.spend(token.text.length >> 4);
    return token;
  }

  private error(message: string): CError {
    return new CError(`${message} (${this.use.text})`, this.place());
  }
}
