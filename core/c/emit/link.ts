/** Resolves names across units and gives every function and variable its address. */
import { hasBody, type GlobalSymbol } from '../ast.ts';
import { CError } from '../diagnostic.ts';
import type { Unit } from '../parse/unit.ts';
import { isComplete } from '../types.ts';
import { TEXT_SLOT, TEXT_SLOTS, type NativeSignature } from './abi.ts';

export interface Linked {
  /**
   * The definition behind a use; null for a function that the machine provides. A weak symbol that nobody
   * defines is itself, at address 0. Throws CError if there is none.
   */
  resolve(symbol: GlobalSymbol, at: GlobalSymbol['at']): GlobalSymbol | null;
  address(definition: GlobalSymbol): bigint;
  /** Every variable with storage, in address order. */
  variables: GlobalSymbol[];
  entry(name: string): GlobalSymbol | null;
}

/** What is linked together: the kernel, or a user program. Names of one are unknown to the other. */
export interface World {
  addresses: { text: bigint; readOnly: bigint; data: bigint };
  natives: Record<string, NativeSignature>;
}

const isDefinition = (s: GlobalSymbol) => hasBody(s) || s.init !== null || s.tentative;

/** Throws CError for a second definition of one name. */
export function link(units: readonly Unit[], world: World): Linked {
  const definitions = new Map<string, GlobalSymbol>();
  const paths = units[0]?.context.files.paths ?? [];
  const locate = (at: GlobalSymbol['at']) => ({
    file: paths[at.file],
    line: at.line,
    column: at.column,
  });
  for (const symbol of units.flatMap((u) => u.symbols)) {
    if (symbol.isStatic || !isDefinition(symbol)) continue;
    if (symbol.isInline && hasBody(symbol) && definitions.has(symbol.name)) continue;
    const known = definitions.get(symbol.name);
    if (!known || replaces(symbol, known)) definitions.set(symbol.name, symbol);
    else if (known.weak) continue;
    else if (!replaces(known, symbol) && !known.tentative && !known.isInline) {
      throw new CError(`multiple definition of '${symbol.name}'`, locate(symbol.at), [
        { message: 'first defined here', location: locate(known.at) },
      ]);
    }
  }
  const addresses = new Map<GlobalSymbol, bigint>();
  const variables = placeVariables(units, definitions, addresses, world);
  placeFunctions(units, paths, addresses, world.addresses.text);
  return {
    resolve(symbol, at) {
      if (symbol.isStatic && isDefinition(symbol)) return symbol;
      const name = symbol.aliasOf ?? symbol.name;
      const found =
        (symbol.aliasOf === null ? undefined : staticInUnit(units, symbol, name)) ??
        definitions.get(name) ??
        (isDefinition(symbol) ? symbol : undefined);
      if (found) return found;
      if (symbol.kind === 'function' && Object.hasOwn(world.natives, name)) return null;
      if (symbol.weak) {
        addresses.set(symbol, 0n);
        return symbol;
      }
      throw new CError(`undefined reference to '${symbol.name}'`, locate(at));
    },
    address(definition) {
      return addresses.get(definition)!;
    },
    variables,
    entry: (name) => definitions.get(name) ?? null,
  };
}

/** The static symbol of a name that an alias in the same unit stands for. */
function staticInUnit(
  units: readonly Unit[],
  alias: GlobalSymbol,
  name: string,
): GlobalSymbol | undefined {
  const unit = units.find((u) => u.symbols.includes(alias));
  return unit?.symbols.find((s) => s.name === name && s.isStatic && isDefinition(s));
}

/** Does a definition take the place of one seen before (strong over weak, initialised over tentative)? */
function replaces(a: GlobalSymbol, b: GlobalSymbol): boolean {
  if (a.weak !== b.weak) return b.weak;
  if (a.kind === 'variable') {
    if (a.init && b.tentative) return true;
    return a.tentative && b.tentative && a.type.size > b.type.size;
  }
  return b.isInline && !a.isInline;
}

const roundUp = (value: bigint, align: bigint) => ((value + align - 1n) / align) * align;

/**
 * Named variables lie in the order of their definitions; string literals apart from them, so that a
 * string added by a patch moves no variable.
 */
function placeVariables(
  units: readonly Unit[],
  definitions: ReadonlyMap<string, GlobalSymbol>,
  addresses: Map<GlobalSymbol, bigint>,
  world: World,
): GlobalSymbol[] {
  let { data, readOnly: strings } = world.addresses;
  const placed: GlobalSymbol[] = [];
  for (const symbol of units.flatMap((u) => u.symbols)) {
    if (symbol.kind !== 'variable' || !isDefinition(symbol)) continue;
    if (!symbol.isStatic && definitions.get(symbol.name) !== symbol) continue;
    // a tentative array of unknown length counts as one element (6.9.2p5)
    const { type } = symbol;
    const size =
      symbol.init?.bytes.length ??
      (isComplete(type) ? type.size : type.kind === 'array' ? type.of.size : 0);
    const isString = symbol.name.startsWith('.string');
    const align = BigInt(Math.max(symbol.align, symbol.type.align, 1));
    const address = roundUp(isString ? strings : data, align);
    addresses.set(symbol, address);
    if (isString) strings = address + BigInt(size);
    else data = address + BigInt(Math.max(size, 1));
    placed.push(symbol);
  }
  return placed.sort((a, b) => (addresses.get(a)! < addresses.get(b)! ? -1 : 1));
}

/**
 * A function's address comes from its file and name alone, so that it is the same in every state of
 * a patch and stored function pointers compare equal.
 */
function placeFunctions(
  units: readonly Unit[],
  paths: readonly string[],
  addresses: Map<GlobalSymbol, bigint>,
  text: bigint,
): void {
  const taken = new Set<number>();
  for (const unit of units) {
    for (const symbol of unit.symbols) {
      if (symbol.kind !== 'function' || !hasBody(symbol)) continue;
      let slot = hash(`${unit.path}:${paths[symbol.at.file]}:${symbol.name}`) % TEXT_SLOTS;
      while (taken.has(slot)) slot = (slot + 1) % TEXT_SLOTS;
      taken.add(slot);
      addresses.set(symbol, text + BigInt(slot * TEXT_SLOT));
    }
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
