/**
 * The contract between emitted code and the machine that runs it: where things lie in the
 * WebAssembly memory, which functions the machine provides, and the modelled address space.
 */
import type { ValueType } from './wasm.ts';

/** Modelled addresses (x86-64 Linux, 4-level page tables, no KASLR). */
export const ADDRESS = {
  directMap: 0xffff_8880_0000_0000n,
  vmemmap: 0xffff_ea00_0000_0000n,
  stack: 0xffff_c900_0000_0000n,
  text: 0xffff_ffff_8100_0000n,
  readOnly: 0xffff_ffff_8180_0000n,
  data: 0xffff_ffff_8200_0000n,
  heap: 0xffff_c980_0000_0000n,
} as const;

/** Bytes of one text slot: each function has an address of its own, `text + slot * 16`. */
export const TEXT_SLOT = 16;
export const TEXT_SLOTS = 1 << 18;

/**
 * Offsets into the WebAssembly memory. The translation buffer maps a modelled page to the linear
 * offset of its 4096 bytes: entries of 16 bytes, page number then offset.
 */
export const LINEAR = {
  tlb: 0x1_0000,
  tlbEntries: 4096,
  steps: 0x2_0000,
  stepsEnd: 0x2_0000 + 12 * 16384,
  calls: 0x6_0000,
  callsEnd: 0x6_0000 + 12 * 16384,
  log: 0x10_0000,
  /** A flush is due beyond this; one statement may write up to `logEnd`. */
  logSoftEnd: 0x40_0000,
  logEnd: 0x48_0000,
  stack: 0x50_0000,
} as const;

const i32 = 'i32';
const i64 = 'i64';
const f64 = 'f64';

export interface NativeSignature {
  params: ValueType[];
  result: ValueType | null;
}

/** Services that emitted code calls without a C declaration. */
export const SERVICES: Record<string, NativeSignature> = {
  /** Finds or makes the page of an address: (address, isWrite) → linear offset of the byte. May oops. */
  $miss: { params: [i64, i32], result: i32 },
  /** Accesses that cross a page: value in and out as 64 bits. */
  $readSlow: { params: [i64, i32], result: i64 },
  $writeSlow: { params: [i64, i32, i64], result: null },
  /** Empties the log and step buffers; ends the run when the step budget is used up. */
  $flush: { params: [], result: null },
  /** Block copy and clear: destination, source, length, read site, write site. */
  $copy: { params: [i64, i64, i32, i32, i32], result: null },
  $clear: { params: [i64, i32, i32], result: null },
  /** Puts bytes of the constant pool into memory: destination, pool offset, length, site. */
  $bytes: { params: [i64, i32, i32, i32], result: null },
  /** Table slot of a function address; oops if there is no function. */
  $callee: { params: [i64], result: i32 },
  /** Ends the run: reason number, statement. */
  $trap: { params: [i32, i32], result: null },
};

export const TRAP = { divide: 0, unreachable: 1, unsupported: 2, stack: 3 } as const;

/**
 * C functions that the machine provides, used when the program declares but does not define them.
 * Variadic ones get the address of their argument area as last parameter.
 */
export const NATIVES: Record<string, NativeSignature> = {
  memcpy: { params: [i64, i64, i64], result: i64 },
  memmove: { params: [i64, i64, i64], result: i64 },
  memset: { params: [i64, i32, i64], result: i64 },
  memcmp: { params: [i64, i64, i64], result: i32 },
  strlen: { params: [i64], result: i64 },
  strcmp: { params: [i64, i64], result: i32 },
  printk: { params: [i64, i64], result: i32 },
  lab_value: { params: [i64, i64], result: null },
  lab_mark: { params: [i64], result: null },
  lab_pages: { params: [i64, i64, i64], result: null },
  __lab_map: { params: [i64, i64], result: null },
  __lab_warn: { params: [i64, i32, i64, i64], result: null },
  __lab_bug: { params: [i64, i32, i64, i64], result: null },
  __lab_vformat: { params: [i64, i64, i64, i64], result: i32 },
  __lab_stdout: { params: [i64, i64], result: null },
  __lab_stderr: { params: [i64, i64], result: null },
  __lab_exit: { params: [i32], result: null },
  __lab_sbrk: { params: [i64], result: i64 },
  __lab_math: { params: [i32, f64, f64], result: f64 },
};
