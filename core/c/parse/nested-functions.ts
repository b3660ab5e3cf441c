/**
 * GNU C's functions inside functions. They see the variables of the functions around them, which therefore
 * all live in memory, and may jump to labels there that `__label__` declares.
 */
import type { GlobalSymbol } from '../ast.ts';
import type { ParseContext } from './context.ts';
import type { Declarator } from './declarators.ts';
import { defineFunction } from './external-declarations.ts';
import { newSymbol } from './symbols.ts';

/** Declares a function of the function being read; binds its name in the scope being read. */
export function declareNested(c: ParseContext, declarator: Declarator): GlobalSymbol {
  const name = declarator.name!;
  const known = c.scope.here(name.text);
  if (known?.kind === 'global' && known.symbol.outer === c.function!.symbol && !known.symbol.body)
    return known.symbol;
  if (known?.kind === 'local' || known?.kind === 'typedef')
    throw c.error(`'${name.text}' redeclared as a different kind of symbol`, name);
  const symbol = newSymbol(c, 'function', name.text, declarator.type, name);
  symbol.isStatic = true;
  symbol.outer = c.function!.symbol;
  c.scope.bind(name.text, { kind: 'global', symbol });
  return symbol;
}

/** Reads the body of a function of the function being read, from `{` (or the types of its parameters). */
export function defineNested(c: ParseContext, symbol: GlobalSymbol, declarator: Declarator): void {
  const outer = c.function!;
  outer.hasNested = true;
  const { parameterLocals, pendingSizes } = c;
  Object.assign(c, { parameterLocals: [], pendingSizes: [] });
  defineFunction(c, symbol, declarator);
  Object.assign(c, { parameterLocals, pendingSizes });
}
