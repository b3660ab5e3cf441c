import { requireInteger } from '../check/convert.ts';
import type { ParseContext } from './context.ts';
import { parseConditional } from './expressions.ts';
import { parseStrings } from './literals.ts';

/** Reads `_Static_assert(condition[, message]);` if one is at the cursor; throws CError if it fails. */
export function parseStaticAssert(c: ParseContext): boolean {
  if (!c.is('_Static_assert') && !c.is('static_assert')) return false;
  if (c.peek(1).text !== '(') return false;
  const at = c.next();
  c.expect('(');
  const value = requireInteger(c, parseConditional(c), 'static assertion');
  let message = '';
  if (c.accept(',')) {
    const { bytes } = parseStrings(c, [c.next()]);
    while (c.token.text.startsWith('"')) c.next();
    message = `: ${String.fromCharCode(...bytes.subarray(0, -1))}`;
  }
  c.expect(')');
  c.expect(';');
  if (value === 0n) throw c.error(`static assertion failed${message}`, at);
  return true;
}
