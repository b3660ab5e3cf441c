/** Modelled structures read member by member, by debug information: no offset is written down. */
import type { CType, RecordType } from '../c/ctype.ts';
import { findMember } from '../c/layout.ts';
import type { Program } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import { leafAt } from './leaves.ts';

/** A place inside a record: `path` as in C, a number for an element of an array. */
export interface Place {
  /** Bytes from the start of the record. */
  offset: number;
  type: CType;
}

/** Where a member lies; null when the record has no such member. */
export function placeAt(record: RecordType, ...path: (string | number)[]): Place | null {
  let place: Place = { offset: 0, type: record };
  for (const part of path) {
    const next = step(place, part);
    if (!next) return null;
    place = next;
  }
  return place;
}

function step({ offset, type }: Place, part: string | number): Place | null {
  if (typeof part === 'number') {
    if (type.kind !== 'array') return null;
    return { offset: offset + part * type.of.size, type: type.of };
  }
  if (type.kind !== 'struct' && type.kind !== 'union') return null;
  const found = findMember(type, part);
  const member = found?.path.at(-1);
  return found && member ? { offset: offset + found.offset, type: member.type } : null;
}

/** Reads records of one program out of one memory. */
export class ObjectReader {
  constructor(
    readonly program: Program,
    readonly memory: MemoryView,
  ) {}

  /** The record of this C name if the program defines it. */
  record(name: string): RecordType | null {
    const record = this.program.records.get(name);
    return record?.complete ? record : null;
  }

  /** Address of a member of the `record` at `address`; null when there is no such member. */
  addressOf(address: bigint, record: string, ...path: (string | number)[]): bigint | null {
    const of = this.record(record);
    const place = of && placeAt(of, ...path);
    return place ? address + BigInt(place.offset) : null;
  }

  /** An unsigned scalar member; null when there is no such member, or it is none. */
  uint(address: bigint, record: string, ...path: (string | number)[]): bigint | null {
    const of = this.record(record);
    const place = of && placeAt(of, ...path);
    if (!place) return null;
    const { size } = place.type;
    if (size !== 1 && size !== 2 && size !== 4 && size !== 8) return null;
    return this.memory.readUint(address + BigInt(place.offset), size);
  }

  /** A global variable's address and type. */
  global(name: string): { address: bigint; type: CType } | null {
    return this.program.globals.find((variable) => variable.name === name) ?? null;
  }

  /** The value of a global scalar or pointer. */
  globalUint(name: string): bigint | null {
    const variable = this.global(name);
    const size = variable?.type.size;
    if (!variable || (size !== 1 && size !== 2 && size !== 4 && size !== 8)) return null;
    return this.memory.readUint(variable.address, size);
  }

  /**
   * The objects on a list: `head` is the address of its `struct list_head`, `record.link` the member
   * that ties each object in. Ends at a link that leads nowhere, and after `limit` objects.
   */
  list(head: bigint, record: string, link: string, limit = 1_000_000): bigint[] {
    const of = this.record(record);
    const node = this.record('struct list_head');
    const next = node && leafAt(node, 'next');
    const place = of && placeAt(of, link);
    if (!next || !place) return [];
    const found: bigint[] = [];
    let at = this.memory.readUint(head + BigInt(next.offset), 8);
    while (at !== head && at !== 0n && found.length < limit) {
      found.push(at - BigInt(place.offset));
      at = this.memory.readUint(at + BigInt(next.offset), 8);
    }
    return found;
  }
}
