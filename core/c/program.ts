/**
 * What is known about a compiled program besides its code: the debug information that steps,
 * views and reports are read with. Plain data, safe to clone between threads.
 */
import type { CType, RecordType } from './ctype.ts';

export interface Program {
  /** Paths of all source files; every `file` number below is an index into this. */
  files: string[];
  functions: FunctionInfo[];
  globals: VariableInfo[];
  statements: StatementInfo[];
  /** Every place in the code that reads or writes memory. A recording refers to them by index. */
  sites: AccessSite[];
  /** Tagged and typedef-named records by C name: `struct page`, `union foo`, `atomic_t`. */
  records: Map<string, RecordType>;
  /** Enumeration constants by name. */
  constants: Map<string, bigint>;
  /** Types of file scope by typedef name: `pgoff_t`. Of equal names in several units the first. */
  typedefs: Map<string, CType>;
}

export interface FunctionInfo {
  name: string;
  file: number;
  line: number;
  endLine: number;
  /** Address in the modelled kernel's text; distinct for each function. */
  address: bigint;
  returns: CType;
  /** Parameters first, in order, then every local of every inner scope. */
  variables: LocalInfo[];
  paramCount: number;
  /** Where a recorded call keeps the number it returns, from the frame base; null if it returns none. */
  resultOffset: number | null;
  /** Bytes of stack that one call takes. */
  frameSize: number;
}

export interface VariableInfo {
  name: string;
  type: CType;
  file: number;
  line: number;
  address: bigint;
}

export interface LocalInfo {
  name: string;
  type: CType;
  /** Bytes from the call's frame base (`Calls.frame`) upwards. */
  frameOffset: number;
  /** First and last line of the scope in which the name is visible. */
  scopeLine: number;
  scopeEndLine: number;
}

/** A statement is what one step executes: an expression statement, a condition, an initialiser … */
export interface StatementInfo {
  file: number;
  line: number;
  column: number;
  /** Index into `functions`. */
  function: number;
  kind:
    'expression' | 'declaration' | 'condition' | 'switch' | 'return' | 'loop' | 'enter' | 'leave';
}

/** Which member of which record an access names: `page->lru.next` is `struct page`, `lru.next`. */
export interface MemberPath {
  /** C name of the outermost record, as in `Program.records`; `struct <anonymous>` if it has none. */
  record: string;
  path: string[];
  /** Bytes from the start of that record, so that `address - offset` is the object. */
  offset: number;
}

export interface AccessSite {
  kind: 'read' | 'write' | 'block-write' | 'block-read';
  /** True when the recording holds a stack offset instead of an address (named local variable). */
  local: boolean;
  /** Bytes accessed; 0 for block accesses, whose length is recorded with each access. */
  size: number;
  type: CType;
  member: MemberPath | null;
  /** The lvalue in C, for display: `page->pgmap`. */
  text: string;
  /** Index into `statements`. */
  statement: number;
}
