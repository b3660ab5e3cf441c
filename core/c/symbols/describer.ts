import type { CType, Member, RecordType } from '../ctype.ts';
import { Macro } from '../preprocess/macro.ts';
import { isComplete, isRecord, recordName, typeText } from '../types.ts';
import { baseType, declarationText, macroText } from './describe.ts';
import type { CSymbol, MemberFacts } from './symbol.ts';

/** The record that a member, or an unnamed record inside of it, belongs to. */
export interface Owner {
  record: RecordType;
  member: Member;
}

/** Says in words and numbers what the symbols of one unit are, while its types are still there. */
export class Describer {
  constructor(
    private readonly symbols: readonly CSymbol[],
    private readonly entities: ReadonlyMap<object, number>,
    private readonly owners: ReadonlyMap<object, Owner>,
  ) {}

  /** `entity`: the object that the front end has for it. */
  describe(symbol: CSymbol, entity: object): void {
    if (entity instanceof Macro) {
      symbol.macro = { parameters: entity.parameters, body: macroText(entity.body) };
      const list = entity.parameters ? `(${entity.parameters.join(', ')})` : '';
      symbol.text = `#define ${symbol.name}${list}`;
      return;
    }
    if (symbol.kind === 'label') return void (symbol.text = `${symbol.name}:`);
    if (isTag(symbol)) {
      const type = entity as CType;
      symbol.text = typeText({ ...type, alias: undefined });
      if (isComplete(type)) this.measure(symbol, type);
      if (isRecord(type)) symbol.record = type;
      return;
    }
    const { type, value } = entity as { type: CType; value?: bigint };
    symbol.text = declarationText(type, symbol.name);
    if (type.kind !== 'function' && isComplete(type)) this.measure(symbol, type);
    symbol.typeSymbol = this.entities.get(baseType(type)) ?? null;
    if (symbol.typeSymbol === symbol.id) {
      symbol.typeSymbol = null;
      if (isRecord(type)) symbol.record = type;
    }
    if (symbol.kind === 'constant') symbol.value = value ?? null;
    if (symbol.kind === 'typedef') symbol.text = `typedef ${typedefText(type, symbol.name)}`;
    if (symbol.kind === 'member') symbol.member = this.memberFacts(entity as Member);
  }

  private measure(symbol: CSymbol, type: CType): void {
    symbol.size = type.size;
    symbol.align = type.align;
  }

  private memberFacts(member: Member): MemberFacts | null {
    const direct = this.owners.get(member);
    if (!direct) return null;
    let owner: Owner = direct;
    const path = [member.name ?? ''];
    let { offset } = member;
    for (;;) {
      const record: RecordType = owner.record;
      const outer: Owner | undefined =
        record.tag === null && !record.typedefName ? this.owners.get(record) : undefined;
      if (!outer || outer === owner) break;
      offset += outer.member.offset;
      if (outer.member.name !== null) path.unshift(outer.member.name);
      owner = outer;
    }
    const { bitOffset, bitWidth } = member;
    return {
      record: recordName(owner.record),
      recordSymbol: this.entities.get(owner.record) ?? null,
      path: path.join('.'),
      offset,
      bits: bitWidth === undefined ? null : { first: bitOffset ?? 0, width: bitWidth },
    };
  }
}

const isTag = ({ kind }: CSymbol) => kind === 'struct' || kind === 'union' || kind === 'enum';

/** What a typedef stands for: its own name is no answer. */
function typedefText(type: CType, name: string): string {
  const plain: CType = type.alias === name ? { ...type, alias: undefined } : type;
  if ((plain.kind === 'struct' || plain.kind === 'union') && plain.tag === null)
    return `${plain.kind} { … } ${name}`;
  return declarationText(plain, name);
}
