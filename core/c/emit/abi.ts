/**
 * The contract between emitted code and the machine that runs it: where things lie in the
 * WebAssembly memory, which functions the machine provides, and the modelled address space.
 */
import type { Results, ValueType } from './wasm.ts';

/** Modelled addresses (x86-64 Linux, 4-level page tables, no KASLR). */
export const ADDRESS = {
  directMap: 0xffff_8880_0000_0000n,
  vmemmap: 0xffff_ea00_0000_0000n,
  stack: 0xffff_c900_0000_0000n,
  text: 0xffff_ffff_8100_0000n,
  readOnly: 0xffff_ffff_8180_0000n,
  data: 0xffff_ffff_8200_0000n,
  heap: 0xffff_c980_0000_0000n,
  /** Addresses of functions inside functions: see `NESTED`. */
  nested: 0xffff_b000_0000_0000n,
  /** Nothing is here for the model: see `ShadowPages`. */
  shadow: 0xffff_d000_0000_0000n,
} as const;

/**
 * Where a user program's own image lies. These pages belong to the program, not to the model: they
 * are there from the start and no page table maps them. Everything else a program touches is
 * translated by the page tables in modelled memory.
 */
export const USER_ADDRESS = {
  text: 0x5555_5500_0000n,
  readOnly: 0x5555_5580_0000n,
  data: 0x5555_5600_0000n,
  heap: 0x5555_6000_0000n,
  stack: 0x7fff_fff0_0000n,
} as const;

/** Bytes of a user program's stack. */
export const USER_STACK_SIZE = 0x8_0000;

/** Bytes of one text slot: each function has an address of its own, `text + slot * 16`. */
export const TEXT_SLOT = 16;
export const TEXT_SLOTS = 1 << 18;

/**
 * The address of a nested function: `base`, the offset of its code's address from the start of the text
 * shifted by `textShift`, and the linear offset of the frame around it without its `frameShift` low bits.
 */
export const NESTED = {
  base: ADDRESS.nested,
  end: ADDRESS.nested + (1n << 44n),
  textShift: 22n,
  frameShift: 4n,
} as const;

/**
 * Offsets into the WebAssembly memory. The translation buffer maps a modelled page to the linear
 * offset of its 4096 bytes: entries of 16 bytes, page number then offset.
 */
export const LINEAR = {
  /** Upper halves of addresses, by slot: see log-head.ts. */
  highHalves: 0x8000,
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
  /** Translations of user addresses for reading and for writing: 32 bytes an entry (see user-access.ts). */
  userReadTlb: 0x9_0000,
  userWriteTlb: 0x9_8000,
  userTlbEntries: 1024,
  /** All frames of calls: the user stack, and the kernel's above it. */
  frames: 0x50_0000,
  userStack: 0x50_0000,
  stack: 0x50_0000 + USER_STACK_SIZE,
} as const;

/** Address that stack offsets of a recording count from: the user stack lies below the kernel's. */
export const STACK_BASE = ADDRESS.stack - BigInt(USER_STACK_SIZE);

const i32 = 'i32';
const i64 = 'i64';
const f64 = 'f64';

export interface NativeSignature {
  params: ValueType[];
  result: Results;
}

/** Services that emitted code calls without a C declaration. */
export const SERVICES: Record<string, NativeSignature> = {
  /** Finds or makes the page of an address: (address, isWrite) → linear offset of the byte. May oops. */
  $miss: { params: [i64, i32], result: i32 },
  /** Accesses that cross a page: value in and out as 64 bits. */
  $readSlow: { params: [i64, i32], result: i64 },
  /** As `$miss`, for a user address: translated by the page tables; may run the kernel's fault handler. */
  $userMiss: { params: [i64, i32], result: i32 },
  /** User accesses that cross a page: address, width, read site; address, width, value, write site. */
  $userReadSlow: { params: [i64, i32, i32], result: i64 },
  $userWriteSlow: { params: [i64, i32, i64, i32], result: null },
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
  /** Arithmetic on numbers of 16 bytes: two pairs, and a number from `WIDE_OPERATIONS`. */
  $wide: { params: [i64, i64, i64, i64, i32], result: [i64, i64] },
  /** Ends the run: reason number, statement. */
  $trap: { params: [i32, i32], result: null },
};

/**
 * What `$wide` does, by its operation number. A pair is the halves of a 128-bit integer (s128, u128), or
 * the significand and the sign and exponent of an x87 number. Narrower numbers are in the first half,
 * floating ones as their bits.
 */
export const WIDE_OPERATIONS = [
  's128_div', 'u128_div', 's128_mod', 'u128_mod', 's128_to_f32', 'u128_to_f32', 's128_to_f64', 'u128_to_f64',
  'f64_to_s128', 'f64_to_u128', 'x87_add', 'x87_sub', 'x87_mul', 'x87_div', 'x87_sqrt', 'x87_compare',
  'x87_from_f64', 'x87_from_s64', 'x87_from_u64', 'x87_from_s128', 'x87_from_u128', 'x87_to_f32', 'x87_to_f64',
  'x87_to_s16', 'x87_to_s32', 'x87_to_s64', 'x87_to_u64', 'x87_to_s128', 'x87_to_u128',
] as const; // prettier-ignore

export type WideOperation = (typeof WIDE_OPERATIONS)[number];

/** Operation numbers of `$wide` from here on ask whether an exact result does not fit: see `exactFit`. */
export const EXACT_FIT = 0x100;

/** The number that asks whether the result of `add_overflow` and the like does not fit. */
export function exactFit(
  operation: string,
  aSigned: boolean,
  bSigned: boolean,
  signed: boolean,
  size: number,
): number {
  const which = ['add_overflow', 'sub_overflow', 'mul_overflow'].indexOf(operation);
  const signs = Number(aSigned) | (Number(bSigned) << 1) | (Number(signed) << 2);
  return EXACT_FIT | which | (signs << 2) | ((31 - Math.clz32(size)) << 5);
}

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
  __lab_destructors: { params: [], result: null },
  __lab_sbrk: { params: [i64], result: i64 },
  __lab_math: { params: [i32, f64, f64], result: f64 },
  __lab_user_main: { params: [], result: i32 },
  __lab_load_cr3: { params: [i64], result: null },
  __lab_flush_tlb: { params: [], result: null },
  __lab_console: { params: [i64, i64, i32], result: null },
  __lab_copy_thread: { params: [i32], result: null },
  __lab_switch_to: { params: [i32, i32], result: null },
  __lab_kill_self: { params: [i32], result: null },
  __lab_setup_frame: { params: [i64], result: null },
  __lab_stop: { params: [i64], result: null },
  __lab_copy_from_user: { params: [i64, i64, i64], result: i64 },
  __lab_copy_to_user: { params: [i64, i64, i64], result: i64 },
};

/** What the machine provides to user programs; imported under `user:` and the name. */
export const USER_NATIVES: Record<string, NativeSignature> = {
  ...Object.fromEntries(
    [
      'memcpy', 'memmove', 'memset', 'memcmp', 'strlen', 'strcmp', 'lab_value', 'lab_mark', '__lab_vformat',
      '__lab_stdout', '__lab_stderr', '__lab_exit', '__lab_destructors', '__lab_sbrk', '__lab_math',
    ].map((name) => [name, NATIVES[name]]), // prettier-ignore
  ),
  lab_reset: { params: [], result: null },
  lab_watch: { params: [i64, i64], result: null },
  lab_watch_thp: { params: [i64, i64], result: null },
  lab_record: { params: [i32], result: null },
  __lab_syscall: { params: [i64, i64, i64, i64, i64, i64, i64], result: i64 },
};

/** Kernel functions that the machine itself calls, when the program has them. */
export const KERNEL_ENTRIES = {
  /** long do_syscall_64(long nr, long a, long b, long c, long d, long e, long f) */
  syscall: 'do_syscall_64',
  /** int do_user_addr_fault(unsigned long address, unsigned long error_code): 0, or a signal */
  fault: 'do_user_addr_fault',
  /** void sysvec_apic_timer_interrupt(void): a process has run for long, and may be made to give way */
  timer: 'sysvec_apic_timer_interrupt',
  /** void ret_from_fork(void): what a new process does before it goes on in its program */
  forkReturn: 'ret_from_fork',
  /** void do_exit(int code): ends a process, with what wait() is to tell; returns for the first one only */
  exit: 'do_exit',
} as const;
