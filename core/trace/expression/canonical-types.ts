/**
 * One type per record name. Every unit of a program has record types of its own, and a unit may know
 * a record only by name; an expression, which belongs to no unit, must see one complete type in all
 * of them.
 */
import type { CType, RecordType } from '../../c/ctype.ts';
import type { Program } from '../../c/program.ts';
import { isRecord, recordName } from '../../c/types.ts';

export class CanonicalTypes {
  private readonly known = new Map<CType, CType>();

  constructor(private readonly program: Pick<Program, 'records'>) {}

  /** The type with every record in it replaced by the one that stands for its name. */
  of(type: CType): CType {
    const known = this.known.get(type);
    if (known) return known;
    switch (type.kind) {
      case 'struct':
      case 'union':
        return this.record(type);
      case 'pointer':
        return this.remember(type, { ...type, to: this.of(type.to) });
      case 'array':
        return this.remember(type, { ...type, of: this.of(type.of) });
      case 'function':
        return this.remember(type, {
          ...type,
          returns: this.of(type.returns),
          params: type.params.map(({ name, type }) => ({ name, type: this.of(type) })),
        });
      default:
        return this.remember(type, type);
    }
  }

  private remember<T extends CType>(from: CType, to: T): T {
    this.known.set(from, to);
    return to;
  }

  private record(type: RecordType): RecordType {
    const named = type.tag !== null || type.typedefName !== undefined;
    const candidate = named ? this.program.records.get(recordName(type)) : undefined;
    const chosen = candidate && standsFor(candidate, type) ? candidate : type;
    const known = this.known.get(chosen);
    if (known && isRecord(known)) return this.remember(type, known);
    const copy: RecordType = { ...chosen, members: [] };
    // First, because records point to each other and to themselves.
    this.known.set(chosen, copy);
    this.known.set(type, copy);
    copy.members = chosen.members.map((member) => ({ ...member, type: this.of(member.type) }));
    return copy;
  }
}

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
