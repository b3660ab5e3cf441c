import type { SourceLocation } from '../diagnostic.ts';
import { LexKind, SourceToken, TokenFlag, withFlags } from '../source-token.ts';
import { NO_PARAMETER } from './macro.ts';
import type { Macro } from './macro.ts';
import { PAD_OWN, paddingLike } from './padding.ts';
import { paste } from './paste.ts';
import { stringify } from './stringify.ts';

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

  constructor(
    private readonly macro: Macro,
    private readonly args: readonly Argument[],
    private readonly expand: (argument: Argument) => readonly SourceToken[],
    private readonly place: SourceLocation,
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
        this.optional(index, close, index > start);
        index = close;
      } else if (parameterOf[index] === NO_PARAMETER) {
        this.out.push(body[index]!);
      } else {
        this.parameter(index, start);
      }
    }
  }

  private parameter(index: number, start: number): void {
    const { body, parameterOf } = this.macro;
    const token = body[index]!;
    const argument = this.args[parameterOf[index]!]!;
    const pastesRight = (token.flags & TokenFlag.pasteLeft) !== 0;
    const pastesLeft = index > start && (body[index - 1]!.flags & TokenFlag.pasteLeft) !== 0;
    if (index > 0 && !pastesLeft) this.out.push(paddingLike(token));
    if ((token.flags & TokenFlag.stringify) !== 0) {
      this.out.push(stringify(argument.tokens, token));
      return;
    }
    if (pastesLeft && !pastesRight && this.endsPaste(index, argument)) return;
    const tokens = pastesLeft || pastesRight ? argument.tokens : this.expand(argument);
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
  private optional(index: number, close: number, hasLeft: boolean): void {
    const { body } = this.macro;
    const token = body[index]!;
    const pastesRight = (body[close]!.flags & TokenFlag.pasteLeft) !== 0;
    const pastesLeft = hasLeft && (body[index - 1]!.flags & TokenFlag.pasteLeft) !== 0;
    const before = this.out;
    this.out = [];
    if (this.hasVariableArguments()) this.range(index + 2, close);
    let tokens = this.out;
    this.out = before;
    if ((token.flags & TokenFlag.stringify) !== 0) {
      const flags = (token.flags & ~TokenFlag.pasteLeft) | (pastesRight ? TokenFlag.pasteLeft : 0);
      this.out.push(stringify(this.pasted(tokens), withFlags(token, flags)));
      return;
    }
    if (!pastesLeft) this.out.push(paddingLike(token));
    else tokens = withoutLeadingPadding(tokens);
    if (pastesRight) tokens = withoutTrailingPadding(tokens);
    if (pastesLeft && tokens.length === 0 && !pastesRight) this.mark(false);
    this.append(tokens, pastesRight);
    if (!pastesRight) this.out.push(PAD_OWN);
  }

  private hasVariableArguments(): boolean {
    const tokens = this.expand(this.args[this.args.length - 1]!);
    return tokens.some((token) => token.kind !== LexKind.padding);
  }

  /** Carries out every marked `##` in a list. */
  private pasted(tokens: readonly SourceToken[]): SourceToken[] {
    const result: SourceToken[] = [];
    for (const token of tokens) {
      const last = result[result.length - 1];
      if (last === undefined || (last.flags & TokenFlag.pasteLeft) === 0) result.push(token);
      else if (token.kind !== LexKind.padding) {
        result[result.length - 1] = paste(last, token, this.place);
      }
    }
    return result;
  }

  private append(tokens: readonly SourceToken[], pastesRight: boolean): void {
    if (tokens.length === 0) return;
    for (const token of tokens) this.out.push(token);
    if (pastesRight) this.mark(true);
  }

  /** Sets or clears the mark "`##` follows" on the token made last. */
  private mark(set: boolean): void {
    const last = this.out.length - 1;
    const token = this.out[last];
    if (token === undefined || token.kind === LexKind.padding) return;
    const others = token.flags & ~TokenFlag.pasteLeft;
    this.out[last] = withFlags(token, set ? others | TokenFlag.pasteLeft : others);
  }
}

function withoutLeadingPadding(tokens: SourceToken[]): SourceToken[] {
  const first = tokens.findIndex((token) => token.kind !== LexKind.padding);
  return first < 0 ? [] : tokens.slice(first);
}

function withoutTrailingPadding(tokens: SourceToken[]): SourceToken[] {
  const last = tokens.findLastIndex((token) => token.kind !== LexKind.padding);
  return tokens.slice(0, last + 1);
}
