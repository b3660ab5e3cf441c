/**
 * Copying and clearing blocks in emitted code: what `$copy` and `$clear` and, in a plain build, the
 * C library's block functions do when each block lies inside one page and its log entry fits. All
 * else (and every fault) goes to the machine's services, which do the same more slowly.
 */
import { LINEAR } from './abi.ts';
import { Code } from './code.ts';
import type { Runtime } from './runtime.ts';
import { emitLogHead, type HeadLocals } from './log-head.ts';
import type { ModuleBuilder, ValueType } from './wasm.ts';

/** Up to so many bytes a loop beats WebAssembly's own instructions, which call out. */
const LOOP_LIMIT = 128;

/** Defines the functions and puts them in the place of the services they stand for. */
export function buildBlocks(
  m: ModuleBuilder,
  r: Runtime,
  record: boolean,
  locate: { read: number; write: number },
): void {
  const b = new BlockBuilder(m, r, locate);
  const copy = record ? b.recordedCopy() : b.copy();
  const clear = record ? b.recordedClear() : b.clear();
  r.imports.set('$copy', copy);
  r.imports.set('$clear', clear);
  if (record) return;
  for (const name of ['memcpy', 'memmove']) r.imports.set(name, b.libraryCopy(name));
  r.imports.set('memset', b.librarySet());
}

class BlockBuilder {
  private readonly move: number;
  private readonly fill: number;

  constructor(
    private readonly m: ModuleBuilder,
    private readonly r: Runtime,
    private readonly locate: { read: number; write: number },
  ) {
    this.move = this.defineMove();
    this.fill = this.defineFill();
  }

  private define(
    name: string,
    params: ValueType[],
    result: ValueType | null,
    locals: ValueType[],
    code: Code,
  ): number {
    return this.m.addFunction(name, { params, result }, locals, code);
  }

  /** Opens the branch for blocks of `length` bytes (an i32 local) that stay inside their pages. */
  private ifSimple(c: Code, addresses: readonly number[], length: number): void {
    // length - 1 as unsigned: an empty block is not simple either
    c.get(length).i32(1).op('i32_sub').i32(4096).op('i32_lt_u');
    for (const address of addresses) {
      c.get(address).op('i32_wrap_i64').i32(4095).op('i32_and').get(length).op('i32_add');
      c.i32(4096).op('i32_le_u').op('i32_and');
    }
  }

  /** (to, from, length), linear: a memmove that is quick for short blocks. */
  private defineMove(): number {
    const c = new Code();
    const [to, from, length] = [0, 1, 2];
    c.get(length).i32(LOOP_LIMIT).op('i32_gt_u');
    c.get(to).get(from).op('i32_sub').get(length).op('i32_lt_u').op('i32_or');
    c.open('if');
    c.get(to).get(from).get(length).u8(0xfc).u32(10).u8(0).u8(0); // memory.copy
    c.op('return').close();
    this.loop(c, length, 8, () => {
      c.get(to).get(from).access('i64_load', 0).access('i64_store', 0);
      this.advance(c, [to, from], 8);
    });
    this.loop(c, length, 1, () => {
      c.get(to).get(from).access('i32_load8_u', 0).access('i32_store8', 0);
      this.advance(c, [to, from], 1);
    });
    return this.define('move', ['i32', 'i32', 'i32'], null, [], c);
  }

  /** (to, byte, length), linear. */
  private defineFill(): number {
    const c = new Code();
    c.get(0).get(1).get(2).u8(0xfc).u32(11).u8(0); // memory.fill
    return this.define('fill', ['i32', 'i32', 'i32'], null, [], c);
  }

  /** Repeats `body` while at least `unit` bytes are left in the local `length`. */
  private loop(c: Code, length: number, unit: number, body: () => void): void {
    const end = c.open('block');
    const top = c.open('loop');
    c.get(length).i32(unit).op('i32_lt_u').brIf(end);
    body();
    c.get(length).i32(unit).op('i32_sub').set(length).br(top).close();
    c.close();
  }

  private advance(c: Code, pointers: readonly number[], bytes: number): void {
    for (const pointer of pointers) c.get(pointer).i32(bytes).op('i32_add').set(pointer);
  }

  /** Plain: (to, from, length, read site, write site). */
  copy(): number {
    const c = new Code();
    const service = this.r.imports.get('$copy')!;
    this.ifSimple(c, [0, 1], 2);
    c.open('if');
    // the source is looked at first, as the machine does it: the first fault is the one reported
    c.get(1).call(this.locate.read).set(5);
    c.get(0).call(this.locate.write).get(5).get(2).call(this.move);
    c.otherwise();
    c.get(0).get(1).get(2).get(3).get(4).call(service);
    c.close();
    return this.define('copy', ['i64', 'i64', 'i32', 'i32', 'i32'], null, ['i32'], c);
  }

  /** Plain: (to, length, site). */
  clear(): number {
    const c = new Code();
    const service = this.r.imports.get('$clear')!;
    this.ifSimple(c, [0], 1);
    c.open('if');
    c.get(0).call(this.locate.write).i32(0).get(1).call(this.fill);
    c.otherwise();
    c.get(0).get(1).get(2).call(service);
    c.close();
    return this.define('clear', ['i64', 'i32', 'i32'], null, [], c);
  }

  /** Plain: memcpy and memmove, (to, from, length) → to. */
  libraryCopy(name: string): number {
    const c = new Code();
    const service = this.r.imports.get(name)!;
    this.narrow(c, 2, 3);
    this.ifSimple(c, [0, 1], 3);
    c.open('if');
    c.get(1).call(this.locate.read).set(4);
    c.get(0).call(this.locate.write).get(4).get(3).call(this.move);
    c.get(0).op('return').close();
    c.get(0).get(1).get(2).call(service);
    return this.define(name, ['i64', 'i64', 'i64'], 'i64', ['i32', 'i32'], c);
  }

  /** Plain: memset, (to, byte, length) → to. */
  librarySet(): number {
    const c = new Code();
    const service = this.r.imports.get('memset')!;
    this.narrow(c, 2, 3);
    this.ifSimple(c, [0], 3);
    c.open('if');
    c.get(0).call(this.locate.write).get(1).get(3).call(this.fill);
    c.get(0).op('return').close();
    c.get(0).get(1).get(2).call(service);
    return this.define('memset', ['i64', 'i32', 'i64'], 'i64', ['i32'], c);
  }

  /** A 64-bit length as 32 bits; one too large for them becomes 0, which is not simple. */
  private narrow(c: Code, length: number, into: number): void {
    c.get(length).op('i32_wrap_i64').i32(0).get(length).i64(4096n).op('i64_le_u').op('select');
    c.set(into);
  }

  /** Recording: (to, from, length, read site, write site). */
  recordedCopy(): number {
    const c = new Code();
    const { log } = this.r.globals;
    const service = this.r.imports.get('$copy')!;
    const [to, from, length, readSite, writeSite, source, target, entry, words] = [
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ];
    this.ifSimple(c, [to, from], length);
    this.andRoom(c);
    c.open('if');
    const head = { half: 9, slot: 10, data: 11 };
    this.logHead(c, readSite, from, length, head);
    c.get(head.data).i32(4).op('i32_add').setGlobal(log);
    c.get(from).call(this.locate.read).set(source);
    c.get(to).call(this.locate.write).set(target);
    this.logHead(c, writeSite, to, length, head);
    this.logBefore(c, length, target, entry, words, head);
    c.get(entry).get(source).get(length).call(this.move);
    // out of the log, so that overlapping blocks end up as the log says
    c.get(target).get(entry).get(length).call(this.move);
    this.closeEntry(c, entry, words);
    c.otherwise();
    c.get(to).get(from).get(length).get(readSite).get(writeSite).call(service);
    c.close();
    const locals = Array<ValueType>(7).fill('i32');
    return this.define('copy', ['i64', 'i64', 'i32', 'i32', 'i32'], null, locals, c);
  }

  /** Recording: (to, length, site). */
  recordedClear(): number {
    const c = new Code();
    const service = this.r.imports.get('$clear')!;
    const [to, length, site, target, entry, words] = [0, 1, 2, 3, 4, 5];
    this.ifSimple(c, [to], length);
    this.andRoom(c);
    c.open('if');
    c.get(to).call(this.locate.write).set(target);
    const head = { half: 6, slot: 7, data: 8 };
    this.logHead(c, site, to, length, head);
    this.logBefore(c, length, target, entry, words, head);
    c.get(entry).i32(0).get(length).call(this.fill);
    c.get(target).i32(0).get(length).call(this.fill);
    this.closeEntry(c, entry, words);
    c.otherwise();
    c.get(to).get(length).get(site).call(service);
    c.close();
    const locals = Array<ValueType>(6).fill('i32');
    return this.define('clear', ['i64', 'i32', 'i32'], null, locals, c);
  }

  /** Adds to the condition that the log is not due to be flushed: there is then room for a page. */
  private andRoom(c: Code): void {
    c.getGlobal(this.r.globals.log).i32(LINEAR.logSoftEnd).op('i32_lt_u').op('i32_and');
  }

  /** Site, address, length at the log pointer, which stays. */
  private logHead(c: Code, site: number, address: number, length: number, head: HeadLocals): void {
    emitLogHead(c, this.r.globals.log, site, () => c.get(address), head);
    c.get(head.data).get(length).access('i32_store', 0);
  }

  /**
   * Copies what the block holds behind the entry's head, zeroes the rest of the last words, and
   * leaves in `entry` where the new bytes go and in `words` their length in whole words, in bytes.
   */
  private logBefore(
    c: Code,
    length: number,
    target: number,
    entry: number,
    words: number,
    head: HeadLocals,
  ): void {
    c.get(head.data).i32(4).op('i32_add').set(entry);
    c.get(length).i32(3).op('i32_add').i32(-4).op('i32_and').set(words);
    c.get(entry).get(words).op('i32_add').i32(4).op('i32_sub').i32(0).access('i32_store', 0);
    c.get(entry).get(words).i32(1).op('i32_shl').op('i32_add').i32(4).op('i32_sub');
    c.i32(0).access('i32_store', 0);
    c.get(entry).get(target).get(length).call(this.move);
    c.get(entry).get(words).op('i32_add').set(entry);
  }

  private closeEntry(c: Code, entry: number, words: number): void {
    c.get(entry).get(words).op('i32_add').setGlobal(this.r.globals.log);
  }
}
