import type { GlobalSymbol } from '../ast.ts';
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import type { ParseContext } from './context.ts';

/** Creates a symbol of the unit; it is not bound to a name in any scope. */
export function newSymbol(
  c: ParseContext,
  kind: GlobalSymbol['kind'],
  name: string,
  type: CType,
  at: Token,
): GlobalSymbol {
  const symbol: GlobalSymbol = {
    kind,
    name,
    type,
    at,
    isStatic: false,
    isInline: false,
    weak: false,
    register: false,
    align: type.align,
    init: null,
    tentative: false,
    body: null,
    builtin: false,
    aliasOf: null,
  };
  c.symbols.push(symbol);
  c.leaves?.push(symbol);
  return symbol;
}
