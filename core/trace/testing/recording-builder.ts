/**
 * Synthetic recordings for tests, from a notation that reads like the run it stands for:
 *
 *     const r = new RecordingBuilder();
 *     r.fn('main', { line: 1, locals: { x: 0 } });
 *     r.fn('f', { line: 20 });
 *     r.call('main', () => {
 *       r.at(3).write('page->pgmap', PAGE + 8n, 5n).local('x', 1n);
 *       r.at(4);
 *       r.call('f', () => r.at(21).read('page->pgmap', PAGE + 8n));
 *       r.resume().value('pgmap', 5n);
 *     });
 *     const recording = r.finish();
 *
 * A model memory supplies `before`; every call begins with an `enter` step.
 */
import { HIGH_HALVES, SITE_BITS } from '../../c/emit/log-head.ts';
import type { CType, IntegerType } from '../../c/ctype.ts';
import type { AccessSite, FunctionInfo, Program, StatementInfo } from '../../c/program.ts';
import { Memory, pageOf } from '../../machine/memory.ts';
import { MAP_ENTRY, RESUMED } from '../../machine/recording.ts';
import type { Outcome, RecordedEvent, Recording } from '../../machine/recording.ts';

export const STACK_BASE = 0xffff_c900_0000_0000n;
const TEXT_BASE = 0xffff_ffff_8100_0000n;

/** `unsigned long`, `unsigned int` … by size. */
export function unsigned(size: number): IntegerType {
  const names: Record<number, string> = {
    1: 'unsigned char',
    2: 'unsigned short',
    4: 'unsigned int',
    8: 'unsigned long',
  };
  const ranks: Record<number, number> = { 1: 1, 2: 2, 4: 3, 8: 4 };
  return {
    kind: 'int',
    name: names[size] ?? 'unsigned __int128',
    signed: false,
    rank: ranks[size] ?? 6,
    size,
    align: size,
  };
}

interface FunctionOptions {
  file?: string;
  line?: number;
  endLine?: number;
  /** Local variables and their offsets in the frame; 8 bytes each. The first `params` are these. */
  locals?: Record<string, number>;
  params?: number;
  frameSize?: number;
  address?: bigint;
}

type Sized = 1 | 2 | 4 | 8;

/** Further attributes of a statement or an access, where the default will not do. */
interface StatementOptions {
  column?: number;
  kind?: StatementInfo['kind'];
  file?: string;
}

export class RecordingBuilder {
  private readonly program: Program = {
    files: [],
    functions: [],
    globals: [],
    statements: [],
    sites: [],
    records: new Map(),
    constants: new Map(),
    typedefs: new Map(),
  };
  private readonly memory: Memory;
  private readonly initialPages: { page: number; bytes: Uint8Array }[];
  private readonly statementNumbers = new Map<string, number>();
  private readonly siteNumbers = new Map<string, number>();
  private readonly steps: { statement: number; call: number; log: number }[] = [];
  private log: number[] = [];
  private readonly rows: {
    function: number;
    parent: number;
    enter: number;
    leave: number;
    frame: number;
  }[] = [];
  private readonly stack: { row: number; statement: number }[] = [];
  private readonly events: RecordedEvent[] = [];
  private readonly mapped = new Map<number, number>();
  private stackTop = 0x8000;

  constructor(initialPages: { page: number; bytes: Uint8Array }[] = []) {
    this.initialPages = initialPages.map(({ page, bytes }) => ({ page, bytes: bytes.slice() }));
    this.memory = new Memory(initialPages);
  }

  /** Number of steps so far. */
  get stepCount(): number {
    return this.steps.length;
  }

  /** Declares a function. */
  fn(name: string, options: FunctionOptions = {}): this {
    const { locals = {}, line = 1 } = options;
    const endLine = options.endLine ?? line + 19;
    const offsets = Object.values(locals);
    const info: FunctionInfo = {
      name,
      file: this.file(options.file ?? 'mm/test.c'),
      line,
      endLine,
      address: options.address ?? TEXT_BASE + BigInt(this.program.functions.length) * 64n,
      returns: { kind: 'void', size: 1, align: 1 },
      variables: Object.entries(locals).map(([local, frameOffset]) => ({
        name: local,
        type: unsigned(8),
        frameOffset,
        scopeLine: line,
        scopeEndLine: endLine,
      })),
      paramCount: options.params ?? 0,
      resultOffset: null,
      frameSize: options.frameSize ?? Math.max(16, ...offsets.map((offset) => offset + 8)),
    };
    this.program.functions.push(info);
    return this;
  }

  /** Declares a global variable. */
  global(name: string, address: bigint, type: CType = unsigned(8)): this {
    this.program.globals.push({ name, type, file: this.file('mm/test.c'), line: 1, address });
    return this;
  }

  /** A call: its `enter` step, what `body` does, and the return. */
  call(name: string, body: () => void = () => undefined): this {
    const index = this.program.functions.findIndex((info) => info.name === name);
    if (index < 0) throw new Error(`no function ${name}: declare it with fn() first`);
    const info = this.program.functions[index]!;
    const row = this.rows.length;
    this.stackTop -= info.frameSize;
    this.rows.push({
      function: index,
      parent: this.stack.at(-1)?.row ?? 0,
      enter: this.steps.length,
      leave: -1,
      frame: this.stackTop,
    });
    this.stack.push({ row, statement: -1 });
    this.at(info.line, { kind: 'enter', column: 1 });
    body();
    if (this.rows[row]!.leave < 0) {
      this.rows[row]!.leave = this.steps.length;
      this.stackTop += info.frameSize;
    }
    this.stack.pop();
    return this;
  }

  /** A step of the statement at a line of the current function. */
  at(line: number, options: StatementOptions = {}): this {
    const top = this.top();
    const { column = 1, kind = 'expression' } = options;
    const func = this.rows[top.row]!.function;
    const file = options.file ? this.file(options.file) : this.program.functions[func]!.file;
    const key = `${func} ${file} ${line} ${column} ${kind}`;
    let statement = this.statementNumbers.get(key);
    if (statement === undefined) {
      statement = this.program.statements.push({ file, line, column, function: func, kind }) - 1;
      this.statementNumbers.set(key, statement);
    }
    return this.push(top, statement, 0);
  }

  /** A step that goes on with the statement of the current call after a callee returned. */
  resume(): this {
    const top = this.top();
    if (top.statement < 0) throw new Error('nothing to resume');
    return this.push(top, top.statement, RESUMED);
  }

  /** A read of memory; `text` as `page->pgmap` or `struct page: pgmap` (then with a member path). */
  read(text: string, address: bigint, size: Sized = 8): this {
    this.words(...head(this.site('read', text, size, false), address));
    return this;
  }

  write(text: string, address: bigint, value: bigint, size: Sized = 8): this {
    const before = this.memory.readUint(address, size);
    const site = this.site('write', text, size, false);
    this.words(...head(site, address), ...valueWords(before, size), ...valueWords(value, size));
    this.memory.write(address, littleEndian(value, size));
    return this;
  }

  /** A write of a local variable of the current call. */
  local(name: string, value: bigint, size: Sized = 8): this {
    const offset = this.localOffset(name);
    const address = STACK_BASE + BigInt(offset);
    const before = this.memory.readUint(address, size);
    const site = this.site('write', name, size, true);
    this.words(site, offset, ...valueWords(before, size), ...valueWords(value, size));
    this.memory.write(address, littleEndian(value, size));
    return this;
  }

  readLocal(name: string, size: Sized = 8): this {
    this.words(this.site('read', name, size, true), this.localOffset(name));
    return this;
  }

  blockRead(text: string, address: bigint, length: number): this {
    this.words(...head(this.site('block-read', text, 0, false), address), length);
    return this;
  }

  blockWrite(text: string, address: bigint, bytes: Uint8Array): this {
    const before = this.memory.read(address, bytes.length);
    const site = this.site('block-write', text, 0, false);
    this.words(...head(site, address), bytes.length, ...packed(before), ...packed(bytes));
    this.memory.write(address, bytes);
    return this;
  }

  /** Makes a page an alias of another; 0 makes it a page of its own again. Page numbers. */
  map(page: number, target: number): this {
    const before = this.mapped.get(page) ?? 0;
    this.memory.map(page, target);
    this.mapped.set(page, target);
    this.words(MAP_ENTRY, ...split(page), ...split(before), ...split(target));
    return this;
  }

  value(name: string, value: bigint): this {
    this.events.push({ kind: 'value', step: this.steps.length - 1, name, value });
    return this;
  }

  printk(text: string, level = 6): this {
    this.events.push({ kind: 'printk', step: this.steps.length - 1, level, text });
    return this;
  }

  mark(text: string): this {
    this.events.push({ kind: 'mark', step: this.steps.length - 1, text });
    return this;
  }

  pages(name: string, address: bigint, count: number): this {
    this.events.push({ kind: 'pages', step: this.steps.length - 1, name, address, count });
    return this;
  }

  /** The recording. For a run that stopped inside calls, say so with `outcome`. */
  finish(outcome: Outcome = { kind: 'finished', exitCode: 0 }): Recording {
    const { steps, rows } = this;
    const count = steps.length;
    return {
      program: this.program,
      stepCount: count,
      stepStatement: Uint32Array.from(steps, (step) => step.statement),
      stepCall: Uint32Array.from(steps, (step) => step.call),
      stepLog: Uint32Array.from([...steps.map((step) => step.log), this.log.length]),
      log: Uint32Array.from(this.log),
      stackBase: STACK_BASE,
      calls: {
        count: rows.length,
        function: Uint32Array.from(rows, (row) => row.function),
        parent: Uint32Array.from(rows, (row) => row.parent),
        enter: Uint32Array.from(rows, (row) => row.enter),
        leave: Uint32Array.from(rows, (row) => (row.leave < 0 ? count : row.leave)),
        frame: Uint32Array.from(rows, (row) => row.frame),
      },
      initialPages: this.initialPages,
      events: this.events,
      outcome,
    };
  }

  /** The last step stops the run: open calls never return. Ends the current `call` bodies. */
  oops(reason: string, address: bigint | null = null): Recording {
    const callTrace = this.stack
      .map(({ row, statement }) => ({
        function: this.program.functions[this.rows[row]!.function]!.name,
        file: this.program.files[this.program.statements[statement]!.file]!,
        line: this.program.statements[statement]!.line,
      }))
      .reverse();
    return this.finish({
      kind: 'oops',
      step: this.steps.length - 1,
      reason,
      address,
      access: address === null ? null : 'read',
      callTrace,
    });
  }

  private top() {
    const top = this.stack.at(-1);
    if (!top) throw new Error('a step needs a call around it');
    return top;
  }

  private push(top: { row: number; statement: number }, statement: number, flag: number): this {
    top.statement = statement;
    this.steps.push({ statement: statement + flag, call: top.row, log: this.log.length });
    return this;
  }

  private words(...words: number[]) {
    if (this.steps.length === 0) throw new Error('an access needs a step before it');
    for (const word of words) this.log.push(word);
  }

  private file(path: string): number {
    const known = this.program.files.indexOf(path);
    return known >= 0 ? known : this.program.files.push(path) - 1;
  }

  private localOffset(name: string): number {
    const { row } = this.top();
    const info = this.program.functions[this.rows[row]!.function]!;
    const local = info.variables.find((variable) => variable.name === name);
    if (!local) throw new Error(`${info.name} has no local ${name}`);
    return this.rows[row]!.frame + local.frameOffset;
  }

  private site(kind: AccessSite['kind'], text: string, size: number, local: boolean): number {
    const statement = this.steps.at(-1)!.statement % RESUMED;
    const key = `${statement} ${kind} ${size} ${local} ${text}`;
    let index = this.siteNumbers.get(key);
    if (index === undefined) {
      const type = unsigned(size || 8);
      const member = memberOf(text);
      const shown = member ? `it->${member.path.join('.')}` : text;
      index =
        this.program.sites.push({ kind, local, size, type, member, text: shown, statement }) - 1;
      this.siteNumbers.set(key, index);
    }
    return index;
  }
}

/** `struct page: lru.next` names a member; anything else is just text. */
function memberOf(text: string): AccessSite['member'] {
  const match = /^((?:struct|union) \w+): ([\w.]+)$/.exec(text);
  return match ? { record: match[1]!, path: match[2]!.split('.'), offset: 0 } : null;
}

/** The head of an entry; every other one that can do without the upper half does. */
function head(site: number, address: bigint): number[] {
  const [low, high] = halves(address);
  const slot = HIGH_HALVES.indexOf(high);
  if (slot < 0 || low % 2 === 1) return [site, low, high];
  return [(site | ((slot + 1) << SITE_BITS)) >>> 0, low];
}

function halves(value: bigint): [number, number] {
  return [Number(value & 0xffff_ffffn), Number(BigInt.asUintN(64, value) >> 32n)];
}

function split(page: number): [number, number] {
  return [page % 2 ** 32, Math.floor(page / 2 ** 32)];
}

function valueWords(value: bigint, size: number): number[] {
  return packed(littleEndian(value, size));
}

function littleEndian(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(i * 8)) & 0xffn));
}

function packed(bytes: Uint8Array): number[] {
  const words = new Array<number>(Math.ceil(bytes.length / 4)).fill(0);
  bytes.forEach((byte, i) => {
    words[i >> 2] = (words[i >> 2]! | (byte << ((i & 3) * 8))) >>> 0;
  });
  return words;
}

export { pageOf };
