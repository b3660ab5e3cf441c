/** How the front end tells where names stand, at the moment it resolves them. */
import type { Expr, GlobalSymbol, Label, LocalVariable } from './ast.ts';
import type { EnumType, Member, RecordType } from './ctype.ts';
import type { Binding } from './parse/scope.ts';
import type { Macro } from './preprocess/macro.ts';
import type { SourceToken } from './source-token.ts';
import type { Token } from './token.ts';

/** What a name does where it stands. A name may be declared often and is defined once. */
export type NameRole = 'definition' | 'declaration' | 'use';

export type NamedType = Extract<Binding, { kind: 'typedef' }>;
export type NamedConstant = Extract<Binding, { kind: 'constant' }>;

/**
 * Hears of every name of a unit. One entity is one object within the unit; `e` is the expression that
 * the name is the end of, where it is one.
 */
export interface NameListener {
  global(at: Token, symbol: GlobalSymbol, role: NameRole, e?: Expr): void;
  local(at: Token, variable: LocalVariable, role: NameRole, parameter?: boolean): void;
  /** `previous`: the same typedef declared before. */
  typedef(at: Token, type: NamedType, role: NameRole, previous?: NamedType): void;
  constant(at: Token, constant: NamedConstant, role: NameRole): void;
  tag(at: Token, type: RecordType | EnumType, role: NameRole): void;
  member(at: Token, member: Member, role: NameRole, e?: Expr): void;
  /** A record has got its members; those with names have been told of. */
  record(type: RecordType): void;
  label(at: Token, label: Label, role: NameRole): void;
  /** `at` is null for what no source defines: the compiler's own macros, those of the command line. */
  macro(at: SourceToken | null, macro: Macro, role: NameRole): void;
}
