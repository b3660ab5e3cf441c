/** A minimal WebAssembly binary encoder: exactly what the emitter needs. */

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64';
export const VALUE_TYPE: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };

/** Growable byte buffer with LEB128 numbers. */
export class Bytes {
  private buffer = new Uint8Array(256);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    grown.set(this.buffer);
    this.buffer = grown;
  }

  u8(value: number): this {
    this.reserve(1);
    this.buffer[this.length++] = value;
    return this;
  }

  u32(value: number): this {
    let rest = value >>> 0;
    do {
      const more = rest > 0x7f;
      this.u8((rest & 0x7f) | (more ? 0x80 : 0));
      rest >>>= 7;
    } while (rest !== 0);
    return this;
  }

  s32(value: number): this {
    let rest = value | 0;
    for (;;) {
      const byte = rest & 0x7f;
      rest >>= 7;
      const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
      this.u8(done ? byte : byte | 0x80);
      if (done) return this;
    }
  }

  s64(value: bigint): this {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const byte = Number(rest & 0x7fn);
      rest >>= 7n;
      const done = (rest === 0n && (byte & 0x40) === 0) || (rest === -1n && (byte & 0x40) !== 0);
      this.u8(done ? byte : byte | 0x80);
      if (done) return this;
    }
  }

  f32(value: number): this {
    return this.raw(new Uint8Array(new Float32Array([value]).buffer));
  }

  f64(value: number): this {
    return this.raw(new Uint8Array(new Float64Array([value]).buffer));
  }

  raw(bytes: Uint8Array): this {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  append(other: Bytes): this {
    return this.raw(other.bytes());
  }

  /** ASCII text with its length in front. */
  name(text: string): this {
    const bytes = Uint8Array.from(text, (ch) => ch.charCodeAt(0) & 0x7f);
    return this.u32(bytes.length).raw(bytes);
  }

  /** Forgets what was written beyond a length. */
  protected truncateTo(length: number): void {
    this.length = length;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

/** Opcodes by their text-format names. */
export const OP = {
  unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, br_if: 0x0d,
  br_table: 0x0e, try: 0x06, catch: 0x07, throw: 0x08, rethrow: 0x09, return: 0x0f, call: 0x10, call_indirect: 0x11, drop: 0x1a, select: 0x1b, local_get: 0x20,
  local_set: 0x21, local_tee: 0x22, global_get: 0x23, global_set: 0x24, i32_load: 0x28, i64_load: 0x29,
  f32_load: 0x2a, f64_load: 0x2b, i32_load8_s: 0x2c, i32_load8_u: 0x2d, i32_load16_s: 0x2e, i32_load16_u: 0x2f,
  i32_store: 0x36, i64_store: 0x37, f32_store: 0x38, f64_store: 0x39, i32_store8: 0x3a, i32_store16: 0x3b,
  i32_const: 0x41, i64_const: 0x42, f32_const: 0x43, f64_const: 0x44, i32_eqz: 0x45, i32_eq: 0x46, i32_ne: 0x47,
  i32_lt_s: 0x48, i32_lt_u: 0x49, i32_gt_s: 0x4a, i32_gt_u: 0x4b, i32_le_s: 0x4c, i32_le_u: 0x4d,
  i32_ge_s: 0x4e, i32_ge_u: 0x4f, i64_eqz: 0x50, i64_eq: 0x51, i64_ne: 0x52, i64_lt_s: 0x53, i64_lt_u: 0x54,
  i64_gt_s: 0x55, i64_gt_u: 0x56, i64_le_s: 0x57, i64_le_u: 0x58, i64_ge_s: 0x59, i64_ge_u: 0x5a, f32_eq: 0x5b,
  f32_ne: 0x5c, f32_lt: 0x5d, f32_gt: 0x5e, f32_le: 0x5f, f32_ge: 0x60, f64_eq: 0x61, f64_ne: 0x62,
  f64_lt: 0x63, f64_gt: 0x64, f64_le: 0x65, f64_ge: 0x66, i32_clz: 0x67, i32_ctz: 0x68, i32_popcnt: 0x69,
  i32_add: 0x6a, i32_sub: 0x6b, i32_mul: 0x6c, i32_div_s: 0x6d, i32_div_u: 0x6e, i32_rem_s: 0x6f,
  i32_rem_u: 0x70, i32_and: 0x71, i32_or: 0x72, i32_xor: 0x73, i32_shl: 0x74, i32_shr_s: 0x75, i32_shr_u: 0x76,
  i64_clz: 0x79, i64_ctz: 0x7a, i64_popcnt: 0x7b, i64_add: 0x7c, i64_sub: 0x7d, i64_mul: 0x7e, i64_div_s: 0x7f,
  i64_div_u: 0x80, i64_rem_s: 0x81, i64_rem_u: 0x82, i64_and: 0x83, i64_or: 0x84, i64_xor: 0x85, i64_shl: 0x86,
  i64_shr_s: 0x87, i64_shr_u: 0x88, f32_abs: 0x8b, f32_neg: 0x8c, f32_add: 0x92, f32_sub: 0x93, f32_mul: 0x94,
  f32_div: 0x95, f64_abs: 0x99, f64_neg: 0x9a, f64_ceil: 0x9b, f64_floor: 0x9c, f64_trunc: 0x9d,
  f64_nearest: 0x9e, f64_sqrt: 0x9f, f64_add: 0xa0, f64_sub: 0xa1, f64_mul: 0xa2, f64_div: 0xa3,
  f64_copysign: 0xa6, i32_wrap_i64: 0xa7, i64_extend_i32_s: 0xac, i64_extend_i32_u: 0xad, f32_convert_i32_s: 0xb2,
  f32_convert_i32_u: 0xb3, f32_convert_i64_s: 0xb4, f32_convert_i64_u: 0xb5, f32_demote_f64: 0xb6,
  f64_convert_i32_s: 0xb7, f64_convert_i32_u: 0xb8, f64_convert_i64_s: 0xb9, f64_convert_i64_u: 0xba,
  f64_promote_f32: 0xbb, i32_reinterpret_f32: 0xbc, i64_reinterpret_f64: 0xbd, f32_reinterpret_i32: 0xbe,
  f64_reinterpret_i64: 0xbf, i32_extend8_s: 0xc0, i32_extend16_s: 0xc1, i64_extend8_s: 0xc2,
  i64_extend16_s: 0xc3, i64_extend32_s: 0xc4,
} as const; // prettier-ignore

/** Saturating float to integer conversions (second byte behind 0xfc). */
export const TRUNC_SAT = {
  i32_f32_s: 0, i32_f32_u: 1, i32_f64_s: 2, i32_f64_u: 3, i64_f32_s: 4, i64_f32_u: 5, i64_f64_s: 6, i64_f64_u: 7,
} as const; // prettier-ignore

/** What a function leaves: nothing, a value, or several. */
export type Results = ValueType | null | readonly ValueType[];

export const resultTypes = (results: Results): readonly ValueType[] =>
  results === null ? [] : typeof results === 'string' ? [results] : results;

export interface Signature {
  params: ValueType[];
  result: Results;
}

interface FunctionEntry {
  name: string;
  type: number;
  locals: ValueType[];
  code: Bytes;
}

/** Collects the sections of one module. Imports come first in the function index space. */
export class ModuleBuilder {
  private readonly types: Bytes[] = [];
  private readonly typeIndex = new Map<string, number>();
  private readonly imports: { name: string; type: number }[] = [];
  private readonly functions: (FunctionEntry | null)[] = [];
  private readonly globals: { type: ValueType; initial: bigint; name: string }[] = [];
  private readonly table: number[] = [];
  private tagType: number | null = null;

  type(signature: Signature): number {
    const results = resultTypes(signature.result);
    const key = `${signature.params.join()}>${results.join()}`;
    let index = this.typeIndex.get(key);
    if (index === undefined) {
      const bytes = new Bytes().u8(0x60).u32(signature.params.length);
      for (const p of signature.params) bytes.u8(VALUE_TYPE[p]);
      bytes.u32(results.length);
      for (const r of results) bytes.u8(VALUE_TYPE[r]);
      index = this.types.push(bytes) - 1;
      this.typeIndex.set(key, index);
    }
    return index;
  }

  /** All imports must be declared before the first function. */
  importFunction(name: string, signature: Signature): number {
    if (this.functions.length > 0) throw new Error('imports come before functions');
    return this.imports.push({ name, type: this.type(signature) }) - 1;
  }

  /** Reserves a function index; `define` fills it in later. */
  declareFunction(): number {
    return this.imports.length + this.functions.push(null) - 1;
  }

  define(
    index: number,
    name: string,
    signature: Signature,
    locals: ValueType[],
    code: Bytes,
  ): void {
    this.functions[index - this.imports.length] = {
      name,
      type: this.type(signature),
      locals,
      code,
    };
  }

  /** Declares and defines at once; returns the index. */
  addFunction(name: string, signature: Signature, locals: ValueType[], code: Bytes): number {
    const index = this.declareFunction();
    this.define(index, name, signature, locals, code);
    return index;
  }

  /** A mutable exported global. */
  global(name: string, type: ValueType, initial: bigint): number {
    return this.globals.push({ name, type, initial }) - 1;
  }

  /** Gives a function a table slot, for indirect calls. */
  tableSlot(functionIndex: number): number {
    return this.table.push(functionIndex) - 1;
  }

  /** The exception that jumps between functions are; only modules that have such jumps define it. */
  jumpTag(): number {
    this.tagType ??= this.type({ params: ['i32', 'i32', 'i32', 'i32'], result: null });
    return 0;
  }

  finish(exported: ReadonlyMap<string, number>): Uint8Array {
    const out = new Bytes().raw(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    const section = (id: number, body: Bytes) => out.u8(id).u32(body.length).append(body);
    const vector = <X>(
      items: readonly X[],
      write: (into: Bytes, item: X, index: number) => void,
    ) => {
      const body = new Bytes().u32(items.length);
      items.forEach((item, i) => write(body, item, i));
      return body;
    };
    section(
      1,
      vector(this.types, (b, t) => b.append(t)),
    );
    const imports = new Bytes().u32(this.imports.length + 1);
    imports.name('env').name('memory').u8(2).u8(0).u32(1);
    for (const i of this.imports) imports.name('env').name(i.name).u8(0).u32(i.type);
    section(2, imports);
    section(
      3,
      vector(this.functions, (b, f) => b.u32(f!.type)),
    );
    section(
      4,
      new Bytes()
        .u32(1)
        .u8(0x70)
        .u8(0)
        .u32(this.table.length + 1),
    );
    if (this.tagType !== null) section(13, new Bytes().u32(1).u8(0).u32(this.tagType));
    section(
      6,
      vector(this.globals, (b, g) => this.writeGlobal(b, g)),
    );
    const exports = new Bytes().u32(this.globals.length + exported.size);
    this.globals.forEach((g, i) => exports.name(g.name).u8(3).u32(i));
    for (const [name, index] of exported) exports.name(name).u8(0).u32(index);
    section(7, exports);
    if (this.table.length > 0) {
      const elements = new Bytes().u32(1).u32(0).u8(OP.i32_const).s32(1).u8(OP.end);
      section(9, elements.append(vector(this.table, (b, f) => b.u32(f))));
    }
    section(
      10,
      vector(this.functions, (b, f) => this.writeCode(b, f!)),
    );
    section(0, new Bytes().name('name').append(this.nameSection()));
    return out.bytes().slice();
  }

  private writeGlobal(into: Bytes, g: { type: ValueType; initial: bigint }): void {
    into.u8(VALUE_TYPE[g.type]).u8(1);
    if (g.type === 'i64') into.u8(OP.i64_const).s64(g.initial);
    else into.u8(OP.i32_const).s32(Number(g.initial));
    into.u8(OP.end);
  }

  private writeCode(into: Bytes, f: FunctionEntry): void {
    const runs: { count: number; type: ValueType }[] = [];
    for (const type of f.locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ count: 1, type });
    }
    const body = new Bytes().u32(runs.length);
    for (const run of runs) body.u32(run.count).u8(VALUE_TYPE[run.type]);
    body.append(f.code).u8(OP.end);
    into.u32(body.length).append(body);
  }

  /** Function names, so that engine stack traces can be read. */
  private nameSection(): Bytes {
    const names = new Bytes().u32(this.functions.length);
    this.functions.forEach((f, i) => names.u32(this.imports.length + i).name(f!.name));
    return new Bytes().u8(1).u32(names.length).append(names);
  }
}
