/** Emits a whole program: the functions that are reached, their data, and the debug information. */
import { bodyOf, hasBody, type Expr, type GlobalSymbol } from '../ast.ts';
import type { CType, FunctionType } from '../ctype.ts';
import { asDiagnostic, CError } from '../diagnostic.ts';
import type { Unit } from '../parse/unit.ts';
import type { Program } from '../program.ts';
import type { FileTable, Token } from '../token.ts';
import { isRecord, isScalar, isUnprototyped, typeText } from '../types.ts';
import {
  ADDRESS,
  KERNEL_ENTRIES,
  NATIVES,
  TRAP,
  USER_ADDRESS,
  USER_NATIVES,
  WIDE_OPERATIONS,
  type WideOperation,
} from './abi.ts';
import { scalarValueTypes } from './arithmetic.ts';
import { DebugInfo } from './debug.ts';
import { FunctionEmitter } from './function.ts';
import { link, type Linked } from './link.ts';
import { buildRuntime, type Runtime } from './runtime.ts';
import { ModuleBuilder, type Results, type Signature, type ValueType } from './wasm.ts';
import { WideHelpers } from './wide.ts';

/** Everything the machine needs to run a program. Plain data. */
export interface CompiledProgram {
  /** The WebAssembly module. */
  module: Uint8Array;
  program: Program;
  /** Index into `program.functions` of the entry and WebAssembly export `entry`. */
  entry: number;
  entryParams: number;
  /** Initial contents of variables: address and bytes, addresses in them already filled in. */
  data: { address: bigint; bytes: Uint8Array }[];
  /** End of the variables, where a page-aligned heap may begin. */
  constantPool: Uint8Array;
  /** Table slot of each function that has an address, by that address. */
  functionSlots: Map<bigint, number>;
  /** Texts that `$trap` refers to. */
  trapTexts: string[];
  record: boolean;
  /** There is a user program beside the kernel. */
  user: boolean;
  /** Its standard output may go elsewhere than to the terminal: it is linked with `dup` or `dup2`. */
  redirects: boolean;
  /** It can make processes: it is linked with `fork`. */
  forks: boolean;
  /** Parts of its variables that are not in its image: whole pages without initial values. */
  userBss: { start: bigint; end: bigint }[];
}

/** Our C library's function that runs what `atexit` registered; the machine calls it after `main`. */
const EXIT_HANDLERS = '__lab_run_exit_handlers';

/** Our C library's function that calls a signal handler, where the kernel wants one to run. */
const RUN_HANDLER = '__lab_run_handler';

/** Stands for what a lenient program leaves undefined: no address of the modelled machine, so using it oopses. */
const NOWHERE = 0xdead_0000_0000_0000n;

export class ProgramEmitter {
  readonly module = new ModuleBuilder();
  readonly debug = new DebugInfo();
  readonly linked: Linked;
  private readonly userLinked: Linked;
  private readonly userSymbols: Set<GlobalSymbol>;
  readonly runtime: Runtime;
  readonly wide: WideHelpers;
  /** In a plain build: the statement being executed, for error messages. */
  readonly statementGlobal: number;
  private readonly indexes = new Map<GlobalSymbol, { wasm: number; debug: number }>();
  private readonly queue: GlobalSymbol[] = [];
  private readonly poolParts: Uint8Array[] = [];
  private poolSize = 0;
  private readonly trapTexts: string[] = [];

  constructor(
    readonly units: readonly Unit[],
    readonly files: FileTable,
    readonly record: boolean,
    /** Units of the user program, linked apart from the kernel's; none for a program of one world. */
    private readonly userUnits: readonly Unit[] = [],
    /** What cannot be emitted stops the run where it is reached, instead of being refused. */
    readonly lenient = false,
  ) {
    this.linked = link(units, { addresses: ADDRESS, natives: NATIVES });
    this.userLinked = link(userUnits, { addresses: USER_ADDRESS, natives: USER_NATIVES });
    this.userSymbols = new Set(userUnits.flatMap((u) => u.symbols));
    this.runtime = buildRuntime(this.module, record);
    this.wide = new WideHelpers(this.module);
    this.statementGlobal = this.module.global('statement', 'i32', 0n);
  }

  isUser(symbol: GlobalSymbol): boolean {
    return this.userSymbols.has(symbol);
  }

  /** The world that a symbol belongs to. */
  linkedFor(symbol: GlobalSymbol): Linked {
    return this.isUser(symbol) ? this.userLinked : this.linked;
  }

  error(message: string, at: Token): CError {
    return new CError(message, {
      file: this.files.paths[at.file],
      line: at.line,
      column: at.column,
    });
  }

  /** The WebAssembly types that hold a value; throws CError for types that have no values. */
  valueTypes(type: CType, at: Token): ValueType[] {
    if (isRecord(type) || type.kind === 'array' || type.kind === 'function') return ['i64'];
    if (!isScalar(type))
      throw this.error(`a value of type '${typeText(type)}' is not possible here`, at);
    return scalarValueTypes(type);
  }

  /** As `valueTypes`, for what is held as one value; throws CError for what is not. */
  valueType(type: CType, at: Token): ValueType {
    const types = this.valueTypes(type, at);
    if (types.length > 1)
      throw this.error(`a value of type '${typeText(type)}' is not supported here`, at);
    return types[0];
  }

  /** What a block or an `if` that leaves a value of the type is opened with. */
  blockType(type: CType, at: Token): ValueType | number {
    const types = this.valueTypes(type, at);
    return types.length === 1 ? types[0] : this.module.type({ params: [], result: types });
  }

  /** Number of an operation of the `$wide` service. */
  wideOperation(operation: WideOperation): number {
    return WIDE_OPERATIONS.indexOf(operation);
  }

  /** Parameters: the hidden result address of an aggregate, the values, the variadic area. */
  signature(type: FunctionType): Signature {
    const at = this.units[0].context.tokens[0];
    const params: ValueType[] = isRecord(type.returns) ? ['i64'] : [];
    for (const p of type.params) params.push(...this.valueTypes(p.type, at));
    if (type.variadic) params.push('i64');
    return { params, result: this.resultOf(type.returns, at) };
  }

  private resultOf(type: CType, at: Token): Results {
    if (type.kind === 'void' || isRecord(type)) return null;
    const types = this.valueTypes(type, at);
    return types.length === 1 ? types[0] : types;
  }

  /** The signature that a call needs: without a prototype, the arguments tell. */
  callSignature(e: Expr & { op: 'call' }): Signature {
    if (!isUnprototyped(e.signature)) return this.signature(e.signature);
    const params = e.args.map((arg) => ({ name: null, type: arg.type }));
    return this.signature({ ...e.signature, params });
  }

  /** The function's WebAssembly index; asks for it to be emitted. */
  functionIndex(definition: GlobalSymbol): number {
    return this.need(definition).wasm;
  }

  private need(definition: GlobalSymbol): { wasm: number; debug: number } {
    let found = this.indexes.get(definition);
    if (!found) {
      found = { wasm: this.module.declareFunction(), debug: this.indexes.size };
      this.indexes.set(definition, found);
      this.queue.push(definition);
    }
    return found;
  }

  /** Puts bytes into the constant pool; returns their offset. */
  pool(bytes: Uint8Array): number {
    const offset = this.poolSize;
    this.poolParts.push(bytes);
    this.poolSize += bytes.length;
    return offset;
  }

  /** Code that stops the run with a message when it is reached. */
  emitUnsupported(f: FunctionEmitter, what: string, at: Token): void {
    const place = { file: this.files.paths[at.file], line: at.line, column: at.column };
    this.emitStop(f, new CError(`${what} is not supported`, place));
  }

  /** Code that stops the run with an error that compiling met. */
  emitStop(f: FunctionEmitter, { message, location: at }: CError): void {
    const text = `${message} (${at.file}:${at.line}:${at.column})`;
    f.code.i32(TRAP.unsupported).i32(this.trapTexts.push(text) - 1);
    f.code.call(this.runtime.imports.get('$trap')!);
  }

  /** Emits what is reachable from the entry, or every function there is; throws CError. */
  emit(entryName: string, everything = false): CompiledProgram {
    const entry = this.linked.entry(entryName);
    if (!entry || !hasBody(entry)) {
      const file = this.files.paths[0] ?? '';
      throw new CError(`the program has no function '${entryName}'`, { file, line: 1, column: 1 });
    }
    this.functionIndex(entry);
    if (everything) {
      for (const unit of this.units)
        for (const symbol of unit.symbols) if (hasBody(symbol)) this.functionIndex(symbol);
    }
    const exported = this.exportedFunctions();
    const data = [...this.placeData(this.linked), ...this.placeData(this.userLinked)];
    while (this.queue.length > 0) {
      this.emitFunction(this.queue.shift()!);
    }
    const functionSlots = new Map<bigint, number>();
    for (const [symbol, { wasm }] of this.indexes) {
      functionSlots.set(this.linkedFor(symbol).address(symbol), this.module.tableSlot(wasm) + 1);
    }
    const wasmEntry = this.indexes.get(entry)!;
    return {
      module: this.module.finish(new Map([...exported, ['entry', wasmEntry.wasm]])),
      program: this.describe(),
      entry: wasmEntry.debug,
      entryParams: bodyOf(entry).params.length,
      data,
      constantPool: this.joinPool(),
      functionSlots,
      trapTexts: this.trapTexts,
      record: this.record,
      user: this.userUnits.length > 0,
      redirects: ['dup', 'dup2'].some((name) => this.userLinked.entry(name) !== null),
      forks: this.userLinked.entry('fork') !== null,
      userBss: this.userBss(),
    };
  }

  private emitFunction(symbol: GlobalSymbol): void {
    const { file, line, column } = symbol.at;
    try {
      new FunctionEmitter(this, symbol, bodyOf(symbol), this.indexes.get(symbol)!.debug).emit();
    } catch (error) {
      throw asDiagnostic(error, { file: this.files.paths[file], line, column });
    }
  }

  /** What the machine calls besides the entry: see `KERNEL_ENTRIES`, `main` of a user program, `step`. */
  private exportedFunctions(): Map<string, number> {
    const exported = new Map<string, number>();
    if (this.record) exported.set('step', this.runtime.step);
    const world = this.userUnits.length > 0 ? this.userLinked : this.linked;
    const handlers = world.entry(EXIT_HANDLERS);
    if (handlers && hasBody(handlers)) exported.set('exitHandlers', this.functionIndex(handlers));
    const runHandler = this.userLinked.entry(RUN_HANDLER);
    if (runHandler && hasBody(runHandler))
      exported.set(RUN_HANDLER, this.functionIndex(runHandler));
    for (const when of ['runBefore', 'runAfter'] as const) {
      this.ordered(when).forEach((symbol, i) =>
        exported.set(`${when}${i}`, this.functionIndex(symbol)),
      );
    }
    if (this.userUnits.length === 0) return exported;
    const early = this.userUnits
      .flatMap((unit) => unit.symbols)
      .find((symbol) => (symbol.runBefore ?? symbol.runAfter) !== undefined);
    if (early)
      throw this.error('constructors are not supported in a program on the model kernel', early.at);
    const main = this.userLinked.entry('main');
    if (!main || !hasBody(main))
      throw new CError("the user program has no function 'main'", {
        file: this.userUnits[0].path,
        line: 1,
        column: 1,
      });
    exported.set('userMain', this.functionIndex(main));
    for (const name of Object.values(KERNEL_ENTRIES)) {
      const symbol = this.linked.entry(name);
      if (symbol && hasBody(symbol)) exported.set(name, this.functionIndex(symbol));
    }
    return exported;
  }

  /** Functions that run before or after the program, in that order: by their priority, then as defined. */
  private ordered(when: 'runBefore' | 'runAfter'): GlobalSymbol[] {
    const found = this.units
      .flatMap((unit) => unit.symbols)
      .filter((symbol) => hasBody(symbol) && symbol[when] !== undefined)
      .sort((a, b) => a[when]! - b[when]!);
    return when === 'runBefore' ? found : found.reverse();
  }

  /** Whole pages of user variables without an initial value: faulted in, not part of the image. */
  private userBss(): CompiledProgram['userBss'] {
    return this.userLinked.variables.flatMap((symbol) => {
      if (symbol.init) return [];
      const address = this.userLinked.address(symbol);
      const start = (address + 4095n) & ~4095n;
      const end = (address + BigInt(symbol.type.size)) & ~4095n;
      return end > start ? [{ start, end }] : [];
    });
  }

  private placeData(linked: Linked): CompiledProgram['data'] {
    const data: CompiledProgram['data'] = [];
    for (const symbol of linked.variables) {
      const address = linked.address(symbol);
      if (!symbol.name.startsWith('.')) {
        this.debug.globals.push({
          name: symbol.name,
          type: symbol.type,
          file: symbol.at.file,
          line: symbol.at.line,
          address,
        });
        this.debug.addType(symbol.type);
      }
      if (!symbol.init) continue;
      const bytes = symbol.init.bytes.slice();
      const view = new DataView(bytes.buffer);
      for (const { offset, symbol: target, addend } of symbol.init.relocations) {
        const address = this.dataAddress(linked, target, symbol.at) + addend;
        view.setBigUint64(offset, BigInt.asUintN(64, address), true);
      }
      data.push({ address, bytes });
    }
    return data;
  }

  /** The address that a variable's initialiser takes; a function's is asked for by that. */
  private dataAddress(linked: Linked, target: GlobalSymbol, at: Token): bigint {
    try {
      const definition = linked.resolve(target, at);
      if (definition === null)
        throw this.error(
          `the address of '${target.name}' cannot be taken: the machine provides it`,
          at,
        );
      if (hasBody(definition)) this.functionIndex(definition);
      return linked.address(definition);
    } catch (error) {
      if (this.lenient && error instanceof CError) return NOWHERE;
      throw error;
    }
  }

  private joinPool(): Uint8Array {
    const pool = new Uint8Array(this.poolSize);
    let offset = 0;
    for (const part of this.poolParts) {
      pool.set(part, offset);
      offset += part.length;
    }
    return pool;
  }

  private describe(): Program {
    const { debug } = this;
    for (const unit of [...this.units, ...this.userUnits])
      unit.context.fileScope.describeTypes(debug);
    return {
      files: this.files.paths,
      functions: debug.functions,
      globals: debug.globals,
      statements: debug.statements,
      sites: debug.sites,
      records: debug.records,
      constants: debug.constants,
      typedefs: debug.typedefs,
    };
  }
}
