/**
 * Plain data with cycles, shared objects, maps, 64-bit numbers and typed arrays as a text and some
 * bytes, for a file: what a structured clone is between threads. The bytes are arranged so that they
 * compress well; compressing them is left to whoever has a compressor.
 */

export interface Frozen {
  /** JSON: the objects, referring to each other by number and to parts of `bytes`. */
  json: string;
  bytes: Uint8Array;
}

/** A primitive, `[number of an object]`, `['n', digits]` for a bigint, `['u']` for undefined. */
type Ref = null | boolean | number | string | [number] | ['n', string] | ['u'];
type Node =
  | { kind: 'array'; items: Ref[] }
  | { kind: 'object'; entries: [string, Ref][] }
  | { kind: 'map'; entries: [Ref, Ref][] }
  | { kind: 'column'; type: ColumnType; at: number; length: number; delta: boolean };

const COLUMNS = {
  Uint8Array,
  Uint32Array,
  Int32Array,
  Float64Array,
} as const;
type ColumnType = keyof typeof COLUMNS;
type Column = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** Throws TypeError for what is no plain data: functions, instances of classes, other typed arrays. */
export function freeze(value: unknown): Frozen {
  const numbers = new Map<object, number>();
  const queue: object[] = [];
  const ref = (part: unknown): Ref => {
    if (part === null || typeof part === 'boolean' || typeof part === 'string') return part;
    if (typeof part === 'undefined') return ['u'];
    if (typeof part === 'bigint') return ['n', String(part)];
    if (typeof part === 'number') {
      if (!Number.isFinite(part) || Object.is(part, -0)) {
        throw new TypeError(`${part} cannot be frozen: JSON has no such number`);
      }
      return part;
    }
    if (typeof part !== 'object') throw new TypeError(`a ${typeof part} cannot be frozen`);
    let number = numbers.get(part);
    if (number === undefined) {
      number = queue.push(part) - 1;
      numbers.set(part, number);
    }
    return [number];
  };
  const columns: Uint8Array[] = [];
  let size = 0;
  const root = ref(value);
  const nodes: Node[] = [];
  // The queue grows while it is worked off: no recursion, however deep the types are nested.
  for (let index = 0; index < queue.length; index++) {
    const part = queue[index]!;
    const type = columnType(part);
    if (type) {
      const { bytes, delta } = columnBytes(part as Column);
      const { length } = part as Column;
      nodes.push({ kind: 'column', type, at: size, length, delta });
      columns.push(bytes);
      size += bytes.length;
    } else nodes.push(nodeOf(part, ref));
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return { json: JSON.stringify({ root, nodes: nodes.map(packNode) }), bytes };
}

function nodeOf(part: object, ref: (value: unknown) => Ref): Node {
  if (Array.isArray(part)) return { kind: 'array', items: part.map(ref) };
  if (part instanceof Map) {
    const entries = [...part].map(([key, value]): [Ref, Ref] => [ref(key), ref(value)]);
    return { kind: 'map', entries };
  }
  const prototype: unknown = Object.getPrototypeOf(part);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${part.constructor.name} cannot be frozen: it is no plain data`);
  }
  return {
    kind: 'object',
    entries: Object.entries(part).map(([key, value]): [string, Ref] => [key, ref(value)]),
  };
}

type PackedNode =
  ['a', ...Ref[]] | ['o', ...Ref[]] | ['m', ...Ref[]] | ['c', ColumnType, number, number, boolean];

/** Short forms: there are tens of thousands of them. */
function packNode(node: Node): PackedNode {
  switch (node.kind) {
    case 'array':
      return ['a', ...node.items];
    case 'object':
      return ['o', ...node.entries.flat()];
    case 'map':
      return ['m', ...node.entries.flat()];
    case 'column':
      return ['c', node.type, node.at, node.length, node.delta];
  }
}

/** What was frozen, with the same cycles and shared objects. Throws Error if the data is damaged. */
export function thaw({ json, bytes }: Frozen): unknown {
  let read: { root: Ref; nodes: PackedNode[] };
  try {
    read = JSON.parse(json) as typeof read;
  } catch {
    throw new Error('the recording in this file is damaged: its description cannot be read');
  }
  const { root, nodes } = read;
  const objects = nodes.map((node): object => {
    switch (node[0]) {
      case 'a':
        return [];
      case 'o':
        return {};
      case 'm':
        return new Map();
      case 'c':
        return columnOf(bytes, node);
    }
  });
  const value = (ref: Ref): unknown => {
    if (!Array.isArray(ref)) return ref;
    if (ref[0] === 'n') return BigInt(ref[1]!);
    return ref[0] === 'u' ? undefined : objects[ref[0]];
  };
  nodes.forEach((node, index) => {
    const object = objects[index]!;
    if (node[0] === 'c') return;
    const [, ...refs] = node;
    if (Array.isArray(object)) for (const ref of refs) object.push(value(ref));
    else if (object instanceof Map) {
      for (let i = 0; i < refs.length; i += 2) object.set(value(refs[i]!), value(refs[i + 1]!));
    } else {
      const fields = object as Record<string, unknown>;
      for (let i = 0; i < refs.length; i += 2) fields[refs[i] as string] = value(refs[i + 1]!);
    }
  });
  return value(root);
}

function columnType(part: object): ColumnType | null {
  if (!ArrayBuffer.isView(part)) return null;
  const { name } = part.constructor;
  if (name in COLUMNS) return name as ColumnType;
  throw new TypeError(`a ${name} cannot be frozen`);
}

/**
 * Numbers of 32 bits by planes: all their lowest bytes, then the next ones, so that the many zeros and
 * the same upper halves of addresses stand together; as differences where those are smaller.
 */
function columnBytes(column: Column): { bytes: Uint8Array; delta: boolean } {
  if (column instanceof Uint8Array) return { bytes: column.slice(), delta: false };
  if (column instanceof Float64Array) {
    return { bytes: new Uint8Array(column.slice().buffer), delta: false };
  }
  const { length } = column;
  const delta = differencesAreSmaller(column);
  const bytes = new Uint8Array(length * 4);
  let before = 0;
  for (let i = 0; i < length; i++) {
    const own = column[i]!;
    const word = delta ? (own - before) | 0 : own;
    before = own;
    bytes[i] = word;
    bytes[length + i] = word >>> 8;
    bytes[2 * length + i] = word >>> 16;
    bytes[3 * length + i] = word >>> 24;
  }
  return { bytes, delta };
}

function differencesAreSmaller(column: Uint32Array | Int32Array): boolean {
  let score = 0;
  for (let i = 1; i < column.length; i++) {
    const own = column[i]!;
    const change = own - column[i - 1]!;
    if (change > -128 && change < 128) score++;
    if (own > -128 && own < 128) score--;
  }
  return score > 0;
}

function columnOf(
  bytes: Uint8Array,
  [, type, at, length, delta]: ['c', ColumnType, number, number, boolean],
): Column {
  const Type = COLUMNS[type];
  const size = length * Type.BYTES_PER_ELEMENT;
  if (at + size > bytes.length) {
    throw new Error('the recording in this file is damaged: a part of it is missing');
  }
  const own = bytes.slice(at, at + size);
  if (Type === Uint8Array) return own;
  if (Type === Float64Array) return new Float64Array(own.buffer);
  const column = Type === Int32Array ? new Int32Array(length) : new Uint32Array(length);
  let before = 0;
  for (let i = 0; i < length; i++) {
    const word =
      own[i]! |
      (own[length + i]! << 8) |
      (own[2 * length + i]! << 16) |
      (own[3 * length + i]! << 24);
    before = delta ? (before + word) | 0 : word;
    column[i] = before;
  }
  return column;
}
