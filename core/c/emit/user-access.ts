/**
 * Memory access of user code. Each width has a function that looks the page up in a translation
 * buffer, one for reads and one for writes, because the first write to a page must set its dirty bit.
 * An entry of 32 bytes holds the page number, the linear offset of its bytes, and the address under
 * which the bytes are recorded: that of the direct map, where the same bytes always have the same address.
 */
import { LOAD, STORE, typeOfWidth, type Width } from './access-ops.ts';
import { LINEAR } from './abi.ts';
import { Code } from './code.ts';
import { emitLogHead, type HeadLocals } from './log-head.ts';
import type { ModuleBuilder, ValueType } from './wasm.ts';

export interface UserAccess {
  read: Record<Width, number>;
  write: Record<Width, number>;
}

/** Offsets inside an entry of the translation buffer. */
const ENTRY = { page: 0, offset: 8, recorded: 16 } as const;

export function buildUserAccess(
  m: ModuleBuilder,
  imports: ReadonlyMap<string, number>,
  log: number,
  record: boolean,
): UserAccess {
  const b = new UserAccessBuilder(m, imports, log, record);
  const widths = (make: (w: Width) => number) => ({
    1: make(1),
    2: make(2),
    4: make(4),
    8: make(8),
  });
  return { read: widths((w) => b.read(w)), write: widths((w) => b.write(w)) };
}

class UserAccessBuilder {
  constructor(
    private readonly m: ModuleBuilder,
    private readonly imports: ReadonlyMap<string, number>,
    private readonly log: number,
    private readonly record: boolean,
  ) {}

  private define(
    name: string,
    params: ValueType[],
    result: ValueType | null,
    locals: ValueType[],
    code: Code,
  ): number {
    return this.m.addFunction(name, { params, result }, locals, code);
  }

  /** Sets `entry` to the translation entry of the address in local 0 and `pointer` to its linear pointer. */
  private translate(c: Code, tlb: number, isWrite: boolean, entry: number, pointer: number): void {
    c.get(0).i64(12n).op('i64_shr_u').op('i32_wrap_i64');
    c.i32(LINEAR.userTlbEntries - 1)
      .op('i32_and')
      .i32(5)
      .op('i32_shl')
      .i32(tlb)
      .op('i32_add')
      .tee(entry);
    c.access('i64_load', ENTRY.page).get(0).i64(12n).op('i64_shr_u').op('i64_ne');
    c.open('if', 'i32');
    c.get(0)
      .i32(isWrite ? 1 : 0)
      .call(this.imports.get('$userMiss')!);
    c.otherwise();
    c.get(entry)
      .access('i32_load', ENTRY.offset)
      .get(0)
      .op('i32_wrap_i64')
      .i32(4095)
      .op('i32_and')
      .op('i32_add');
    c.close();
    c.set(pointer);
  }

  private crosses(c: Code, width: Width): void {
    c.get(0)
      .op('i32_wrap_i64')
      .i32(4095)
      .op('i32_and')
      .i32(4096 - width)
      .op('i32_gt_u');
  }

  /** Site, and the recorded address: the miss has filled the entry, so it is valid in either case. */
  private logHead(c: Code, site: number, entry: number, head: HeadLocals): void {
    const address = () =>
      c.get(entry).access('i64_load', ENTRY.recorded).get(0).i64(4095n).op('i64_and').op('i64_or');
    emitLogHead(c, this.log, site, address, head);
  }

  read(width: Width): number {
    const c = new Code();
    const site = 1;
    const [entry, pointer] = this.record ? [2, 3] : [1, 2];
    if (width > 1) {
      this.crosses(c, width);
      c.open('if');
      c.get(0).i32(width);
      if (this.record) c.get(site);
      else c.i32(0);
      c.call(this.imports.get('$userReadSlow')!);
      if (width < 8) c.op('i32_wrap_i64');
      c.op('return').close();
    }
    this.translate(c, LINEAR.userReadTlb, false, entry, pointer);
    if (this.record) {
      const head = { half: 4, slot: 5, data: 6 };
      this.logHead(c, site, entry, head);
      c.get(head.data).setGlobal(this.log);
    }
    c.get(pointer).access(LOAD[width], 0);
    return this.define(
      `userRead${width * 8}`,
      this.record ? ['i64', 'i32'] : ['i64'],
      typeOfWidth(width),
      ['i32', 'i32', 'i32', 'i32', 'i32'],
      c,
    );
  }

  write(width: Width): number {
    const c = new Code();
    const site = 2;
    const [entry, pointer] = this.record ? [3, 4] : [2, 3];
    if (width > 1) {
      this.crosses(c, width);
      c.open('if');
      c.get(0).i32(width).get(1);
      if (width < 8) c.op('i64_extend_i32_u');
      if (this.record) c.get(site);
      else c.i32(0);
      c.call(this.imports.get('$userWriteSlow')!).op('return').close();
    }
    this.translate(c, LINEAR.userWriteTlb, true, entry, pointer);
    if (this.record) this.logWrite(c, width, site, entry, pointer);
    c.get(pointer).get(1).access(STORE[width], 0);
    return this.define(
      `userWrite${width * 8}`,
      this.record ? ['i64', typeOfWidth(width), 'i32'] : ['i64', typeOfWidth(width)],
      null,
      ['i32', 'i32', 'i32', 'i32', 'i32'],
      c,
    );
  }

  private logWrite(c: Code, width: Width, site: number, entry: number, pointer: number): void {
    const size = width === 8 ? 8 : 4;
    const store = width === 8 ? 'i64_store' : 'i32_store';
    const head = { half: 5, slot: 6, data: 7 };
    this.logHead(c, site, entry, head);
    c.get(head.data).get(pointer).access(LOAD[width], 0).access(store, 0);
    c.get(head.data).get(1);
    if (width < 4) c.i32(width === 1 ? 0xff : 0xffff).op('i32_and');
    c.access(store, size);
    c.get(head.data)
      .i32(2 * size)
      .op('i32_add')
      .setGlobal(this.log);
  }
}
