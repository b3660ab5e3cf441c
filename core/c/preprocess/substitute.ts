import { LexKind, SourceToken, TokenFlag, withFlags } from '../source-token.ts';
import type { Expander } from './expand.ts';
import { NO_PARAMETER } from './macro.ts';
import type { Macro } from './macro.ts';
import { PAD_OWN, paddingLike } from './padding.ts';
import { paste } from './paste.ts';
import { stringify } from './stringify.ts';

/** Stands for an empty argument inside `__VA_OPT__`. */
const PLACEMARKER = new SourceToken(LexKind.padding, '', 0, 0, 0, null, 0);

/** One argument of a macro call. */
export class Argument {
  /** `tokens` completely macro-replaced, made when first needed. */
  expanded: readonly SourceToken[] | null = null;

  constructor(
    readonly tokens: readonly SourceToken[],
    /** A variable argument that was left out altogether, not just empty: `, ##` swallows its comma. */
    readonly omitted: boolean,
  ) {}
}

/**
 * The replacement list of a call with the arguments put in (C11 6.10.3.1), `#` carried out, `##` still
 * marked by flags. It follows GCC where the standard leaves GNU extensions open.
 */
export class Substitution {
  private out: SourceToken[] = [];
  private inOptional = false;

  constructor(
    private readonly expander: Expander,
    private readonly macro: Macro,
    private readonly args: readonly Argument[],
    /** What `__LINE__` stands for in the replacement list. */
    private readonly line: number,
  ) {}

  run(): SourceToken[] {
    this.range(0, this.macro.body.length);
    return this.out;
  }

  private range(start: number, end: number): void {
    const { body, parameterOf, optionalEnds } = this.macro;
    for (let index = start; index < end; index++) {
      const close = optionalEnds?.get(index);
      if (close !== undefined) {
        this.optional(index, close);
        index = close;
      } else if (parameterOf[index] === NO_PARAMETER) {
        if (this.pastesLeft(index)) this.dropPlacemarker();
        this.out.push(body[index]);
      } else {
        this.parameter(index);
      }
    }
  }

  /** Whether `##` stands before a token of the replacement list. */
  private pastesLeft(index: number): boolean {
    return index > 0 && (this.macro.body[index - 1].flags & TokenFlag.pasteLeft) !== 0;
  }

  private parameter(index: number): void {
    const { body, parameterOf } = this.macro;
    const token = body[index];
    const argument = this.args[parameterOf[index]];
    const pastesRight = (token.flags & TokenFlag.pasteLeft) !== 0;
    const pastesLeft = this.pastesLeft(index);
    if (index > 0 && !pastesLeft) this.out.push(paddingLike(token));
    if ((token.flags & TokenFlag.stringify) !== 0) {
      if (pastesLeft) this.dropPlacemarker();
      this.pushString(argument.tokens, token);
      return;
    }
    if (pastesLeft && !pastesRight && this.endsPaste(index, argument)) return;
    const tokens =
      pastesLeft || pastesRight
        ? argument.tokens
        : this.expander.expandArgument(argument, this.line);
    if (this.inOptional) this.markEmpty(tokens, pastesLeft);
    this.append(tokens, pastesRight);
    if (!pastesRight) this.out.push(PAD_OWN);
  }

  /**
   * The right operand of a last `##`: settles the mark on the token before it. True when nothing is
   * left to insert. `, ## __VA_ARGS__` is GNU's: never a paste, and the comma goes with an omitted
   * argument.
   */
  private endsPaste(index: number, argument: Argument): boolean {
    const { variadic, parameters, parameterOf } = this.macro;
    const last = this.out[this.out.length - 1];
    if (last === undefined) return false;
    if (last.text === ',' && variadic && parameterOf[index] === parameters!.length - 1) {
      if (argument.omitted) this.out.pop();
      else this.mark(false);
      return argument.omitted;
    }
    if (argument.tokens.length === 0) this.mark(false);
    return false;
  }

  /** `__VA_OPT__(…)`: its contents if there are variable arguments, else nothing. */
  private optional(index: number, close: number): void {
    const { body } = this.macro;
    const token = body[index];
    const pastesRight = (body[close].flags & TokenFlag.pasteLeft) !== 0;
    const pastesLeft = this.pastesLeft(index);
    const contents = this.contents(index + 2, close);
    if ((token.flags & TokenFlag.stringify) !== 0) {
      const flags = (token.flags & ~TokenFlag.pasteLeft) | (pastesRight ? TokenFlag.pasteLeft : 0);
      this.pushString(this.pasted(withoutPlacemarkers(contents)), withFlags(token, flags));
      return;
    }
    if (!pastesLeft) this.out.push(paddingLike(token));
    // An empty argument at an edge is a placemarker: what is pasted there stays as it is.
    const visible = contents.filter((item) => item === PLACEMARKER || !isPadding(item));
    const empty = visible.every((item) => item === PLACEMARKER) && visible.length < 2;
    const emptyLeft = empty ? !pastesRight : visible[0] === PLACEMARKER;
    const emptyRight = !empty && visible[visible.length - 1] === PLACEMARKER;
    if (pastesLeft && emptyLeft) this.mark(false);
    let tokens = withoutPlacemarkers(contents);
    if (pastesLeft) tokens = withoutLeadingPadding(tokens);
    if (pastesRight) tokens = withoutTrailingPadding(tokens);
    this.append(tokens, pastesRight && !emptyRight);
    if (!pastesRight || emptyRight) this.out.push(PAD_OWN);
  }

  /** What stands in `__VA_OPT__`, with a placemarker for each empty argument. */
  private contents(start: number, close: number): SourceToken[] {
    if (!this.hasVariableArguments()) return [];
    const before = this.out;
    this.out = [];
    this.inOptional = true;
    this.range(start, close);
    this.inOptional = false;
    const contents = this.out;
    this.out = before;
    return contents;
  }

  private markEmpty(tokens: readonly SourceToken[], pastesLeft: boolean): void {
    const empty = tokens.every(isPadding);
    if (pastesLeft && !empty) this.dropPlacemarker();
    if (empty && !pastesLeft) this.out.push(PLACEMARKER);
  }

  private dropPlacemarker(): void {
    if (this.out[this.out.length - 1] === PLACEMARKER) this.out.pop();
  }

  private hasVariableArguments(): boolean {
    const tokens = this.expander.expandArgument(this.args[this.args.length - 1], this.line);
    return !tokens.every(isPadding);
  }

  /** Carries out every marked `##` in a list. */
  private pasted(tokens: readonly SourceToken[]): SourceToken[] {
    const result: SourceToken[] = [];
    for (const token of tokens) {
      const last = result[result.length - 1];
      if (last === undefined || (last.flags & TokenFlag.pasteLeft) === 0) result.push(token);
      else if (!isPadding(token)) {
        result[result.length - 1] = paste(last, token, this.expander.place());
      }
    }
    return result;
  }

  private pushString(tokens: readonly SourceToken[], parameter: SourceToken): void {
    const string = stringify(tokens, parameter);
    this.expander.spend(string.text.length);
    this.out.push(string);
  }

  private append(tokens: readonly SourceToken[], pastesRight: boolean): void {
    if (tokens.length === 0) return;
    this.expander.spend(tokens.length);
    for (const token of tokens) this.out.push(token);
    if (pastesRight) this.mark(true);
  }

  /** Sets or clears the mark "`##` follows" on the token made last. */
  private mark(set: boolean): void {
    const last = this.out.length - 1;
    const token = this.out[last];
    if (token === undefined || isPadding(token)) return;
    const others = token.flags & ~TokenFlag.pasteLeft;
    this.out[last] = withFlags(token, set ? others | TokenFlag.pasteLeft : others);
  }
}

function withoutPlacemarkers(tokens: SourceToken[]): SourceToken[] {
  return tokens.filter((token) => token !== PLACEMARKER);
}

function isPadding(token: SourceToken): boolean {
  return token.kind === LexKind.padding;
}

function withoutLeadingPadding(tokens: SourceToken[]): SourceToken[] {
  const first = tokens.findIndex((token) => !isPadding(token));
  return first < 0 ? [] : tokens.slice(first);
}

function withoutTrailingPadding(tokens: SourceToken[]): SourceToken[] {
  const last = tokens.findLastIndex((token) => !isPadding(token));
  return tokens.slice(0, last + 1);
}
