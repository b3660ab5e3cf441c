/** Names for addresses and flags, from the debug information of the program that runs. */
import type { Program } from '../c/program.ts';

/** The function or variable that contains an address; sizes in bytes. */
export function symbolAt(
  { functions, globals }: Program,
  address: bigint,
): { name: string; offset: bigint; size: bigint } | null {
  const fn = functions.find((f) => f.address === address);
  if (fn) return { name: fn.name, offset: 0n, size: 16n };
  const variable = globals.find(
    (g) => address >= g.address && address < g.address + BigInt(Math.max(g.type.size, 1)),
  );
  if (!variable) return null;
  const { name, type } = variable;
  return { name, offset: address - variable.address, size: BigInt(type.size) };
}

/** Names of the set page flags, by the program's own `enum pageflags`. */
export function pageFlagNames({ constants }: Program, flags: bigint): string {
  const names: string[] = [];
  const seen = new Set<bigint>();
  for (const [name, bit] of constants) {
    if (!name.startsWith('PG_') || bit > 63n || seen.has(bit)) continue;
    seen.add(bit);
    if ((flags >> bit) & 1n) names.push(name.slice(3));
  }
  return names.join('|');
}
