/** A value in `#if`: C11 6.10.1p4 computes in `intmax_t` and `uintmax_t`. */
export interface IntegerValue {
  /** Within 64 bits, by signedness. */
  readonly value: bigint;
  readonly unsigned: boolean;
}

const PRECEDENCE = new Map<string, number>(
  [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<', '>', '<=', '>=']]
    .concat([
      ['<<', '>>'],
      ['+', '-'],
      ['*', '/', '%'],
    ])
    .flatMap((operators, index) => operators.map((operator) => [operator, index + 1] as const)),
);

/** How strongly a binary operator binds, from 1; 0 if it is none. */
export function precedenceOf(operator: string): number {
  return PRECEDENCE.get(operator) ?? 0;
}

/** The result of a binary operator; null for a division by zero. */
export function binaryResult(
  operator: string,
  left: IntegerValue,
  right: IntegerValue,
): IntegerValue | null {
  const unsigned = left.unsigned || right.unsigned;
  const a = convert(left.value, unsigned).value;
  const b = convert(right.value, unsigned).value;
  switch (operator) {
    case '||':
      return truth(left.value !== 0n || right.value !== 0n);
    case '&&':
      return truth(left.value !== 0n && right.value !== 0n);
    case '|':
      return convert(a | b, unsigned);
    case '^':
      return convert(a ^ b, unsigned);
    case '&':
      return convert(a & b, unsigned);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '>':
      return truth(a > b);
    case '<=':
      return truth(a <= b);
    case '>=':
      return truth(a >= b);
    case '<<':
      return shift(left, right.value);
    case '>>':
      return shift(left, -right.value);
    case '+':
      return convert(a + b, unsigned);
    case '-':
      return convert(a - b, unsigned);
    case '*':
      return convert(a * b, unsigned);
    case '/':
      return b === 0n ? null : convert(a / b, unsigned);
    default:
      return b === 0n ? null : convert(a % b, unsigned);
  }
}

export function truth(value: boolean): IntegerValue {
  return { value: value ? 1n : 0n, unsigned: false };
}

/** The value as 64 bits hold it. */
export function convert(value: bigint, unsigned: boolean): IntegerValue {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned };
}

export function map(operand: IntegerValue, change: (value: bigint) => bigint): IntegerValue {
  return convert(change(operand.value), operand.unsigned);
}

/** Shifts left by `count`, right if it is negative; by 64 or more nothing of the value is left. */
function shift(operand: IntegerValue, count: bigint): IntegerValue {
  const bounded = count > 64n ? 64n : count < -64n ? -64n : count;
  return map(operand, (value) => (bounded >= 0n ? value << bounded : value >> -bounded));
}
