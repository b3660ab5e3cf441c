/** The flags word of a struct page: PG_* bits, zone, node, last CPU and LRU generation. */
import type { Program } from '../c/program.ts';
import { hex } from './bytes.ts';

/**
 * Where the fields of the flags word lie, in bits. The kernel computes these places with macros that
 * leave no trace in debug information; they are the values that a 6.12 x86-64 kernel prints with
 * SPARSEMEM_VMEMMAP, NODES_SHIFT 10, MAXSMP, NUMA_BALANCING and LRU_GEN on. A program that has
 * enumerators of these names (`ZONES_PGSHIFT`, `ZONES_WIDTH` …) overrides them.
 */
const FIELDS = {
  lruRefs: { shift: 25, width: 2, names: ['LRU_REFS_PGOFF', 'LRU_REFS_WIDTH'] },
  lruGen: { shift: 27, width: 3, names: ['LRU_GEN_PGOFF', 'LRU_GEN_WIDTH'] },
  lastCpupid: { shift: 30, width: 21, names: ['LAST_CPUPID_PGSHIFT', 'LAST_CPUPID_WIDTH'] },
  zone: { shift: 51, width: 3, names: ['ZONES_PGSHIFT', 'ZONES_WIDTH'] },
  node: { shift: 54, width: 10, names: ['NODES_PGSHIFT', 'NODES_WIDTH'] },
} as const;

/** `NR_PAGEFLAGS` of that kernel: the bits below it are PG_* bits. */
const NR_PAGEFLAGS = 24n;
/** Low bits of a last-cpupid that hold the process id (`LAST__PID_SHIFT`). */
const PID_BITS = 8n;
/** The low byte of the first tail's flags is the order of the folio (`folio_order()`). */
const ORDER_MASK = 0xffn;
/** Enumerators that name a bit on the first tail of a folio and something else elsewhere. */
const SECOND_PAGE = ['PG_has_hwpoisoned', 'PG_large_rmappable', 'PG_partially_mapped'];

export interface PageFlags {
  /** `PG_reserved` …, lowest bit first; a bit without a name appears as `bit 24`. */
  names: string[];
  /** `ZONE_DEVICE`, or `zone 4` where the program has no name for it. */
  zone: string;
  node: number;
  /** `never set`, or CPU and low bits of the process id. */
  lastCpupid: string;
  /** LRU_GEN: generation plus one, 0 when the page is on no multi-generation list. */
  lruGen: number;
  lruRefs: number;
  /** Only on the first tail page of a folio, where the low byte is the order. */
  order: number | null;
  raw: bigint;
}

/** Decodes a flags word. `firstTail` says that it is the one of a folio's second page. */
export function decodeFlags(program: Program, raw: bigint, firstTail = false): PageFlags {
  const field = (name: keyof typeof FIELDS) => {
    const { shift, width, names } = FIELDS[name];
    const at = program.constants.get(names[0]) ?? BigInt(shift);
    const bits = program.constants.get(names[1]) ?? BigInt(width);
    return { value: (raw >> at) & ((1n << bits) - 1n), all: (1n << bits) - 1n };
  };
  const cpupid = field('lastCpupid');
  return {
    names: flagNames(program, firstTail ? raw & ~ORDER_MASK : raw, firstTail),
    zone: constantName(program, 'ZONE_', field('zone').value) ?? `zone ${field('zone').value}`,
    node: Number(field('node').value),
    lastCpupid:
      cpupid.value === cpupid.all
        ? 'never set'
        : `cpu ${cpupid.value >> PID_BITS}, pid …${hex(cpupid.value & ((1n << PID_BITS) - 1n))}`,
    lruGen: Number(field('lruGen').value),
    lruRefs: Number(field('lruRefs').value),
    order: firstTail ? Number(raw & ORDER_MASK) : null,
    raw,
  };
}

/** The order that a folio's first tail page holds. */
export function orderOf(firstTailFlags: bigint): number {
  return Number(firstTailFlags & ORDER_MASK);
}

/** One line: `PG_reserved, ZONE_DEVICE, node 0, last cpupid never set`. */
export function flagsText(flags: PageFlags): string {
  const parts = [...flags.names, flags.zone, `node ${flags.node}`];
  if (flags.order !== null) parts.unshift(`order ${flags.order}`);
  parts.push(`last cpupid ${flags.lastCpupid}`);
  if (flags.lruGen > 0) parts.push(`lru_gen ${flags.lruGen - 1}`);
  if (flags.lruRefs > 0) parts.push(`lru_refs ${flags.lruRefs}`);
  return parts.join(', ');
}

/** True when the bit `name` of the program's page flags is set. */
export function hasFlag(program: Program, raw: bigint, name: string): boolean {
  const bit = program.constants.get(name);
  return bit !== undefined && ((raw >> bit) & 1n) === 1n;
}

/** The bit `name` of the program's page flags as a mask of their low 32 bits; 0 if there is none. */
export function flagMask(program: Program, name: string): number {
  const bit = program.constants.get(name);
  return bit === undefined ? 0 : 1 << Number(bit);
}

/** Where the zone lies in a flags word. */
export function zoneField(program: Program): { shift: bigint; width: bigint } {
  const { shift, width, names } = FIELDS.zone;
  return {
    shift: program.constants.get(names[0]) ?? BigInt(shift),
    width: program.constants.get(names[1]) ?? BigInt(width),
  };
}

function flagNames(program: Program, raw: bigint, firstTail: boolean): string[] {
  const { byBit, second, limit } = bitNames(program);
  const names: string[] = [];
  for (let bit = 0n, rest = raw; bit < limit && rest !== 0n; bit++, rest >>= 1n) {
    if ((rest & 1n) === 0n) continue;
    names.push((firstTail ? second.get(bit) : undefined) ?? byBit.get(bit) ?? `bit ${bit}`);
  }
  return names;
}

interface BitNames {
  byBit: Map<bigint, string>;
  /** What differs on the first tail of a folio. */
  second: Map<bigint, string>;
  limit: bigint;
}

const knownBits = new WeakMap<Program, BitNames>();

/** The program's own names of the page flags; of several for one bit the one declared first. */
function bitNames(program: Program): BitNames {
  let known = knownBits.get(program);
  if (!known) {
    const limit = program.constants.get('__NR_PAGEFLAGS') ?? NR_PAGEFLAGS;
    known = { byBit: new Map(), second: new Map(), limit };
    for (const [name, bit] of program.constants) {
      if (!name.startsWith('PG_')) continue;
      const names = SECOND_PAGE.includes(name) ? known.second : known.byBit;
      if (!names.has(bit)) names.set(bit, name);
    }
    knownBits.set(program, known);
  }
  return known;
}

/** The first enumerator that starts with `prefix` and has this value. */
function constantName(program: Program, prefix: string, value: bigint): string | null {
  for (const [name, candidate] of program.constants) {
    if (candidate === value && name.startsWith(prefix)) return name;
  }
  return null;
}
