/** A C initialiser that gives an object exactly the bytes it was seen with. */
import type { CType, Member, RecordType } from '../c/ctype.ts';
import { recordName } from '../c/types.ts';
import { scalarInitialiser } from './c-scalar.ts';

/** `.member = value` or `[index] = value`; a record or an array has a list of its own. */
interface Part {
  designator: string;
  value: string | Part[];
}

export interface InitialiserOptions {
  /** Of the object; a C identifier. */
  name: string;
  /** Told above it, a line each. */
  comment?: readonly string[];
  /**
   * Which member of a union to write, where several hold the same bytes: true for the one that is
   * valid. `path` is as C writes it, without the names of anonymous records.
   */
  prefers?: (path: string, offset: number) => boolean;
}

/**
 * `static struct page name = { … };` for an object of `type` with these bytes. Members that are zero
 * are left out. Where no choice of members gives the bytes (padding that holds something, a NaN), the
 * object is a union with an array of bytes, which is what is then initialised.
 *
 * Throws RangeError if `bytes` are not as many as the type has, or the type has no name.
 */
export function cInitialiser(
  type: RecordType,
  bytes: Uint8Array,
  { name, comment = [], prefers = () => false }: InitialiserOptions,
): string {
  if (bytes.length !== type.size) {
    throw new RangeError(`${recordName(type)} has ${type.size} bytes, not ${bytes.length}`);
  }
  if (type.tag === null && type.typedefName === undefined) {
    throw new RangeError(`an anonymous ${type.kind} cannot be named in C`);
  }
  const lines = comment.length === 0 ? [] : ['/*', ...comment.map(commentLine), ' */'];
  const made = new Uint8Array(bytes.length);
  const parts = new Builder(bytes, prefers).record(type, 0, '', made);
  if (equal(made, bytes)) {
    lines.push(`static ${recordName(type)} ${name} = {`, ...printed(parts, '\t'), '};');
  } else {
    lines.push(
      `static union { unsigned char bytes[${bytes.length}]; ${recordName(type)} object; } ${name} = {`,
      '\t.bytes = {',
      ...byteRows(bytes),
      '\t},',
      '};',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** A comment cannot be ended from inside. */
const commentLine = (text: string) => ` * ${text.replaceAll('*/', '* /')}`.trimEnd();

class Builder {
  constructor(
    private readonly bytes: Uint8Array,
    private readonly prefers: (path: string, offset: number) => boolean,
  ) {}

  /** The parts of a record at `offset`; `made` gets the bytes that they will give. */
  record(type: RecordType, offset: number, path: string, made: Uint8Array): Part[] {
    if (this.isZero(offset, type.size)) return [];
    if (type.kind === 'union') return this.union(type, offset, path, made);
    return type.members.flatMap((member) => this.member(member, offset, path, made));
  }

  /** The member that gives all bytes of the union, of several the preferred one, then the first. */
  private union(type: RecordType, offset: number, path: string, made: Uint8Array): Part[] {
    const candidates = type.members.map((member) => {
      const trial = new Uint8Array(this.bytes.length);
      const parts = this.member(member, offset, path, trial);
      let right = 0;
      for (let at = offset; at < offset + type.size; at++) {
        if (trial[at] === this.bytes[at]) right++;
      }
      const preferred = this.holdsPreferred(member, offset, path);
      return { trial, parts, score: right * 2 + Number(preferred) };
    });
    const best = candidates.reduce<(typeof candidates)[number] | null>(
      (chosen, one) => (chosen === null || one.score > chosen.score ? one : chosen),
      null,
    );
    if (!best) return [];
    best.trial.forEach((byte, at) => {
      if (byte !== 0) made[at] = byte;
    });
    return best.parts;
  }

  private holdsPreferred(member: Member, base: number, path: string): boolean {
    const own = member.name === null ? path : joined(path, member.name);
    const offset = base + member.offset;
    if (member.name !== null && this.prefers(own, offset)) return true;
    const { type } = member;
    if (type.kind !== 'struct' && type.kind !== 'union') return false;
    return type.members.some((inner) => this.holdsPreferred(inner, offset, own));
  }

  private member(member: Member, base: number, path: string, made: Uint8Array): Part[] {
    const { name, type } = member;
    const offset = base + member.offset;
    if (member.bitWidth !== undefined) {
      if (name === null) return [];
      const bits = { offset: member.bitOffset ?? 0, width: member.bitWidth };
      const value = scalarInitialiser(type, this.bytes, offset, made, bits);
      return value === null ? [] : [{ designator: `.${name}`, value }];
    }
    if (name === null) {
      // Its members are named as if they were the outer record's own.
      return type.kind === 'struct' || type.kind === 'union'
        ? this.record(type, offset, path, made)
        : [];
    }
    return this.named(`.${name}`, type, offset, joined(path, name), made);
  }

  private named(
    designator: string,
    type: CType,
    offset: number,
    path: string,
    made: Uint8Array,
  ): Part[] {
    let value: Part['value'] | null;
    if (type.kind === 'struct' || type.kind === 'union') {
      value = this.record(type, offset, path, made);
    } else if (type.kind === 'array') {
      value = Array.from({ length: type.length ?? 0 }, (_, index) =>
        this.named(`[${index}]`, type.of, offset + index * type.of.size, `${path}[${index}]`, made),
      ).flat();
    } else {
      value = scalarInitialiser(type, this.bytes, offset, made);
    }
    return value === null || value.length === 0 ? [] : [{ designator, value }];
  }

  private isZero(offset: number, size: number): boolean {
    return this.bytes.subarray(offset, offset + size).every((byte) => byte === 0);
  }
}

const joined = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, index) => byte === b[index]);
}

function printed(parts: readonly Part[], indent: string): string[] {
  return parts.flatMap(({ designator, value }) => {
    if (typeof value === 'string') return [`${indent}${designator} = ${value},`];
    const flat = value.every((part) => typeof part.value === 'string') && value.length <= 2;
    if (flat) {
      const inner = value.map((part) => `${part.designator} = ${part.value as string}`);
      return [`${indent}${designator} = { ${inner.join(', ')} },`];
    }
    return [`${indent}${designator} = {`, ...printed(value, `${indent}\t`), `${indent}},`];
  });
}

const PER_ROW = 8;

function byteRows(bytes: Uint8Array): string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += PER_ROW) {
    const row = Array.from(bytes.subarray(at, at + PER_ROW));
    rows.push(`\t\t${row.map((byte) => `0x${byte.toString(16).padStart(2, '0')},`).join(' ')}`);
  }
  return rows;
}
