/**
 * GNU inline assembly. Its operands are checked like any expressions. No instruction is understood, so
 * a statement with any stops the run when it is reached; one with an empty template only tells the
 * compiler something, and does here what it does there: it hands its tied inputs to its outputs.
 */
import type { Expr, Statement } from '../ast.ts';
import { decay, isLvalue } from '../check/convert.ts';
import { addressOf, assign } from '../check/operators.ts';
import { TokenKind, type Token } from '../token.ts';
import { hasEffects } from '../walk.ts';
import { skipParentheses } from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseExpression } from './expressions.ts';

interface Operand {
  constraint: string;
  value: Expr;
}

export const isAsm = (c: ParseContext): boolean => c.is('asm') || c.is('__asm__') || c.is('__asm');

const QUALIFIERS = [
  'volatile',
  '__volatile__',
  '__volatile',
  'inline',
  '__inline__',
  '__inline',
  'goto',
];

/** Skips `asm("…");` outside functions: directives for the assembler. The cursor is on `asm`. */
export function skipFileAsm(c: ParseContext): void {
  c.next();
  skipQualifiers(c);
  skipParentheses(c);
  c.accept(';');
}

function skipQualifiers(c: ParseContext): void {
  while (QUALIFIERS.some((word) => c.accept(word)));
}

/** The name that `asm("name")` after a declarator gives to the linker; null if there is none. */
export function parseAsmLabel(c: ParseContext): string | null {
  let label: string | null = null;
  while (isAsm(c)) {
    c.next();
    c.expect('(');
    label = parseText(c);
    c.expect(')');
  }
  return label;
}

/** Reads a statement whose `asm` is already read. `useLabel` is told of the labels of `asm goto`. */
export function parseAsm(c: ParseContext, at: Token, useLabel: (name: Token) => void): Statement {
  skipQualifiers(c);
  c.expect('(');
  const template = parseText(c);
  const outputs = parseOperands(c);
  const inputs = parseOperands(c);
  if (c.accept(':') && !c.is(':') && !c.is(')')) {
    do parseText(c);
    while (c.accept(','));
  }
  if (c.accept(':') && !c.is(')')) {
    do useLabel(c.expectIdentifier('label'));
    while (c.accept(','));
  }
  c.expect(')', 'at the end of the asm statement');
  c.expect(';');
  for (const { value } of outputs) {
    if (!isLvalue(value)) throw c.error('lvalue required as output of asm', value.at);
  }
  if (!/^(?:\s|;|\\[nt])*$/.test(template))
    return { kind: 'unsupported', at, what: 'inline assembly' };
  const handed = inputs.map((input) => handOver(c, input, outputs, at));
  const tied = inputs.some(({ constraint }) => TIED.test(constraint));
  const located = outputs.filter(({ value }) => !tied && hasEffects(value));
  const touched = located.map(({ value }) => effectsOf(c, value));
  return { kind: 'block', at, body: [...touched, ...handed] };
}

/** The place of an output is worked out also if nothing is put there. */
const effectsOf = (c: ParseContext, value: Expr): Statement => ({
  kind: 'expression',
  at: value.at,
  value: addressOf(c, value, value.at),
});

/** An input that shares the place of an output. */
const TIED = /^%?([0-9]+)$/;

/** What an input of an empty template amounts to. */
function handOver(c: ParseContext, input: Operand, outputs: Operand[], at: Token): Statement {
  const tied = TIED.exec(input.constraint);
  const output = tied ? outputs[Number(tied[1])] : undefined;
  if (tied && !output) throw c.error(`asm has no output ${tied[1]}`, input.value.at);
  const value = output ? assign(c, output.value, input.value, at) : decay(input.value);
  return { kind: 'expression', at, value };
}

/** `: [name] "constraint" (expression), …` */
function parseOperands(c: ParseContext): Operand[] {
  const operands: Operand[] = [];
  if (!c.accept(':') || c.is(':') || c.is(')')) return operands;
  do {
    if (c.accept('[')) {
      c.expectIdentifier('operand name');
      c.expect(']');
    }
    const constraint = parseText(c);
    c.expect('(');
    operands.push({ constraint, value: parseExpression(c) });
    c.expect(')');
  } while (c.accept(','));
  return operands;
}

/** String literals as spelled, without their quotes. */
function parseText(c: ParseContext): string {
  if (c.token.kind !== TokenKind.string) throw c.error('expected a string in asm');
  let text = '';
  while (c.token.kind === TokenKind.string) text += c.next().text.slice(1, -1);
  return text;
}
