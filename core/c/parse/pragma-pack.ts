import type { ParseContext } from './context.ts';

/**
 * Reads the `__pragma_pack ( … )` tokens that the preprocessor makes of `#pragma pack(…)`, if they
 * are at the cursor.
 */
export function parsePack(c: ParseContext): boolean {
  if (!c.is('__pragma_pack')) return false;
  c.next();
  c.expect('(');
  let value: number | null = null;
  let action: string | null = null;
  while (!c.is(')')) {
    const { text } = c.next();
    if (text === 'push' || text === 'pop') action = text;
    else if (/^[0-9]+$/.test(text)) value = Number(text);
  }
  c.expect(')');
  if (action === 'push') c.packStack.push(c.pack);
  if (action === 'pop') c.pack = c.packStack.pop() ?? 0;
  if (value !== null) c.pack = value;
  else if (action === null) c.pack = 0;
  return true;
}
