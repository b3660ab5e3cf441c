/** `constexpr` of C23. */
import { cast, requireInteger } from '../check/convert.ts';
import { isInteger } from '../types.ts';
import type { ParseContext } from './context.ts';
import type { Declarator } from './declarators.ts';
import { parseConditional } from './expressions.ts';

/**
 * `constexpr int name = value;` makes the name a constant, as an enumerator is one: it has no address.
 * False for what is no integer: that is an object that is not written to.
 */
export function declareConstant(c: ParseContext, declarator: Declarator): boolean {
  const { type } = declarator;
  const name = declarator.name!;
  if (!isInteger(type) || !c.is('=')) return false;
  if (c.scope.here(name.text)) throw c.error(`redeclaration of '${name.text}'`, name);
  c.next();
  const value = requireInteger(c, cast(c, parseConditional(c), type), `value of '${name.text}'`);
  const constant = { kind: 'constant' as const, type, value };
  c.scope.bind(name.text, constant);
  c.listener?.constant(name, constant, 'definition');
  return true;
}
