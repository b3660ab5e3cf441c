import type { Expr, LocalVariable } from '../ast.ts';
import { T } from '../types.ts';

/** Hidden locals that keep the size in bytes of each variable length array. */
const SIZES = new WeakMap<LocalVariable, LocalVariable>();

export const rememberVlaSize = (array: LocalVariable, size: LocalVariable): void =>
  void SIZES.set(array, size);

/** `sizeof` of a variable length array as a read of its remembered size; null for anything else. */
export function vlaSizeOf(e: Expr): Expr | null {
  const size = e.op === 'local' ? SIZES.get(e.variable) : undefined;
  return size ? { op: 'local', type: T.ulong, at: e.at, variable: size } : null;
}
