/** Where a run is to stop. Plain data: breakpoints are kept in sessions and sent to other threads. */

/** What a breakpoint waits for. */
export type BreakpointTarget =
  /** A call of the function. */
  | { kind: 'function'; name: string }
  /** Arrival at a line. */
  | { kind: 'line'; file: string; line: number }
  /** A write of any of these bytes; the address as C writes it, `0xffffea0000000008`. */
  | { kind: 'word'; address: string; size: number }
  /** A write of a member of any record of that name, by that name: `struct page`, `_refcount.counter`. */
  | { kind: 'field'; record: string; member: string }
  /** The expression becomes true. With a function, in its calls, with its local variables. */
  | { kind: 'expression'; expression: string; place: { function: string; line: number } | null };

export interface BreakpointSpec {
  target: BreakpointTarget;
  /**
   * A C expression that must be true to stop; empty: always. At functions and lines it sees the local
   * variables; at writes `$value` and `$old`, and at writes of a field `$object`, the record.
   */
  condition: string;
}

/** Where a breakpoint stops a run. */
export interface BreakpointHits {
  /** Positions, ascending: of a write, the one after it. */
  positions: Uint32Array;
  /** How often the condition had no value, and why the first time. */
  failed: number;
  failure: string | null;
}

/** A word, a member or a line in the words of the field. */
export function targetText(target: BreakpointTarget): string {
  switch (target.kind) {
    case 'function':
      return `${target.name}()`;
    case 'line':
      return `${target.file}:${target.line}`;
    case 'word':
      return `write of ${target.size} bytes at ${target.address}`;
    case 'field':
      return `write of ${target.record}.${target.member}`;
    case 'expression':
      return target.place
        ? `${target.expression} in ${target.place.function}()`
        : target.expression;
  }
}
