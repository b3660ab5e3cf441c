/**
 * The helper functions that every emitted module contains: translated memory access, and in a
 * recording build the log entries that `Recording.log` documents.
 */
import { LOAD, STORE, typeOfWidth, type Width } from './access-ops.ts';
import { LINEAR, NATIVES, SERVICES, USER_NATIVES, type NativeSignature } from './abi.ts';
import { buildBlocks } from './blocks.ts';
import { Code } from './code.ts';
import { emitLogHead } from './log-head.ts';
import { buildUserAccess, type UserAccess } from './user-access.ts';
import type { ModuleBuilder, ValueType } from './wasm.ts';

export const WIDTHS: readonly Width[] = [1, 2, 4, 8];

export interface Runtime {
  /**
   * Function indexes of the machine's services and native C functions, by name; some are emitted
   * functions that call the machine only in the hard cases.
   */
  imports: Map<string, number>;
  /** (address[, site]) → value, zero extended. */
  read: Record<Width, number>;
  /** (address, value[, site]) */
  write: Record<Width, number>;
  /** Recording build only: (linear pointer, site) → value; (linear pointer, value, site). */
  localRead: Record<Width, number>;
  localWrite: Record<Width, number>;
  /** Recording build only: (statement). */
  step: number;
  /** Recording build: (function, frame offset) → caller's call row, to be put back into `call`. */
  enter: number;
  /** As `read` and `write`, for code of the user program. */
  user: UserAccess;
  /** Counts a loop round against the budget. */
  tick: number;
  globals: {
    stack: number;
    log: number;
    steps: number;
    stepsEnd: number;
    calls: number;
    call: number;
    callCount: number;
    logBase: number;
    fuel: number;
    /** Frame around the nested function that is called. */
    chain: number;
    /** How many calls there were that can be jumped into. */
    activations: number;
  };
}

/** Bytes of one of the step buffer's columns: statement, call, log position. */
const STEP_COLUMN = (LINEAR.stepsEnd - LINEAR.steps) / 3;

export function buildRuntime(m: ModuleBuilder, record: boolean): Runtime {
  const imports = new Map<string, number>();
  const importAll = (table: Record<string, NativeSignature>, prefix = '') => {
    for (const [name, signature] of Object.entries(table)) {
      imports.set(prefix + name, m.importFunction(prefix + name, signature));
    }
  };
  importAll({ ...SERVICES, ...NATIVES });
  importAll(
    { $copy: SERVICES.$copy, $clear: SERVICES.$clear, $bytes: SERVICES.$bytes, ...USER_NATIVES },
    'user:',
  );
  const globals = {
    stack: m.global('stack', 'i32', 0n),
    log: m.global('log', 'i32', BigInt(LINEAR.log)),
    steps: m.global('steps', 'i32', BigInt(LINEAR.steps)),
    stepsEnd: m.global('stepsEnd', 'i32', BigInt(LINEAR.stepsEnd)),
    calls: m.global('calls', 'i32', BigInt(LINEAR.calls)),
    call: m.global('call', 'i32', 0n),
    callCount: m.global('callCount', 'i32', 0n),
    logBase: m.global('logBase', 'i32', 0n),
    fuel: m.global('fuel', 'i64', 0n),
    chain: m.global('chain', 'i32', 0n),
    activations: m.global('activations', 'i32', 0n),
  };
  const r = { imports, globals } as Runtime;
  const b = new RuntimeBuilder(m, r, record);
  r.read = b.eachWidth((w) => b.read(w));
  r.write = b.eachWidth((w) => b.write(w));
  r.localRead = b.eachWidth((w) => (record ? b.localRead(w) : -1));
  r.localWrite = b.eachWidth((w) => (record ? b.localWrite(w) : -1));
  r.step = record ? b.step() : -1;
  r.enter = record ? b.enter() : -1;
  r.tick = b.tick();
  r.user = buildUserAccess(m, imports, globals.log, record);
  buildBlocks(m, r, record, { read: b.locate(false), write: b.locate(true) });
  return r;
}

class RuntimeBuilder {
  constructor(
    private readonly m: ModuleBuilder,
    private readonly r: Runtime,
    private readonly record: boolean,
  ) {}

  eachWidth(make: (width: Width) => number): Record<Width, number> {
    return { 1: make(1), 2: make(2), 4: make(4), 8: make(8) };
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

  private service(name: string): number {
    return this.r.imports.get(name)!;
  }

  /** Leaves the linear pointer of the address in local 0 on the stack. */
  private translate(c: Code, page: number, entry: number, isWrite: boolean): void {
    c.get(0).i64(12n).op('i64_shr_u').tee(page).op('i32_wrap_i64');
    c.i32(LINEAR.tlbEntries - 1)
      .op('i32_and')
      .i32(4)
      .op('i32_shl')
      .tee(entry);
    c.access('i64_load', LINEAR.tlb).get(page).op('i64_ne');
    c.open('if', 'i32');
    c.get(0)
      .i32(isWrite ? 1 : 0)
      .call(this.service('$miss'));
    c.otherwise();
    c.get(entry)
      .access('i32_load', LINEAR.tlb + 8)
      .get(0)
      .op('i32_wrap_i64')
      .i32(4095)
      .op('i32_and')
      .op('i32_add');
    c.close();
  }

  /** (address) → linear pointer. */
  locate(isWrite: boolean): number {
    const c = new Code();
    this.translate(c, 1, 2, isWrite);
    const name = isWrite ? 'locateForWrite' : 'locate';
    return this.define(name, ['i64'], 'i32', ['i64', 'i32'], c);
  }

  /** Condition: does an access of this width at local 0 cross a page? */
  private crosses(c: Code, width: Width): void {
    c.get(0)
      .op('i32_wrap_i64')
      .i32(4095)
      .op('i32_and')
      .i32(4096 - width)
      .op('i32_gt_u');
  }

  private advanceLog(c: Code, bytes: number): void {
    const { log } = this.r.globals;
    c.getGlobal(log).i32(bytes).op('i32_add').setGlobal(log);
  }

  read(width: Width): number {
    const c = new Code();
    const site = 1;
    const [page, entry] = this.record ? [2, 3] : [1, 2];
    if (this.record) {
      const head = { half: 4, slot: 5, data: 6 };
      emitLogHead(c, this.r.globals.log, site, () => c.get(0), head);
      c.get(head.data).setGlobal(this.r.globals.log);
    }
    if (width > 1) {
      this.crosses(c, width);
      c.open('if');
      c.get(0).i32(width).call(this.service('$readSlow'));
      if (width < 8) c.op('i32_wrap_i64');
      c.op('return').close();
    }
    this.translate(c, page, entry, false);
    c.access(LOAD[width], 0);
    return this.define(
      `read${width * 8}`,
      this.record ? ['i64', 'i32'] : ['i64'],
      typeOfWidth(width),
      ['i64', 'i32', 'i32', 'i32', 'i32'],
      c,
    );
  }

  write(width: Width): number {
    const c = new Code();
    const type = typeOfWidth(width);
    const site = 2;
    const [page, entry, pointer] = this.record ? [3, 4, 5] : [2, 3, 4];
    const head = { half: 6, slot: 7, data: 8 };
    const at = { push: () => void c.get(head.data), offset: 0 };
    if (this.record) emitLogHead(c, this.r.globals.log, site, () => c.get(0), head);
    if (width > 1) {
      this.crosses(c, width);
      c.open('if');
      if (this.record) {
        c.get(head.data).get(0).i32(width).call(this.service('$readSlow'));
        if (width < 8) c.op('i32_wrap_i64');
        this.logValues(c, width, at);
      }
      c.get(0).i32(width).get(1);
      if (width < 8) c.op('i64_extend_i32_u');
      c.call(this.service('$writeSlow')).op('return').close();
    }
    this.translate(c, page, entry, true);
    c.set(pointer);
    if (this.record) {
      c.get(head.data).get(pointer).access(LOAD[width], 0);
      this.logValues(c, width, at);
    }
    c.get(pointer).get(1).access(STORE[width], 0);
    return this.define(
      `write${width * 8}`,
      this.record ? ['i64', type, 'i32'] : ['i64', type],
      null,
      ['i64', 'i32', 'i32', 'i32', 'i32', 'i32'],
      c,
    );
  }

  /**
   * With the place `at` and the old value on the stack, stores it and the new value (local 1) there and
   * moves the log pointer behind them.
   */
  private logValues(c: Code, width: Width, at: { push(): void; offset: number }): void {
    const size = width === 8 ? 8 : 4;
    c.access(width === 8 ? 'i64_store' : 'i32_store', at.offset);
    at.push();
    c.get(1);
    if (width < 4) c.i32(width === 1 ? 0xff : 0xffff).op('i32_and');
    c.access(width === 8 ? 'i64_store' : 'i32_store', at.offset + size);
    at.push();
    c.i32(at.offset + 2 * size)
      .op('i32_add')
      .setGlobal(this.r.globals.log);
  }

  private logLocalHead(c: Code, site: number): void {
    const { log } = this.r.globals;
    c.getGlobal(log).get(site).access('i32_store', 0);
    c.getGlobal(log).get(0).i32(LINEAR.frames).op('i32_sub').access('i32_store', 4);
  }

  localRead(width: Width): number {
    const c = new Code();
    this.logLocalHead(c, 1);
    this.advanceLog(c, 8);
    c.get(0).access(LOAD[width], 0);
    return this.define(`localRead${width * 8}`, ['i32', 'i32'], typeOfWidth(width), [], c);
  }

  localWrite(width: Width): number {
    const c = new Code();
    this.logLocalHead(c, 2);
    const at = { push: () => void c.getGlobal(this.r.globals.log), offset: 8 };
    at.push();
    c.get(0).access(LOAD[width], 0);
    this.logValues(c, width, at);
    c.get(0).get(1).access(STORE[width], 0);
    return this.define(`localWrite${width * 8}`, ['i32', typeOfWidth(width), 'i32'], null, [], c);
  }

  /** Appends a row to the columns of the step buffer; flushes when a buffer is full or the budget is used up. */
  step(): number {
    const g = this.r.globals;
    const c = new Code();
    c.getGlobal(g.steps).getGlobal(g.stepsEnd).op('i32_ge_u');
    c.getGlobal(g.log).i32(LINEAR.logSoftEnd).op('i32_ge_u').op('i32_or');
    c.open('if');
    c.call(this.service('$flush')).close();
    c.getGlobal(g.steps).get(0).access('i32_store', 0);
    c.getGlobal(g.steps).getGlobal(g.call).access('i32_store', STEP_COLUMN);
    c.getGlobal(g.steps);
    c.getGlobal(g.log)
      .i32(LINEAR.log)
      .op('i32_sub')
      .i32(2)
      .op('i32_shr_u')
      .getGlobal(g.logBase)
      .op('i32_add');
    c.access('i32_store', 2 * STEP_COLUMN);
    c.getGlobal(g.steps).i32(4).op('i32_add').setGlobal(g.steps);
    return this.define('step', ['i32'], null, [], c);
  }

  enter(): number {
    const g = this.r.globals;
    const c = new Code();
    c.getGlobal(g.calls).i32(LINEAR.callsEnd).op('i32_ge_u');
    c.open('if');
    c.call(this.service('$flush')).close();
    c.getGlobal(g.calls).get(0).access('i32_store', 0);
    c.getGlobal(g.calls).getGlobal(g.call).tee(2).access('i32_store', 4);
    c.getGlobal(g.calls).get(1).access('i32_store', 8);
    c.getGlobal(g.calls).i32(12).op('i32_add').setGlobal(g.calls);
    c.getGlobal(g.callCount).setGlobal(g.call);
    c.getGlobal(g.callCount).i32(1).op('i32_add').setGlobal(g.callCount);
    c.get(2);
    return this.define('enter', ['i32', 'i32'], 'i32', ['i32'], c);
  }

  tick(): number {
    const g = this.r.globals;
    const c = new Code();
    c.getGlobal(g.fuel).i64(1n).op('i64_sub').setGlobal(g.fuel);
    c.getGlobal(g.fuel).i64(0n).op('i64_lt_s');
    if (this.record) c.getGlobal(g.log).i32(LINEAR.logSoftEnd).op('i32_ge_u').op('i32_or');
    c.open('if');
    c.call(this.service('$flush')).close();
    return this.define('tick', [], null, [], c);
  }
}
