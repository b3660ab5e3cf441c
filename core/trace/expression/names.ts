/** The names that an expression may use: those of a program, and those visible at a place in it. */
import type { GlobalSymbol, LocalVariable } from '../../c/ast.ts';
import type { CType, FunctionType } from '../../c/ctype.ts';
import { Scope } from '../../c/parse/scope.ts';
import type { FunctionInfo, Program, VariableInfo } from '../../c/program.ts';
import { TokenKind, type Token } from '../../c/token.ts';
import { functionReturning, T } from '../../c/types.ts';
import { visibleVariables } from '../locals.ts';
import { CanonicalTypes } from '../canonical-types.ts';

/** Where an expression is meant: a function, by index in `Program.functions`, and a line in it. */
export interface ExpressionPlace {
  functionIndex: number;
  line: number;
}

/** A name that the asker defines, `$value`: it has a value and no address. */
export interface ConvenienceName {
  name: string;
  type: CType;
}

const NOWHERE: Token = {
  kind: TokenKind.identifier,
  text: '',
  file: 0,
  line: 1,
  column: 1,
  macro: null,
};
/** User programs live in the lower half of the address space. */
const KERNEL_HALF = 1n << 63n;

/** Built once per program, when the first expression is read. */
export class ProgramNames {
  readonly types: CanonicalTypes;
  /** Addresses of the symbols handed out. */
  readonly addresses = new Map<GlobalSymbol, bigint>();
  private readonly base = new Scope(null);
  /** Names that several files define for themselves, or kernel and user program. */
  private readonly ambiguous = new Map<string, VariableInfo[]>();
  private readonly symbols = new Map<VariableInfo, GlobalSymbol>();

  constructor(private readonly program: Program) {
    this.types = new CanonicalTypes(program);
    for (const [name, value] of program.constants) {
      const type = value === BigInt.asIntN(32, value) ? T.int : T.long;
      this.base.bind(name, { kind: 'constant', type, value });
    }
    for (const [name, type] of program.typedefs) {
      this.base.bind(name, { kind: 'typedef', type: this.types.of(type), isConst: false });
    }
    for (const type of program.records.values()) {
      const record = this.types.of(type);
      if ((record.kind === 'struct' || record.kind === 'union') && record.tag !== null) {
        if (!this.base.tagHere(record.tag)) this.base.bindTag(record.tag, record);
      }
    }
    const all = [...program.globals, ...program.functions.map(asVariable)];
    for (const info of all) this.addGlobal(info);
  }

  /** What is in scope at a place; null: what has file scope in the kernel, or in the one program. */
  scopeAt(place: ExpressionPlace | null, convenience: readonly ConvenienceName[]): Scope {
    const scope = new Scope(this.base);
    for (const { name, type } of convenience) {
      scope.bind(name, { kind: 'local', variable: local(name, type, 0) });
    }
    const info = place && this.program.functions[place.functionIndex];
    if (!info) return scope;
    for (const [name, list] of this.ambiguous) {
      scope.bind(name, { kind: 'global', symbol: this.symbol(nearest(list, info)) });
    }
    const inner = new Scope(scope);
    for (const { name, type, frameOffset } of visibleVariables(info, place.line)) {
      const variable = local(name, this.types.of(type), frameOffset);
      inner.bind(name, { kind: 'local', variable });
    }
    return inner;
  }

  private addGlobal(info: VariableInfo): void {
    const list = this.ambiguous.get(info.name);
    const first = this.base.here(info.name);
    if (list) list.push(info);
    else if (first?.kind === 'global') {
      this.ambiguous.set(info.name, [this.infoOf(first.symbol), info]);
    } else this.base.bind(info.name, { kind: 'global', symbol: this.symbol(info) });
  }

  private infoOf(symbol: GlobalSymbol): VariableInfo {
    for (const [info, other] of this.symbols) if (other === symbol) return info;
    throw new Error(`no variable belongs to the symbol ${symbol.name}`);
  }

  private symbol(info: VariableInfo): GlobalSymbol {
    let symbol = this.symbols.get(info);
    if (!symbol) {
      const type = this.types.of(info.type);
      symbol = {
        kind: type.kind === 'function' ? 'function' : 'variable',
        name: info.name,
        type,
        at: NOWHERE,
        isStatic: false,
        isInline: false,
        weak: false,
        register: false,
        align: type.align,
        init: null,
        tentative: false,
        body: null,
        builtin: false,
        aliasOf: null,
      };
      this.symbols.set(info, symbol);
      this.addresses.set(symbol, info.address);
    }
    return symbol;
  }
}

function asVariable(info: FunctionInfo): VariableInfo {
  const { name, file, line, address, returns, variables, paramCount } = info;
  const params: FunctionType['params'] = variables.slice(0, paramCount);
  return { name, file, line, address, type: functionReturning(returns, params, false) };
}

function local(name: string, type: CType, frameOffset: number): LocalVariable {
  return {
    name,
    type,
    at: NOWHERE,
    align: type.align,
    addressTaken: true,
    scopeEndLine: 0,
    frameOffset,
    register: -1,
  };
}

/** As a debugger chooses: the one of the same file, else one of the same world, else the first. */
function nearest(list: readonly VariableInfo[], place: FunctionInfo): VariableInfo {
  const sameWorld = (info: VariableInfo) =>
    info.address >= KERNEL_HALF === place.address >= KERNEL_HALF;
  return (
    list.find((info) => info.file === place.file && sameWorld(info)) ??
    list.find(sameWorld) ??
    list[0]!
  );
}

const KNOWN = new WeakMap<Program, ProgramNames>();

export function programNames(program: Program): ProgramNames {
  let names = KNOWN.get(program);
  if (!names) KNOWN.set(program, (names = new ProgramNames(program)));
  return names;
}
