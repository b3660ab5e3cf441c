/**
 * Variable length arrays (C11 6.7.6.2). Such a type has no length and no size of its own; a hidden local
 * variable holds its size in bytes, computed where the type is written.
 */
import type { Expr, LocalVariable } from './ast.ts';
import type { CType } from './ctype.ts';
import type { Token } from './token.ts';

const SIZES = new WeakMap<CType, LocalVariable>();

export const setVariableSize = (type: CType, size: LocalVariable): void =>
  void SIZES.set(type, size);

/** Is the size of the type known only when the program runs? */
export const isVariable = (type: CType): boolean => SIZES.has(type);

/** A read of the size in bytes of a variable length type; null for any other type. */
export function variableSize(type: CType, at: Token): Expr | null {
  const variable = SIZES.get(type);
  return variable ? { op: 'local', type: variable.type, at, variable } : null;
}

/** Gives a copy of a type the size of the original. */
export function copyVariableSize<X extends CType>(from: CType, to: X): X {
  const size = SIZES.get(from);
  if (size) SIZES.set(to, size);
  return to;
}
