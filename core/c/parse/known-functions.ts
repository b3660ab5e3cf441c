/** Library functions whose types the compiler knows by itself. */
import type { GlobalSymbol } from '../ast.ts';
import type { CType } from '../ctype.ts';
import type { Token } from '../token.ts';
import { T, functionReturning, pointerTo } from '../types.ts';
import type { ParseContext } from './context.ts';
import { newSymbol } from './symbols.ts';

const pv = pointerTo(T.void);
const pc = pointerTo(T.char);
/** Library functions that gcc knows by their `__builtin_` name. */
const LIBRARY: Record<string, [CType, CType[], boolean?]> = {
  memcpy: [pv, [pv, pv, T.ulong]],
  memmove: [pv, [pv, pv, T.ulong]],
  memset: [pv, [pv, T.int, T.ulong]],
  memcmp: [T.int, [pv, pv, T.ulong]],
  strlen: [T.ulong, [pc]],
  strcmp: [T.int, [pc, pc]],
  strncmp: [T.int, [pc, pc, T.ulong]],
  strcpy: [pc, [pc, pc]],
  strncpy: [pc, [pc, pc, T.ulong]],
  strcat: [pc, [pc, pc]],
  strncat: [pc, [pc, pc, T.ulong]],
  strchr: [pc, [pc, T.int]],
  strrchr: [pc, [pc, T.int]],
  strstr: [pc, [pc, pc]],
  strspn: [T.ulong, [pc, pc]],
  strcspn: [T.ulong, [pc, pc]],
  strpbrk: [pc, [pc, pc]],
  memchr: [pv, [pv, T.int, T.ulong]],
  mempcpy: [pv, [pv, pv, T.ulong]],
  stpcpy: [pc, [pc, pc]],
  strdup: [pc, [pc]],
  printf: [T.int, [pc], true],
  puts: [T.int, [pc]],
  putchar: [T.int, [T.int]],
  sprintf: [T.int, [pc, pc], true],
  snprintf: [T.int, [pc, T.ulong, pc], true],
  malloc: [pv, [T.ulong]],
  calloc: [pv, [T.ulong, T.ulong]],
  realloc: [pv, [pv, T.ulong]],
  free: [T.void, [pv]],
  abort: [T.void, []],
  exit: [T.void, [T.int]],
  abs: [T.int, [T.int]],
  labs: [T.long, [T.long]],
  llabs: [T.llong, [T.llong]],
  toupper: [T.int, [T.int]],
  tolower: [T.int, [T.int]],
  isdigit: [T.int, [T.int]],
  isalpha: [T.int, [T.int]],
  isspace: [T.int, [T.int]],
};
for (const name of ['sin', 'cos', 'tan', 'atan', 'exp', 'log', 'log10', 'round', 'exp2', 'log2'])
  LIBRARY[name] = [T.double, [T.double]];
for (const name of ['pow', 'fmod', 'atan2', 'fmin', 'fmax', 'hypot'])
  LIBRARY[name] = [T.double, [T.double, T.double]];

/**
 * A library function that the compiler knows the type of by itself, as gcc does when a program calls
 * it undeclared; null for other names.
 */
export function knownFunction(c: ParseContext, name: string, at: Token): GlobalSymbol | null {
  if (!Object.hasOwn(LIBRARY, name)) return null;
  const [returns, types, variadic] = LIBRARY[name];
  const params = types.map((type) => ({ name: null, type }));
  const type = functionReturning(returns, params, variadic ?? false);
  const symbol = newSymbol(c, 'function', name, type, at);
  c.fileScope.bind(name, { kind: 'global', symbol });
  return symbol;
}
