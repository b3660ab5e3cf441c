/** What is known of a name of a program: plain data. */
import type { RecordType } from '../ctype.ts';

export type SymbolKind =
  | 'function' | 'variable' | 'parameter' | 'local' | 'typedef' | 'constant' | 'struct' | 'union' | 'enum'
  | 'member' | 'label' | 'macro'; // prettier-ignore

/** A stretch of one line of a source; lines and columns start at 1. */
export interface SymbolPlace {
  file: string;
  line: number;
  column: number;
  length: number;
}

/** A name that a program gives to something; the same in all units that mean the same thing. */
export interface CSymbol {
  /** Index into `SymbolIndex.symbols`. */
  readonly id: number;
  readonly name: string;
  readonly kind: SymbolKind;
  /** Where it is defined; null when only its declarations are known, or nothing but its uses. */
  definition: SymbolPlace | null;
  /** Places that declare it without defining it. */
  declarations: SymbolPlace[];
  /** As C declares it: `struct page *page`, `void put_page(struct page *page)`, `struct page`. */
  text: string;
  /** Size and alignment in bytes; null of what has none. */
  size: number | null;
  align: number | null;
  /** The value of an enumeration constant. */
  value: bigint | null;
  /** Of a macro: its parameters (null for none) and what it stands for. */
  macro: { parameters: readonly string[] | null; body: string } | null;
  /** Of a member: where it lies in the innermost record that has a name. */
  member: MemberFacts | null;
  /** The struct, union or enum that its type is made of, behind pointers and arrays. */
  typeSymbol: number | null;
  /** Of a struct or union, by its tag or the name that a typedef gives it. */
  record: RecordType | null;
}

export interface MemberFacts {
  /** `struct page`. */
  record: string;
  /** The record's symbol, if it has a tag. */
  recordSymbol: number | null;
  /** Names from the record to the member: `lru`, `slab.freelist`. */
  path: string;
  /** Bytes from the start of the record. */
  offset: number;
  /** Of a bit-field: its first bit, counted from `offset` * 8, and its width. */
  bits: { first: number; width: number } | null;
}

/** One place where a symbol's name stands. */
export interface Occurrence {
  symbol: number;
  file: number;
  line: number;
  column: number;
  length: number;
  role: 'definition' | 'declaration' | 'use';
  /** The name itself is made by the macro that is used here. */
  implied: boolean;
  /** The C expression that ends in the name: `page->lru.next`; null if there is none to be evaluated. */
  expression: string | null;
}
