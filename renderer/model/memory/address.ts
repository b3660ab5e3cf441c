import { evaluate, ExpressionError, readExpression, type Frame } from '../../../core/index.ts';
import type { Moment } from '../session.ts';
import { translator } from './translate.ts';

/**
 * What was typed as an address: `0x10000000`, `10000000h`, or any C expression over this step, such as
 * `page->mapping` or `&zero_pfn`. Of an array or a record the address is taken.
 */
export function parseAddress(
  text: string,
  moment: Moment | null | undefined,
  frame: Frame | undefined,
): bigint | { error: string } {
  const typed = text.trim();
  if (/^0x[0-9a-f]{1,16}$/i.test(typed) || /^\d{1,20}$/.test(typed)) {
    return BigInt.asUintN(64, BigInt(typed));
  }
  if (typed === '') return { error: 'An address, please: a number or a C expression' };
  if (!moment) return { error: 'Nothing is recorded yet' };
  try {
    const { program } = moment.session.trace;
    const expression = readExpression(program, typed, frame ?? null);
    const { memory } = moment;
    const value = evaluate(expression, {
      memory,
      frame: frame ?? null,
      translate: translator(moment),
    });
    const { type, scalar, address } = value;
    const isPlace = type.kind === 'array' || type.kind === 'struct' || type.kind === 'union';
    if (isPlace && address !== null) return address;
    if (typeof scalar === 'bigint') return BigInt.asUintN(64, scalar);
    return { error: `${typed} is no address` };
  } catch (thrown) {
    if (thrown instanceof ExpressionError) return { error: thrown.message };
    throw thrown;
  }
}
