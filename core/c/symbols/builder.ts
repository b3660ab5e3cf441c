import type { Expr, GlobalSymbol, Label, LocalVariable } from '../ast.ts';
import type { CType, EnumType, Member, RecordType } from '../ctype.ts';
import type { NameListener, NamedConstant, NamedType, NameRole } from '../name-listener.ts';
import type { Macro } from '../preprocess/macro.ts';
import { ExpandedToken, TokenFlag, type SourceToken } from '../source-token.ts';
import { exprText } from '../text.ts';
import type { FileTable, Token } from '../token.ts';
import { isRecord } from '../types.ts';
import { Describer, type Owner } from './describer.ts';
import { SymbolIndex } from './symbol-index.ts';
import type { CSymbol, Occurrence, SymbolKind, SymbolPlace } from './symbol.ts';

/** Where a name stands, by file number. */
interface Place {
  file: number;
  line: number;
  column: number;
  length: number;
  implied: boolean;
  /** Inside a macro's definition, where what it means depends on the use. */
  inBody: boolean;
}

const RANK: Record<NameRole, number> = { use: 0, declaration: 1, definition: 2 };
/** Beyond this column nothing is noted: the place would not fit into a key. */
const MOST_COLUMNS = 1 << 13;

/**
 * Collects the names of a program while its units are read one after the other. What a header declares
 * is one symbol, however many units include it: things are told apart by where they are first
 * declared, and by their name if they have external linkage.
 */
export class SymbolBuilder implements NameListener {
  private readonly symbols: CSymbol[] = [];
  /** Per file: what is declared first at a place, and all that stands there. */
  private readonly declared: Map<number, number[]>[] = [];
  private readonly standing: Map<number, Occurrence[]>[] = [];
  /** What is known by its name: external linkage, tags, the compiler's macros. */
  private readonly named = new Map<string, number>();
  /** The kernel's names and the user program's are different ones. */
  private image = '';
  /** Of the unit being read. */
  private entities = new Map<object, number>();
  private owners = new Map<object, Owner>();
  private fresh: { symbol: CSymbol; entity: object }[] = [];

  /** Answers from what has been read so far. */
  readonly index: SymbolIndex;

  constructor(private readonly files: FileTable) {
    this.index = new SymbolIndex(this.symbols, files.paths, this.standing);
  }

  /** To be called before each unit; `image`: `kernel` or `user`. */
  startUnit(image: string): void {
    this.image = image;
    this.entities = new Map();
    this.owners = new Map();
    this.fresh = [];
  }

  /** To be called after each unit: says what its new symbols are, and lets go of its types. */
  endUnit(): void {
    const describer = new Describer(this.symbols, this.entities, this.owners);
    for (const { symbol, entity } of this.fresh) describer.describe(symbol, entity);
    this.startUnit(this.image);
    this.index.grown();
  }

  global(at: Token, symbol: GlobalSymbol, role: NameRole): void {
    const external = symbol.isStatic ? null : symbol.name;
    this.note(at, symbol, symbol.kind, symbol.name, role, external, () =>
      symbol.kind === 'variable' ? symbol.name : null,
    );
  }

  local(at: Token, variable: LocalVariable, role: NameRole, parameter = false): void {
    const kind = parameter ? 'parameter' : 'local';
    this.note(at, variable, kind, variable.name, role, null, () => variable.name);
  }

  typedef(at: Token, type: NamedType, role: NameRole, previous?: NamedType): void {
    const known = previous && this.entities.get(previous);
    if (known !== undefined) this.entities.set(type, known);
    const id = this.note(at, type, 'typedef', at.text, role, null);
    if (isRecord(type.type) && type.type.tag === null && !this.entities.has(type.type))
      this.entities.set(type.type, id);
  }

  constant(at: Token, constant: NamedConstant, role: NameRole): void {
    this.note(at, constant, 'constant', at.text, role, null, () => at.text);
  }

  tag(at: Token, type: RecordType | EnumType, role: NameRole): void {
    const key = `${type.kind} ${at.text}`;
    if (role === 'definition' && !this.entities.has(type)) {
      // another struct of the same name, in another file or block
      const place = this.placeOf(at);
      const known = this.named.get(this.key(key));
      const here = place ? this.declaredAt(place, type.kind, at.text) : undefined;
      if (known !== undefined && here === undefined && this.symbols[known]?.definition) {
        this.note(at, type, type.kind, at.text, role, null);
        return;
      }
      if (here !== undefined) this.entities.set(type, here);
    }
    this.note(at, type, type.kind, at.text, role, key);
  }

  member(at: Token, member: Member, role: NameRole, e?: Expr): void {
    this.note(at, member, 'member', at.text, role, null, e && (() => exprText(e)));
  }

  record(type: RecordType): void {
    for (const member of type.members) {
      this.owners.set(member, { record: type, member });
      const inner = elementOf(member.type);
      if (isRecord(inner) && inner.tag === null) this.owners.set(inner, { record: type, member });
    }
  }

  label(at: Token, label: Label, role: NameRole): void {
    this.note(at, label, 'label', label.name, role, null);
  }

  macro(at: SourceToken | null, macro: Macro, role: NameRole): void {
    if (macro.builtin !== null || at === null) return;
    const external = this.files.paths[macro.at?.file ?? -1] === undefined ? macro.name : null;
    if (role === 'use' && external === null && !this.entities.has(macro)) {
      this.macro(macro.at, macro, 'definition');
    }
    this.note(at as Token, macro, 'macro', macro.name, role, external && `macro ${external}`);
  }

  private readonly key = (name: string) => `${this.image} ${name}`;

  /** Notes that a name stands at a token; returns the symbol's number. */
  private note(
    at: Token,
    entity: object,
    kind: SymbolKind,
    name: string,
    role: NameRole,
    external: string | null,
    expression?: () => string | null,
  ): number {
    const place = this.placeOf(at);
    let id = this.entities.get(entity);
    if (id === undefined) {
      id =
        this.find(place, kind, name, external) ?? this.create(place, kind, name, external, entity);
      this.entities.set(entity, id);
    }
    const symbol = this.symbols[id]!;
    if (role === 'definition' && place && symbol.definition === null) {
      // only now all is known of it; and by this place other units will know it again
      this.fresh.push({ symbol, entity });
      this.register(place, id);
    }
    if (place) this.stand(symbol, place, role, expression);
    return id;
  }

  private find(
    place: Place | null,
    kind: SymbolKind,
    name: string,
    external: string | null,
  ): number | undefined {
    if (external !== null) return this.named.get(this.key(external));
    return place ? this.declaredAt(place, kind, name) : undefined;
  }

  private declaredAt(place: Place, kind: SymbolKind, name: string): number | undefined {
    return this.declared[place.file]?.get(keyOf(place))?.find((id) => {
      const symbol = this.symbols[id]!;
      return symbol.name === name && symbol.kind === kind;
    });
  }

  private create(
    place: Place | null,
    kind: SymbolKind,
    name: string,
    external: string | null,
    entity: object,
  ): number {
    const id = this.symbols.length;
    const symbol: CSymbol = {
      id, name, kind, definition: null, declarations: [], text: name, size: null, align: null, value: null,
      macro: null, member: null, typeSymbol: null, record: null,
    }; // prettier-ignore
    this.symbols.push(symbol);
    this.fresh.push({ symbol, entity });
    if (external !== null) this.named.set(this.key(external), id);
    if (place) this.register(place, id);
    return id;
  }

  private register(place: Place, id: number): void {
    const file = (this.declared[place.file] ??= new Map<number, number[]>());
    const here = file.get(keyOf(place));
    if (!here) file.set(keyOf(place), [id]);
    else if (!here.includes(id)) here.push(id);
  }

  private stand(
    symbol: CSymbol,
    place: Place,
    role: NameRole,
    expression?: () => string | null,
  ): void {
    const file = (this.standing[place.file] ??= new Map<number, Occurrence[]>());
    const key = keyOf(place);
    let all = file.get(key);
    if (!all) file.set(key, (all = []));
    let here = all.find((occurrence) => occurrence.symbol === symbol.id);
    if (here && RANK[here.role] >= RANK[role]) return;
    if (!here) {
      const { file: number, line, column, length, implied, inBody } = place;
      const text = inBody || implied ? null : (expression?.() ?? null);
      here = {
        symbol: symbol.id, file: number, line, column, length, role, implied,
        expression: text?.includes('…') ? null : text,
      }; // prettier-ignore
      all.push(here);
    }
    here.role = role;
    if (role === 'use') return;
    const { line, column, length } = place;
    const seen = { file: this.files.paths[place.file] ?? '', line, column, length };
    if (role === 'declaration') symbol.declarations.push(seen);
    else {
      symbol.definition ??= seen;
      // what turned out to define it was first heard of as a declaration
      symbol.declarations = symbol.declarations.filter((other) => !isSame(other, seen));
    }
  }

  /** Where the text of a token stands; null where it stands in no source. */
  private placeOf(at: Token): Place | null {
    let from: { file: number; line: number; column: number } = at;
    let length = at.text.length;
    let implied = false;
    let inBody = false;
    if (at instanceof ExpandedToken) {
      const { spelled } = at;
      implied = (spelled.flags & TokenFlag.pasted) !== 0 || !this.files.paths[spelled.file];
      inBody = !implied && (spelled.flags & TokenFlag.body) !== 0;
      if (implied) length = at.macro?.length ?? length;
      else from = spelled;
    }
    if (this.files.paths[from.file] === undefined || from.column >= MOST_COLUMNS) return null;
    return { file: from.file, line: from.line, column: from.column, length, implied, inBody };
  }
}

const isSame = (a: SymbolPlace, b: SymbolPlace) =>
  a.file === b.file && a.line === b.line && a.column === b.column;

const keyOf = (place: Place) => place.line * MOST_COLUMNS + place.column;

const elementOf = (type: CType): CType => (type.kind === 'array' ? elementOf(type.of) : type);
