/**
 * A complete, deterministic recording of one run, as columns of typed arrays (a step costs bytes,
 * not objects). The machine writes it; `core/trace` reads it. Nothing here is ever changed after
 * the run has ended.
 *
 * A *step* is one execution of one statement. When a statement calls a function, the callee's steps
 * follow, and if the statement goes on after the return, a further step of the same statement marked
 * `resumed` follows those, so that each edit belongs to the step that made it.
 */
import type { Program } from '../c/program.ts';

/** Set in `stepStatement` when the step continues a statement after a call returned. */
export const RESUMED = 0x8000_0000;

/** In `log`, the entry kind that is no access site: see `Recording.log`. */
export const MAP_ENTRY = 0xffff_ffff;

export interface Recording {
  program: Program;
  stepCount: number;
  /** Per step: index into `program.statements`, with `RESUMED` or'ed in. */
  stepStatement: Uint32Array;
  /** Per step: index into the `call*` columns. */
  stepCall: Uint32Array;
  /** Per step and one more: index of the step's first word in `log`. */
  stepLog: Uint32Array;
  /**
   * The accesses of all steps, in order, in 32-bit words. An entry starts with the index of its
   * access site; the site tells its shape (64-bit values are low word first):
   *
   *     local read          site, stackOffset
   *     read                site, addressLow, addressHigh
   *     local write         site, stackOffset, before…, after…
   *     write               site, addressLow, addressHigh, before…, after…
   *     block-read          site, addressLow, addressHigh, length
   *     block-write         site, addressLow, addressHigh, length, before…, after…
   *     MAP_ENTRY           marker, pageLow, pageHigh, beforeLow, beforeHigh, afterLow, afterHigh
   *
   * The upper four bits of the first word are no part of the site: if they are not zero, there is no
   * `addressHigh`, it is the one of `HIGH_HALVES` that has this number, counted from 1.
   *
   * `before` and `after` take ceil(size / 4) words each, the value in the low bytes, the rest zero;
   * a site's `size` of 1, 2 or 4 takes one word, 8 takes two; larger accesses are block accesses.
   * A stack offset is added to `stackBase`. A map entry makes the virtual page number `page` an alias
   * of the page number `after` (0: an ordinary page of its own); `before` is what it was.
   */
  log: Uint32Array;
  stackBase: bigint;
  calls: Calls;
  /** What memory holds before step 0, by page; every page not listed reads as zero bytes. */
  initialPages: { page: number; bytes: Uint8Array }[];
  events: RecordedEvent[];
  outcome: Outcome;
}

/** One row per function call, in the order of entry; row 0 is the entry function. */
export interface Calls {
  count: number;
  /** Index into `program.functions`. */
  function: Uint32Array;
  /** Row of the caller; row 0 is its own parent. */
  parent: Uint32Array;
  /** First step inside the call. */
  enter: Uint32Array;
  /** Step after the last step inside the call (of it and its callees); `stepCount` if it never returned. */
  leave: Uint32Array;
  /** Frame base: stack offset (add `stackBase`) that `LocalInfo.frameOffset` counts from. */
  frame: Uint32Array;
}

/** Something the run said, tied to the step during which it was said. */
export type RecordedEvent =
  /** A `printk` line, without its newline; `level` is the kernel's 0 (emergency) to 7 (debug). */
  | { kind: 'printk'; step: number; level: number; text: string }
  /** `lab_value(name, value)`: a reading that the program makes on purpose. */
  | { kind: 'value'; step: number; name: string; value: bigint }
  /** `lab_mark(text)`: a named moment. */
  | { kind: 'mark'; step: number; text: string }
  /** `lab_pages(name, page, count)`: struct pages from `address` on that views should show. */
  | { kind: 'pages'; step: number; name: string; address: bigint; count: number }
  /** `lab_reset()`: nothing is watched any more. */
  | { kind: 'reset'; step: number }
  /**
   * `lab_watch(address, pages)` or `lab_watch_thp()` of a user program: the pages mapped there are to
   * be followed; `tables` is the physical address of the top-level page table.
   */
  | { kind: 'watch'; step: number; address: bigint; pages: number; huge: boolean; tables: bigint }
  /** `lab_record(on)`: from here on calls of probed functions are, or are no longer, events. */
  | { kind: 'record'; step: number; on: boolean }
  /**
   * The steps behind this one are those of process `pid` of a program that can `fork`, whose parent is
   * `parent` (0: it is the first one). `call` is its outermost call. Where the process had to be run again
   * to get there, that call and the ones inside it are new rows for calls that were made before:
   * `continued` has them, outermost first, each with the row that it continues.
   */
  | {
      kind: 'process';
      step: number;
      pid: number;
      parent: number;
      call: number;
      continued: { call: number; of: number }[];
    }
  /** A `WARN…` that fired. */
  | { kind: 'warning'; step: number; file: string; line: number; function: string; text: string }
  /** Text that the program wrote to standard output (`c run`). */
  | { kind: 'stdout'; step: number; text: string };

/** How the run ended. */
export type Outcome =
  | { kind: 'finished'; exitCode: number }
  | {
      /** Access to unmapped memory, a `BUG()`, a division by zero …: the run stops, as the machine would. */
      kind: 'oops';
      step: number;
      /** `BUG: unable to handle page fault for address: …` and the like, one line. */
      reason: string;
      /** Faulting address where there is one. */
      address: bigint | null;
      access: 'read' | 'write' | 'execute' | null;
      /** Innermost first: function, file and line. */
      callTrace: { function: string; file: string; line: number }[];
    }
  | { kind: 'budget'; step: number; budget: number };
