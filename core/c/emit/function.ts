/** Emits one function: its locals, frame, prologue and epilogue. */
import type { FunctionBody, GlobalSymbol, LocalVariable, Statement } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { CError } from '../diagnostic.ts';
import type { StatementInfo } from '../program.ts';
import type { Token } from '../token.ts';
import { isRecord, isScalar, typeText } from '../types.ts';
import { ADDRESS, LINEAR, TRAP, USER_ADDRESS } from './abi.ts';
import type { Width } from './access-ops.ts';
import { Code } from './code.ts';
import { emitActivation, emitLandingBody, type Landing } from './jumps.ts';
import { labelsOf, type LabelNumbers, type Range } from './labels.ts';
import { beginStore, endStore, type Place } from './places.ts';
import type { Linked } from './link.ts';
import type { ProgramEmitter } from './program.ts';
import type { Runtime } from './runtime.ts';
import { emitStatement } from './statements.ts';
import { resultTypes, type Signature, type ValueType } from './wasm.ts';

/** What the write of a returned value is called, as no C names it. */
export const RETURNED = '(returned value)';

/** Hosts refuse functions of 50,000 locals; beyond this, variables live in the frame. */
const MAX_REGISTERS = 20_000;

/** Set in a step's statement number when it goes on after a call. */
const RESUMED = 0x8000_0000 | 0;

export class FunctionEmitter {
  readonly code = new Code();
  readonly record: boolean;
  readonly labels: LabelNumbers;
  /** Index of the statement being emitted. */
  statement = -1;
  /** The macro use whose expansion is being emitted: its inner statements are no steps of their own. */
  private macroSite: Token | null = null;
  /** The statement begun last is no step of its own. */
  suppressed = false;
  /** wasm locals: number of the label jumped to (0: none), frame pointer, caller's call row. */
  readonly jump: number;
  readonly frame: number;
  private readonly saved: number;
  /** wasm local of the frame of the function around this one; -1 where there is none. */
  readonly chain: number;
  /** Of a function that others may jump into. */
  readonly landing: Landing | null;
  /** Enclosing lists of statements that can route a jump. */
  readonly dispatchers: { range: Range; loop: number }[] = [];
  readonly breaks: number[] = [];
  readonly continues: number[] = [];
  returnTarget = 0;
  /** A call that is the whole statement needs no resumed step behind it. */
  lastCall: unknown = null;
  private readonly localTypes: ValueType[] = [];
  private readonly pools: Record<ValueType, number[]> = { i32: [], i64: [], f32: [], f64: [] };
  private used: Record<ValueType, number> = { i32: 0, i64: 0, f32: 0, f64: 0 };
  private frameBytes = 0;
  /** Frames are aligned to 16 bytes, or to what a local asks for. */
  private frameAlign = 16;
  /** wasm local of the caller's stack pointer. */
  private readonly callerStack: number;
  readonly signature: Signature;
  /** A function of the user program: memory is what the page tables make of it. */
  readonly user: boolean;
  readonly linked: Linked;
  /** The memory access functions of the mode the code runs in. */
  readonly access: Pick<Runtime, 'read' | 'write'>;
  /** Modelled stack address minus linear offset, and the lowest linear offset of the stack. */
  readonly stackDelta: bigint;
  readonly stackLimit: number;
  /** wasm local of the hidden result address, and of the variadic area. */
  readonly resultAddress: number;
  readonly variadicArea: number;
  /** Where the frame keeps a returned number; null until a `return` needs it. */
  private resultSlot: number | null = null;

  constructor(
    readonly program: ProgramEmitter,
    readonly symbol: GlobalSymbol,
    readonly body: FunctionBody,
    readonly index: number,
  ) {
    this.record = program.record;
    this.user = program.isUser(symbol);
    this.linked = program.linkedFor(symbol);
    this.access = this.user ? program.runtime.user : program.runtime;
    this.stackLimit = this.user ? LINEAR.userStack : LINEAR.stack;
    this.stackDelta = (this.user ? USER_ADDRESS.stack : ADDRESS.stack) - BigInt(this.stackLimit);
    this.labels = labelsOf(body);
    this.signature = program.signature(body.type);
    const hidden = isRecord(body.type.returns) ? 1 : 0;
    this.resultAddress = hidden ? 0 : -1;
    this.variadicArea = body.type.variadic ? this.signature.params.length - 1 : -1;
    this.frame = this.newLocal('i32');
    this.saved = this.newLocal('i32');
    this.callerStack = this.newLocal('i32');
    this.jump = this.newLocal('i32');
    this.chain = symbol.outer ? this.newLocal('i32') : -1;
    const i32 = () => this.newLocal('i32');
    this.landing = body.lands
      ? { activation: i32(), label: i32(), value: i32(), row: i32() }
      : null;
  }

  get returns(): CType {
    return this.body.type.returns;
  }

  /** Function index of a service of the machine; block operations exist per mode. */
  service(name: string): number {
    const { imports } = this.program.runtime;
    return (this.user ? imports.get(`user:${name}`) : undefined) ?? imports.get(name)!;
  }

  newLocal(type: ValueType): number {
    return this.signature.params.length + this.localTypes.push(type) - 1;
  }

  /** A scratch wasm local, free again at the end of the statement. */
  temp(type: ValueType): number {
    const pool = this.pools[type];
    const index = this.used[type]++;
    if (index === pool.length) pool.push(this.newLocal(type));
    return pool[index];
  }

  /** Scratch wasm locals that hold one value of a type. */
  temps(type: CType, at: Token): number[] {
    return this.program.valueTypes(type, at).map((vt) => this.temp(vt));
  }

  /** Takes a value from the stack into its locals. */
  keep(locals: readonly number[]): void {
    for (const local of [...locals].reverse()) this.code.set(local);
  }

  /** Pushes a value from its locals. */
  push(locals: readonly number[]): void {
    for (const local of locals) this.code.get(local);
  }

  /** Pushes zero as a value of these WebAssembly types. */
  pushZero(types: readonly ValueType[]): void {
    for (const type of types) {
      if (type === 'i32') this.code.i32(0);
      else if (type === 'i64') this.code.i64(0n);
      else if (type === 'f32') this.code.op('f32_const').f32(0);
      else this.code.op('f64_const').f64(0);
    }
  }

  /** Runs `emit` and gives back the scratch locals it took. */
  scoped(emit: () => void): void {
    const before = { ...this.used };
    emit();
    this.used = before;
  }

  /** Bytes of the frame for a variable or an aggregate temporary; returns the offset. */
  frameSlot(size: number, align: number): number {
    const unit = Math.max(align, 1);
    this.frameAlign = Math.max(this.frameAlign, unit);
    const offset = Math.ceil(this.frameBytes / unit) * unit;
    this.frameBytes = offset + size;
    return offset;
  }

  /** Pushes the modelled address of a frame slot. */
  frameAddress(offset: number): void {
    this.code
      .get(this.frame)
      .op('i64_extend_i32_u')
      .i64(this.stackDelta + BigInt(offset))
      .op('i64_add');
  }

  /**
   * Begins a step at `at`, unless it lies inside the macro use that is already a step. Returns what
   * must be handed to `endStep`.
   */
  beginStep(at: Token, kind: StatementInfo['kind']): Token | null {
    const outer = this.macroSite;
    const inside =
      outer !== null &&
      at.macro !== null &&
      outer.line === at.line &&
      outer.column === at.column &&
      outer.file === at.file;
    this.suppressed = inside;
    if (!inside) {
      this.emitStep(this.program.debug.statement(at, this.index, kind));
      this.macroSite = at.macro === null ? null : at;
    }
    return outer;
  }

  /** What is emitted until `endStep` belongs to the macro use at `at`. */
  enterMacro(at: Token): Token | null {
    const outer = this.macroSite;
    this.macroSite = at;
    return outer;
  }

  endStep(outer: Token | null): void {
    this.macroSite = outer;
  }

  private emitStep(statement: number): void {
    this.statement = statement;
    const { runtime } = this.program;
    if (this.record) this.code.i32(statement).call(runtime.step);
    else this.code.i32(statement).setGlobal(this.program.statementGlobal);
  }

  /** The statement goes on after a call into recorded code returned. */
  resume(): void {
    if (this.record) this.code.i32(this.statement | RESUMED).call(this.program.runtime.step);
  }

  site(
    kind: 'read' | 'write' | 'block-read' | 'block-write',
    local: boolean,
    size: number,
    type: CType,
    target: Parameters<ProgramEmitter['debug']['site']>[4],
  ): number {
    return this.program.debug.site(kind, local, size, type, target, this.statement);
  }

  /** A label inside `statement` may be the target of the pending jump: pushes the test. */
  pushJumpInto(range: Range): void {
    this.code
      .get(this.jump)
      .i32(range.low)
      .op('i32_sub')
      .i32(range.high - range.low)
      .op('i32_lt_u');
  }

  jumpRange(statement: Statement): Range | null {
    return this.labels.range(statement);
  }

  private placeVariable(variable: LocalVariable): void {
    const simple = isScalar(variable.type) && variable.type.size <= 8 && !variable.addressTaken;
    if (!this.record && simple && this.localTypes.length < MAX_REGISTERS) {
      variable.register = this.newLocal(this.program.valueType(variable.type, variable.at));
      return;
    }
    variable.register = -1;
    variable.frameOffset = variable.vlaSize
      ? this.frameSlot(8, 8)
      : this.frameSlot(Math.max(variable.type.size, 1), variable.align);
  }

  /**
   * Runs `emit`. In a lenient program, what cannot be emitted is taken back and becomes a step that stops
   * the run.
   */
  attempt(at: Token, emit: () => void): void {
    if (!this.program.lenient) return emit();
    const mark = this.code.mark();
    const { macroSite, lastCall } = this;
    const used = { ...this.used };
    const nesting = [this.dispatchers, this.breaks, this.continues] as const;
    const depths = nesting.map((list) => list.length);
    try {
      emit();
    } catch (error) {
      if (!(error instanceof CError)) throw error;
      this.code.rewind(mark);
      Object.assign(this, { macroSite, lastCall, used });
      nesting.forEach((list, i) => (list.length = depths[i]));
      const outer = this.beginStep(at, 'expression');
      this.program.emitStop(this, error);
      this.endStep(outer);
    }
  }

  emit(): void {
    const { program, body, symbol } = this;
    for (const variable of body.locals) this.placeVariable(variable);
    if (body.hasNested && symbol.outer) body.chainSlot = this.frameSlot(4, 4);
    if (body.hasNested && body.lands) body.activationSlot = this.frameSlot(4, 4);
    const { result } = this.signature;
    const single = result === null || typeof result === 'string';
    const blockType = single ? result : program.module.type({ params: [], result });
    this.returnTarget = this.code.open('block', blockType);
    const enter = program.debug.statement(symbol.at, this.index, 'enter');
    this.emitStep(enter);
    this.attempt(symbol.at, () => {
      const { landing } = this;
      if (landing) emitActivation(this, landing);
      this.storeParameters();
      if (landing) emitLandingBody(this, landing, () => emitStatement(this, body.statement));
      else emitStatement(this, body.statement);
    });
    if (this.record) {
      const leave = program.debug.statement(symbol.at, this.index, 'leave', body.endLine);
      this.emitStep(leave);
    }
    this.pushDefaultResult();
    this.code.close();
    const frameSize = Math.ceil(this.frameBytes / 16) * 16;
    const code = this.prologue(frameSize).append(this.code);
    this.epilogue(code);
    program.module.define(
      program.functionIndex(symbol),
      symbol.name,
      this.signature,
      this.localTypes,
      code,
    );
    this.describe(frameSize);
  }

  /** Writes the returned value on the stack into the frame as well, for those who read recordings. */
  keepResult(): void {
    if (!this.record) return;
    const { size } = this.returns;
    const { result } = this.signature;
    if (typeof result !== 'string') return;
    this.resultSlot ??= this.frameSlot(size, size);
    const value = this.temp(result);
    const c = this.code.set(value).get(this.frame).i32(this.resultSlot).op('i32_add').get(value);
    if (result === 'f32') c.op('i32_reinterpret_f32');
    if (result === 'f64') c.op('i64_reinterpret_f64');
    c.i32(this.site('write', true, size, this.returns, RETURNED));
    c.call(this.program.runtime.localWrite[size as Width]).get(value);
  }

  /** Falling off the end of `main` returns 0; of any other function, nothing anybody may use. */
  pushDefaultResult(): void {
    this.pushZero(resultTypes(this.signature.result));
  }

  private prologue(frameSize: number): Code {
    const { runtime } = this.program;
    const c = new Code();
    c.getGlobal(runtime.globals.stack).tee(this.callerStack).i32(frameSize).op('i32_sub');
    if (this.frameAlign > 16) c.i32(-this.frameAlign).op('i32_and');
    c.tee(this.frame);
    c.i32(this.stackLimit).op('i32_lt_u').open('if');
    c.i32(TRAP.stack).i32(0).call(this.service('$trap')).close();
    c.get(this.frame).setGlobal(runtime.globals.stack);
    if (this.chain >= 0) {
      c.getGlobal(runtime.globals.chain).set(this.chain);
      const slot = this.body.chainSlot;
      if (slot !== undefined) c.get(this.frame).get(this.chain).access('i32_store', slot);
    }
    if (this.record) {
      c.i32(this.index)
        .get(this.frame)
        .i32(LINEAR.frames)
        .op('i32_sub')
        .call(runtime.enter)
        .set(this.saved);
    } else c.call(runtime.tick);
    return c;
  }

  private epilogue(c: Code): void {
    const { globals } = this.program.runtime;
    c.get(this.callerStack).setGlobal(globals.stack);
    if (this.record) c.get(this.saved).setGlobal(globals.call);
  }

  private storeParameters(): void {
    let next = this.resultAddress >= 0 ? 1 : 0;
    this.body.params.forEach((param) => {
      const values = this.program.valueTypes(param.type, param.at).map(() => next++);
      if (isRecord(param.type)) return this.copyParameter(param, values[0]);
      const place: Place =
        param.register >= 0
          ? { kind: 'register', index: param.register }
          : { kind: 'frame', offset: param.frameOffset };
      beginStore(this, place);
      this.push(values);
      endStore(this, place, param.type, {
        op: 'local',
        type: param.type,
        at: param.at,
        variable: param,
      });
    });
  }

  private copyParameter(param: LocalVariable, value: number): void {
    const name = param.name || typeText(param.type);
    this.frameAddress(param.frameOffset);
    this.code.get(value).i32(param.type.size);
    this.code
      .i32(this.site('block-read', false, 0, param.type, name))
      .i32(this.site('block-write', false, 0, param.type, name));
    this.code.call(this.service('$copy'));
  }

  private describe(frameSize: number): void {
    const { linked } = this;
    const { debug } = this.program;
    const { body, symbol } = this;
    const variables = [
      ...body.params,
      ...body.locals.filter((v) => !body.params.includes(v)),
    ].filter((v) => v.name !== '');
    for (const v of variables) debug.addType(v.type);
    debug.addType(body.type);
    debug.functions[this.index] = {
      name: symbol.name,
      file: symbol.at.file,
      line: symbol.at.line,
      endLine: body.endLine,
      address: linked.address(symbol),
      returns: body.type.returns,
      variables: variables.map((v) => ({
        name: v.name,
        type: v.type,
        frameOffset: v.frameOffset,
        scopeLine: v.at.line,
        scopeEndLine: v.scopeEndLine,
      })),
      paramCount: body.params.filter((p) => p.name !== '').length,
      resultOffset: this.resultSlot,
      frameSize,
    };
  }
}
