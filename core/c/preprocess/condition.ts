import { CError } from '../diagnostic.ts';
import { LexKind } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import type { Expander } from './expand.ts';
import { binaryResult, convert, map, precedenceOf, truth } from './arithmetic.ts';
import type { IntegerValue } from './arithmetic.ts';
import { characterValue, integerValue } from './constant.ts';

/** Nesting beyond this is refused before the native stack gives way. */
const DEPTH_LIMIT = 256;

/**
 * Evaluates the expression of `#if` and `#elif` (C11 6.10.1): 64-bit integers, signed or unsigned,
 * names that are no macros are 0. Operands that C does not evaluate may be wrong in value (a division
 * by zero), not in form. Throws CError.
 */
export function evaluateCondition(expander: Expander, directive: SourceToken): boolean {
  return new ConditionParser(expander, directive).run();
}

class ConditionParser {
  private token: SourceToken;
  private depth = 0;
  /** Above zero, the operand is parsed but not evaluated. */
  private skipped = 0;

  constructor(
    private readonly expander: Expander,
    private readonly directive: SourceToken,
  ) {
    this.token = expander.nextVisible();
  }

  run(): boolean {
    if (this.atEnd()) {
      throw this.error(`#${this.directive.text} with no expression`, this.directive);
    }
    const result = this.comma();
    if (!this.atEnd()) {
      throw this.error(`unexpected "${this.token.text}" after the expression`);
    }
    return result.value !== 0n;
  }

  private comma(): IntegerValue {
    let result = this.conditional();
    while (this.token.text === ',') {
      this.advance();
      result = this.conditional();
    }
    return result;
  }

  private conditional(): IntegerValue {
    const condition = this.binary(1);
    if (this.token.text !== '?') return condition;
    this.enter();
    this.advance();
    const chosen = condition.value !== 0n;
    const yes = this.skipIf(!chosen, () => this.comma());
    this.expect(':');
    const no = this.skipIf(chosen, () => this.conditional());
    this.depth--;
    return convert((chosen ? yes : no).value, yes.unsigned || no.unsigned);
  }

  private binary(weakest: number): IntegerValue {
    let left = this.unary();
    for (;;) {
      const operator = this.token;
      const strength = operator.kind === LexKind.punctuator ? precedenceOf(operator.text) : 0;
      if (strength < weakest) return left;
      this.advance();
      const decided =
        (operator.text === '&&' && left.value === 0n) ||
        (operator.text === '||' && left.value !== 0n);
      const right = this.skipIf(decided, () => this.binary(strength + 1));
      left = this.apply(operator, left, right);
    }
  }

  private unary(): IntegerValue {
    this.enter();
    const token = this.token;
    let result: IntegerValue;
    switch (token.kind === LexKind.punctuator ? token.text : '') {
      case '!':
        this.advance();
        result = truth(this.unary().value === 0n);
        break;
      case '-':
        this.advance();
        result = map(this.unary(), (value) => -value);
        break;
      case '~':
        this.advance();
        result = map(this.unary(), (value) => ~value);
        break;
      case '+':
        this.advance();
        result = this.unary();
        break;
      case '(':
        this.advance();
        result = this.comma();
        this.expect(')');
        break;
      default:
        result = this.primary(token);
    }
    this.depth--;
    return result;
  }

  private primary(token: SourceToken): IntegerValue {
    if (token.kind === LexKind.identifier) {
      const result = token.text === 'defined' ? this.defined() : truth(false);
      this.advance();
      if (token.text !== 'defined' && this.token.text === '(') {
        throw this.error(
          `missing binary operator before "(": no function-like macro ${token.text}`,
        );
      }
      return result;
    }
    const read =
      token.kind === LexKind.number
        ? integerValue(token.text)
        : token.kind === LexKind.character
          ? characterValue(token.text)
          : this.unexpected(token);
    if (typeof read === 'string') throw this.error(read);
    this.advance();
    return read;
  }

  private unexpected(token: SourceToken): string {
    if (token.kind === LexKind.endOfDirective) return 'the expression ends too early';
    return `token "${token.text}" is not valid in preprocessor expressions`;
  }

  /** `defined NAME` or `defined(NAME)`; leaves its last token current. */
  private defined(): IntegerValue {
    let name = this.expander.nextUnexpanded();
    const parenthesis = name.text === '(';
    if (parenthesis) name = this.expander.nextUnexpanded();
    if (name.kind !== LexKind.identifier) {
      throw this.error("operator 'defined' requires a macro name", name);
    }
    if (parenthesis && this.expander.nextUnexpanded().text !== ')') {
      throw this.error("missing ')' after 'defined'", name);
    }
    this.expander.mention(name);
    return truth(this.expander.macros.has(name.text));
  }

  private apply(operator: SourceToken, left: IntegerValue, right: IntegerValue): IntegerValue {
    const result = binaryResult(operator.text, left, right);
    if (result !== null) return result;
    if (this.skipped > 0) return left;
    throw this.error('division by zero in a preprocessor expression', operator);
  }

  private skipIf(skip: boolean, parse: () => IntegerValue): IntegerValue {
    if (!skip) return parse();
    this.skipped++;
    const result = parse();
    this.skipped--;
    return result;
  }

  private enter(): void {
    if (++this.depth > DEPTH_LIMIT) throw this.error('the expression is nested too deeply');
  }

  private atEnd(): boolean {
    return this.token.kind === LexKind.endOfDirective;
  }

  private advance(): void {
    this.token = this.expander.nextVisible();
  }

  private expect(text: string): void {
    if (this.token.text !== text) {
      const found = this.token.text === '' ? 'the end of the line' : `"${this.token.text}"`;
      throw this.error(`expected '${text}', found ${found}`);
    }
    this.advance();
  }

  private error(message: string, token = this.token): CError {
    return new CError(message, this.expander.place(token));
  }
}
