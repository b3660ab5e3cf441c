/**
 * Bodies of functions in headers. Every unit that includes a header has the functions of it, and most
 * call few of them. A body that has been read and checked in one unit is passed over in the others, and
 * read there when the program turns out to call the function.
 *
 * What a body leaves behind in its unit (its string literals and static variables, which have places in
 * memory) is made all the same, in the same order: a program is the same however much of it is read.
 */
import type { GlobalSymbol } from '../ast.ts';
import type { ArrayType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { isScalar } from '../types.ts';
import type { ParseContext } from './context.ts';
import { stringSymbol } from './primary.ts';
import { newSymbol } from './symbols.ts';

/** A body as some unit had it. */
export interface KnownBody {
  /** From `{` to `}`. Units share the tokens of a header: see `HeaderCache`. */
  tokens: readonly Token[];
  /** The symbols that the body makes in its unit; literals that the unit had before are among them. */
  leaves: readonly GlobalSymbol[];
}

/** The bodies that the units of a program have in common, by their `{`. */
export class PassedBodies {
  private readonly known = new Map<Token, KnownBody>();

  /** The body at the cursor, if it is the same as one that was read. */
  find(c: ParseContext): KnownBody | null {
    const found = this.known.get(c.token);
    if (!found) return null;
    return found.tokens.every((token, i) => c.tokens[c.position + i] === token) ? found : null;
  }

  /** Remembers the body from `start` to before the cursor, unless a unit can see more of it than `leaves`. */
  add(c: ParseContext, start: number, leaves: readonly GlobalSymbol[]): void {
    const tokens = c.tokens.slice(start, c.position);
    const closed = tokens.every(({ text }) => text !== 'extern') && leaves.every(canBeMadeAgain);
    if (closed) this.known.set(tokens[0], { tokens, leaves });
  }
}

const isString = ({ name }: GlobalSymbol) => name.startsWith('.string');

function canBeMadeAgain(symbol: GlobalSymbol): boolean {
  if (symbol.kind !== 'variable' || !symbol.isStatic) return false;
  return isString(symbol) || (isScalar(symbol.type) && !symbol.init?.relocations.length);
}

/** Makes what a body leaves behind; answers with its static variables, in order. */
export function makeLeaves(c: ParseContext, { leaves }: KnownBody): GlobalSymbol[] {
  const variables: GlobalSymbol[] = [];
  for (const leaf of leaves) {
    const { kind, name, type, at, init } = leaf;
    if (isString(leaf)) stringSymbol(c, init!.bytes, (type as ArrayType).of, at);
    else variables.push(Object.assign(newSymbol(c, kind, name, type, at), leaf));
  }
  return variables;
}
