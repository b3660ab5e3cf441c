import { Bytes, OP, TRUNC_SAT, VALUE_TYPE, type ValueType } from './wasm.ts';

/** A function body being written, with block nesting so that branches name their target. */
export class Code extends Bytes {
  private depth = 0;

  /** A place to which `rewind` goes back. */
  mark(): { length: number; depth: number } {
    return { length: this.length, depth: this.depth };
  }

  /** Takes back everything that was written since a mark. */
  rewind(mark: { length: number; depth: number }): void {
    this.truncateTo(mark.length);
    this.depth = mark.depth;
  }

  op(name: keyof typeof OP): this {
    return this.u8(OP[name]);
  }

  i32(value: number): this {
    return this.op('i32_const').s32(value);
  }

  i64(value: bigint): this {
    return this.op('i64_const').s64(value);
  }

  get(local: number): this {
    return this.op('local_get').u32(local);
  }

  set(local: number): this {
    return this.op('local_set').u32(local);
  }

  tee(local: number): this {
    return this.op('local_tee').u32(local);
  }

  getGlobal(index: number): this {
    return this.op('global_get').u32(index);
  }

  setGlobal(index: number): this {
    return this.op('global_set').u32(index);
  }

  call(index: number): this {
    return this.op('call').u32(index);
  }

  /** A load or store; alignment is only a hint, so none is promised. */
  access(name: keyof typeof OP, offset: number): this {
    return this.op(name).u32(0).u32(offset);
  }

  truncate(name: keyof typeof TRUNC_SAT): this {
    return this.u8(0xfc).u32(TRUNC_SAT[name]);
  }

  /**
   * Opens a block, loop or if; the returned handle is what `br` and `brIf` jump to. `result` is what it
   * leaves; a number is the index of a function type, for several values.
   */
  open(kind: 'block' | 'loop' | 'if' | 'try', result: ValueType | number | null = null): number {
    this.op(kind);
    if (typeof result === 'number') this.s32(result);
    else this.u8(result === null ? 0x40 : VALUE_TYPE[result]);
    return ++this.depth;
  }

  otherwise(): this {
    return this.op('else');
  }

  /** What follows up to `close` handles an exception that the opened `try` met: its values are pushed. */
  catchTag(tag: number): this {
    return this.op('catch').u32(tag);
  }

  throwTag(tag: number): this {
    return this.op('throw').u32(tag);
  }

  /** Throws on what the handler of a `try` handles. */
  rethrow(target: number): this {
    return this.op('rethrow').u32(this.depth - target);
  }

  close(): this {
    this.depth--;
    return this.op('end');
  }

  br(target: number): this {
    return this.op('br').u32(this.depth - target);
  }

  brIf(target: number): this {
    return this.op('br_if').u32(this.depth - target);
  }

  /** Jumps by the i32 on the stack; out of range takes `fallback`. */
  brTable(targets: readonly number[], fallback: number): this {
    this.op('br_table').u32(targets.length);
    for (const target of targets) this.u32(this.depth - target);
    return this.u32(this.depth - fallback);
  }
}
