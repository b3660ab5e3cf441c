/**
 * One type per record name, and one object per type. Every unit of a program has types of its own,
 * and a unit may know a record only by name; an expression, which belongs to no unit, must see one
 * complete type in all of them, and a program on its way between threads need not carry the same
 * type forty times.
 */
import type { CType, RecordType } from '../c/ctype.ts';
import type { Program } from '../c/program.ts';
import { isRecord, recordName } from '../c/types.ts';

export class CanonicalTypes {
  /** What stands for each type seen. */
  private readonly known = new Map<CType, CType>();
  /** Types that are no records, by how they are made up. */
  private readonly made = new Map<string, CType>();
  private readonly numbers = new Map<CType, number>();

  constructor(private readonly program: Pick<Program, 'records'>) {}

  /** The type with every record in it replaced by the one that stands for its name. */
  of(type: CType): CType {
    const known = this.known.get(type);
    if (known) return known;
    if (isRecord(type)) return this.record(type);
    const result = this.make(type);
    this.known.set(type, result);
    this.known.set(result, result);
    return result;
  }

  private make(type: Exclude<CType, RecordType>): CType {
    const start = `${type.kind} ${type.alias ?? ''} ${type.size} ${type.align}`;
    switch (type.kind) {
      case 'void':
        return this.one(start, type);
      case 'int':
      case 'float':
        return this.one(`${start} ${type.name}`, type);
      case 'enum':
        // A tag may name different enumerations in different units.
        return this.one(`${start} ${type.tag ?? ''} ${type.constants.map(asText).join()}`, type);
      case 'pointer': {
        const to = this.of(type.to);
        const qualifiers = `${type.constTarget === true} ${type.volatileTarget === true}`;
        return this.one(`${start} ${this.number(to)} ${qualifiers}`, { ...type, to });
      }
      case 'array': {
        const of = this.of(type.of);
        return this.one(`${start} ${this.number(of)} ${type.length ?? -1}`, { ...type, of });
      }
      case 'function': {
        const returns = this.of(type.returns);
        const params = type.params.map(({ name, type }) => ({ name, type: this.of(type) }));
        const list = params.map((each) => `${each.name ?? ''} ${this.number(each.type)}`).join();
        const key = `${start} ${this.number(returns)} ${type.variadic} ${list}`;
        return this.one(key, { ...type, returns, params });
      }
    }
  }

  private one(key: string, type: CType): CType {
    const made = this.made.get(key);
    if (made) return made;
    this.made.set(key, type);
    return type;
  }

  private number(type: CType): number {
    let number = this.numbers.get(type);
    if (number === undefined) this.numbers.set(type, (number = this.numbers.size));
    return number;
  }

  private record(type: RecordType): RecordType {
    const named = type.tag !== null || type.typedefName !== undefined;
    const candidate = named ? this.program.records.get(recordName(type)) : undefined;
    const chosen = candidate && standsFor(candidate, type) ? candidate : type;
    const known = this.known.get(chosen);
    if (known && isRecord(known)) {
      this.known.set(type, known);
      return known;
    }
    const copy: RecordType = { ...chosen, members: [] };
    // First, because records point to each other and to themselves.
    for (const each of [chosen, type, copy]) this.known.set(each, copy);
    copy.members = chosen.members.map((member) => ({ ...member, type: this.of(member.type) }));
    return copy;
  }
}

const asText = ({ name, value }: { name: string; value: bigint }) => `${name}=${value}`;

/** Units may have different private records of one name: those stay apart. */
function standsFor(candidate: RecordType, type: RecordType): boolean {
  if (candidate === type || !type.complete) return true;
  return (
    candidate.size === type.size &&
    candidate.members.length === type.members.length &&
    candidate.members.every((member, i) => {
      const other = type.members[i]!;
      return member.name === other.name && member.offset === other.offset;
    })
  );
}
