/** Collects the debug information of a program while it is emitted. */
import type { Expr } from '../ast.ts';
import type { CType, EnumType, RecordType } from '../ctype.ts';
import type { AccessSite, FunctionInfo, MemberPath, Program, StatementInfo } from '../program.ts';
import { exprText } from '../text.ts';
import type { Token } from '../token.ts';
import { recordName } from '../types.ts';

export class DebugInfo {
  readonly functions: FunctionInfo[] = [];
  readonly statements: StatementInfo[] = [];
  readonly sites: AccessSite[] = [];
  readonly globals: Program['globals'] = [];
  readonly records = new Map<string, RecordType>();
  readonly constants = new Map<string, bigint>();
  readonly typedefs = new Map<string, CType>();
  private readonly seen = new Set<CType>();

  statement(at: Token, functionIndex: number, kind: StatementInfo['kind'], line = at.line): number {
    const info: StatementInfo = {
      file: at.file,
      line,
      column: at.column,
      function: functionIndex,
      kind,
    };
    return this.statements.push(info) - 1;
  }

  /** Registers a place that accesses `target` (an lvalue), or describes it by `text`. */
  site(
    kind: AccessSite['kind'],
    local: boolean,
    size: number,
    type: CType,
    target: Expr | string,
    statement: number,
  ): number {
    const site: AccessSite = {
      kind,
      local,
      size,
      type,
      member: typeof target === 'string' ? null : memberPath(target),
      text: typeof target === 'string' ? target : exprText(target),
      statement,
    };
    return this.sites.push(site) - 1;
  }

  /** Remembers every record and enumeration that a type mentions. */
  addType(type: CType): void {
    if (this.seen.has(type)) return;
    this.seen.add(type);
    switch (type.kind) {
      case 'struct':
      case 'union':
        if (type.complete) {
          const name = recordName(type);
          if (!this.records.has(name)) this.records.set(name, type);
          for (const member of type.members) this.addType(member.type);
        } else this.seen.delete(type);
        break;
      case 'enum':
        this.addEnum(type);
        break;
      case 'pointer':
        this.addType(type.to);
        break;
      case 'array':
        this.addType(type.of);
        break;
      case 'function':
        this.addType(type.returns);
        for (const p of type.params) this.addType(p.type);
    }
  }

  addEnum(type: EnumType): void {
    for (const { name, value } of type.constants) this.constants.set(name, value);
  }
}

/** The outermost record that an lvalue goes into by member names, and the path there. */
export function memberPath(e: Expr): MemberPath | null {
  const path: string[] = [];
  let offset = 0;
  let inner = e;
  for (;;) {
    if (inner.op === 'member') {
      if (inner.member.name !== null) path.unshift(inner.member.name);
      offset += inner.offset;
      inner = inner.record;
      continue;
    }
    const array = constantElement(inner);
    if (!array) break;
    path.unshift(`[${array.index}]`);
    offset += array.offset;
    inner = array.array;
  }
  if (inner === e || (inner.type.kind !== 'struct' && inner.type.kind !== 'union')) return null;
  return { record: recordName(inner.type), path, offset };
}

/** `member[3]`: an element of an array member at a constant index. */
function constantElement(e: Expr): { array: Expr; index: number; offset: number } | null {
  if (e.op !== 'deref') return null;
  const { pointer } = e;
  const sum =
    pointer.op === 'binary' && pointer.operator === 'add' && pointer.right.op === 'int'
      ? pointer
      : null;
  const base = sum ? sum.left : pointer;
  if (base.op !== 'address' || base.of.type.kind !== 'array' || base.of.op !== 'member')
    return null;
  const offset = sum && sum.right.op === 'int' ? Number(sum.right.value) : 0;
  return { array: base.of, index: offset / e.type.size, offset };
}
