/**
 * The checked syntax tree: every expression has its C type, every conversion is explicit, every
 * name is resolved. The parser builds it through `core/c/check`; the emitter turns it into code.
 */
import type { CType, FunctionType, Member } from './ctype.ts';
import type { Token } from './token.ts';

/** A variable with static storage, or a function. One object per definition, shared by all uses. */
export interface GlobalSymbol {
  kind: 'variable' | 'function';
  name: string;
  type: CType;
  at: Token;
  /** Internal linkage: never merged with the same name of another unit. */
  isStatic: boolean;
  isInline: boolean;
  weak: boolean;
  /** GNU C: a name for a machine register, `register long sp asm("rsp")`. */
  register: boolean;
  align: number;
  /** Definition of a variable: bytes and addresses to fill in; `null` while only declared. */
  init: StaticInit | null;
  /** A declaration without initialiser that becomes a zeroed definition unless another appears. */
  tentative: boolean;
  /** Definition of a function; null as well while it has been passed over: see `bodyOf`. */
  body: FunctionBody | null;
  /** Of a function whose body has been passed over: reads it. */
  readBody?: () => FunctionBody;
  /** The C library or machine function of this name is provided natively. */
  builtin: boolean;
  /** `__attribute__((alias("name")))` */
  aliasOf: string | null;
  /** Declared `const`: the object cannot be assigned to. */
  isConst?: boolean;
  /** Of a function inside another: that one. */
  outer?: GlobalSymbol | null;
  /** Runs before `main`, after it: by ascending and by descending number. */
  runBefore?: number;
  runAfter?: number;
}

/** Static data: bytes, and places where the address of a symbol (+ offset) is stored. */
export interface StaticInit {
  bytes: Uint8Array;
  relocations: { offset: number; symbol: GlobalSymbol; addend: bigint }[];
}

/** Is the function defined here, whether its body has been read or not? */
export const hasBody = (symbol: GlobalSymbol): boolean =>
  symbol.body !== null || symbol.readBody !== undefined;

/** The body of a function that has one; reads it if need be, and then throws CError as parsing does. */
export function bodyOf(symbol: GlobalSymbol): FunctionBody {
  symbol.body ??= symbol.readBody?.() ?? null;
  if (symbol.body === null) throw new Error(`'${symbol.name}' has no body`);
  return symbol.body;
}

export interface FunctionBody {
  type: FunctionType;
  params: LocalVariable[];
  locals: LocalVariable[];
  statement: Statement;
  endLine: number;
  /** Set when the body has labels that `goto` reaches. */
  hasLabels: boolean;
  /** Calls `alloca`: what it gave must stay, so variable length arrays are freed with the frame only. */
  usesAlloca: boolean;
  /** Labels whose address is taken (GNU `&&label`); the address of the n-th is the function's plus n + 1. */
  addressed: Label[];
  /** Something may jump into it from other functions: it calls `setjmp`, or functions in it `goto` out. */
  lands: boolean;
  /** There are functions in it. */
  hasNested: boolean;
  /** Set by the emitter: where the frame keeps the frame around it, and the number of the call. */
  chainSlot?: number;
  activationSlot?: number;
}

export interface LocalVariable {
  name: string;
  type: CType;
  at: Token;
  align: number;
  /** `&` was applied, or it is no scalar: it must live in memory. */
  addressTaken: boolean;
  /** Declared `const`: the object cannot be assigned to. */
  isConst?: boolean;
  scopeEndLine: number;
  /** The function that it belongs to; functions in that one may use it too. */
  owner?: GlobalSymbol;
  /** Set by the emitter. */
  frameOffset: number;
  /** Set by the emitter: wasm local that holds it, -1 when it lives in the frame. */
  register: number;
  /** A variable length array: the frame holds a pointer to it and its size in bytes is this. */
  vlaSize?: Expr;
  /** The variable length array declared before it that is still there: it lies below that. */
  vlaBelow?: LocalVariable | null;
}

export type BinaryOp =
  | 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'shl' | 'shr' | 'and' | 'or' | 'xor'
  | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'; // prettier-ignore

interface ExprBase {
  type: CType;
  at: Token;
}

export type Expr = ExprBase &
  (
    | { op: 'int'; value: bigint }
    /** `extended`: the exact value of a `long double`, as `X87`. */
    | { op: 'float'; value: number; extended?: bigint }
    | { op: 'local'; variable: LocalVariable }
    /** `code`: of a nested function only the address of its code, not the frame around it. */
    | { op: 'global'; symbol: GlobalSymbol; code?: boolean }
    /** `*pointer`, an lvalue. */
    | { op: 'deref'; pointer: Expr }
    /** `record.member`; bit-fields have `member.bitWidth`. `offset` is relative to `record`. */
    | { op: 'member'; record: Expr; member: Member; offset: number }
    | { op: 'address'; of: Expr }
    | { op: 'cast'; value: Expr }
    | { op: 'negate' | 'complement' | 'not'; value: Expr }
    /** Operands have equal types, except shifts. Pointer arithmetic is already scaled. */
    | { op: 'binary'; operator: BinaryOp; left: Expr; right: Expr }
    | { op: 'logical'; and: boolean; left: Expr; right: Expr }
    | { op: 'conditional'; condition: Expr; then: Expr; otherwise: Expr }
    | { op: 'comma'; first: Expr; second: Expr }
    | { op: 'assign'; target: Expr; value: Expr }
    /**
     * `target op= value`, and `++`/`--`: computed in `computeType`, `value` already converted (and
     * scaled for pointers); the result is the old value when `post`.
     */
    | {
        op: 'update';
        target: Expr;
        operator: BinaryOp;
        value: Expr;
        computeType: CType;
        post: boolean;
      }
    | { op: 'call'; callee: Expr; args: Expr[]; signature: FunctionType }
    | { op: 'statements'; body: Statement & { kind: 'block' } }
    /** Initialises a local object, then is that object: compound literals. */
    | { op: 'literal'; variable: LocalVariable; init: Initialization[] }
    /** Operations that exist only as compiler builtins, by gcc's name without `__builtin_`. */
    | { op: 'builtin'; name: string; args: Expr[]; label?: Label }
    | { op: 'va_arg'; list: Expr }
    /** Accepted by the checker, refused when emitted. */
    | { op: 'unsupported'; what: string }
  );

/** One scalar or aggregate store into a local object being initialised, or clearing it first. */
export type Initialization =
  | { kind: 'zero' }
  | {
      kind: 'store';
      offset: number;
      type: CType;
      member: Member | null;
      path: string[];
      value: Expr;
    }
  /** A string literal copied into a char array. */
  | { kind: 'bytes'; offset: number; bytes: Uint8Array };

interface StatementBase {
  at: Token;
}

export type Statement = StatementBase &
  (
    | { kind: 'expression'; value: Expr }
    | { kind: 'declaration'; variable: LocalVariable; init: Initialization[]; source: Expr | null }
    | { kind: 'block'; body: Statement[] }
    | { kind: 'if'; condition: Expr; then: Statement; otherwise: Statement | null }
    | {
        kind: 'for';
        init: Statement | null;
        condition: Expr | null;
        step: Expr | null;
        body: Statement;
      }
    | { kind: 'while'; condition: Expr; body: Statement }
    | { kind: 'do'; condition: Expr; body: Statement }
    | { kind: 'switch'; value: Expr; body: Statement; cases: SwitchCase[]; fallback: Label | null }
    | LabelStatement
    | { kind: 'goto'; label: Label }
    /** `goto` a label of `owner`, a function around this one. */
    | { kind: 'leave'; label: Label; owner: GlobalSymbol }
    /** GNU `goto *address`. */
    | { kind: 'jump'; address: Expr }
    | { kind: 'break' }
    | { kind: 'continue' }
    | { kind: 'return'; value: Expr | null }
    | { kind: 'empty' }
    /** Inline assembly: accepted, an error when reached. */
    | { kind: 'unsupported'; what: string }
  );

/** `name: statement`, `case …: statement` or `default: statement`. */
export type LabelStatement = StatementBase & { kind: 'label'; label: Label; body: Statement };

/** A place that `goto` or `switch` may jump to. */
export interface Label {
  name: string;
  defined: Token | null;
  used: Token | null;
  /** The function that has it. */
  owner?: GlobalSymbol;
}

export interface SwitchCase {
  low: bigint;
  high: bigint;
  label: Label;
}
