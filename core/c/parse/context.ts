import type { CType, IntegerType } from '../ctype.ts';
import type { Expr, FunctionBody, GlobalSymbol, Label, LocalVariable, SwitchCase } from '../ast.ts';
import { CError, type SourceLocation } from '../diagnostic.ts';
import { TokenKind, type FileTable, type Token } from '../token.ts';
import { T } from '../types.ts';
import type { NumberValue } from './literals.ts';
import type { Cleanup, Departure } from './cleanup.ts';
import type { NameListener } from '../name-listener.ts';
import type { PassedBodies } from './passed-bodies.ts';
import { Scope } from './scope.ts';

/** What is known while a function body is being parsed. */
export interface FunctionContext {
  /** The function that it is inside of. */
  around: FunctionContext | null;
  symbol: GlobalSymbol;
  returns: CType;
  locals: LocalVariable[];
  params: LocalVariable[];
  labels: Map<string, Label>;
  /** Every label, those of blocks (`__label__`) too. */
  labelList: Label[];
  /** See `FunctionBody.addressed`. */
  addressed: Label[];
  /** Enclosing switches, innermost last. */
  switches: { type: CType; cases: SwitchCase[]; fallback: Label | null }[];
  /** Nesting of loops, and of loops and switches, for `continue` and `break`. */
  loops: number;
  breakables: number;
  variadic: boolean;
  usesGoto: boolean;
  usesAlloca: boolean;
  /** See `FunctionBody`. */
  lands: boolean;
  hasNested: boolean;
  /** Labels for the calls of `setjmp` in the statement being read. */
  pendingLandings: Label[];
  /** What leaving the place being read cleans up; at the loop around it, at what `break` leaves. */
  cleanups: Cleanup | null;
  loopCleanups: Cleanup | null;
  breakCleanups: Cleanup | null;
  labelCleanups: Map<Label, Cleanup>;
  departures: Departure[];
}

const UNSIGNED_CHAR: IntegerType = { ...T.char, signed: false };

/** What is accepted beyond the language that the engine speaks. */
export interface Dialect {
  /** C89's implicit `int` and implicit function declarations. */
  implicit?: boolean;
  /** What the engine cannot compute with; it is an error where it is reached. */
  lenient?: boolean;
  /** gcc's `-funsigned-char`: the kernel's `char` is unsigned. */
  unsignedChar?: boolean;
  /** Told of every name that is declared or used. */
  listener?: NameListener;
  /** Bodies that need not be read again before they are called. */
  bodies?: PassedBodies;
}

/** A local variable that is not in any function yet. */
export function newLocal(name: string, type: CType, at: Token, align = type.align): LocalVariable {
  return {
    name,
    type,
    at,
    align,
    addressTaken: false,
    scopeEndLine: at.line,
    frameOffset: 0,
    register: -1,
  };
}

/** The tokens of one translation unit with a cursor, and the names in scope. */
export class ParseContext {
  position = 0;
  scope: Scope;
  readonly fileScope: Scope;
  function: FunctionContext | null = null;
  /** Every symbol of the unit in order of first declaration. */
  readonly symbols: GlobalSymbol[] = [];
  /** `#pragma pack` in force, 0 for none, and the stack below it. */
  pack = 0;
  readonly packStack: number[] = [];
  /** Numbers string literals and compound literals that need a symbol. */
  anonymous = 0;
  readonly strings = new Map<string, GlobalSymbol>();
  /** Values of the numbers read so far, by spelling. */
  readonly numbers = new Map<string, NumberValue>();

  /** A parameter list is being read. */
  inParameters = false;
  /**
   * Computations of the sizes of variable length arrays in the types read last: to be done before what the
   * types are read for.
   */
  pendingSizes: Expr[] = [];
  /** Hidden variables of parameter lists outside functions. */
  parameterLocals: LocalVariable[] = [];

  /** The symbols that the function being read makes, where that is asked for. */
  leaves: GlobalSymbol[] | null = null;
  /** Static variables that the function being read has been given already, in order. */
  given: GlobalSymbol[] = [];

  readonly implicit: boolean;
  readonly lenient: boolean;
  /** Plain `char`. */
  readonly char: IntegerType;
  readonly listener: NameListener | null;
  readonly bodies: PassedBodies | null;

  constructor(
    readonly tokens: readonly Token[],
    readonly files: FileTable,
    { implicit = false, lenient = false, unsignedChar = false, listener, bodies }: Dialect = {},
  ) {
    this.implicit = implicit;
    this.lenient = lenient;
    this.listener = listener ?? null;
    this.bodies = bodies ?? null;
    this.char = unsignedChar ? UNSIGNED_CHAR : T.char;
    this.fileScope = new Scope(null);
    this.scope = this.fileScope;
  }

  get token(): Token {
    return this.tokens[this.position];
  }

  peek(distance: number): Token {
    return this.tokens[Math.min(this.position + distance, this.tokens.length - 1)];
  }

  next(): Token {
    const token = this.tokens[this.position];
    if (token.kind !== TokenKind.endOfFile) this.position++;
    return token;
  }

  /** Is the current token this punctuator or keyword? */
  is(text: string): boolean {
    const token = this.tokens[this.position];
    return (
      token.text === text &&
      (token.kind === TokenKind.punctuator || token.kind === TokenKind.identifier)
    );
  }

  /** Skips the current token if it is this one. */
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.position++;
    return true;
  }

  expect(text: string, after = ''): Token {
    if (!this.is(text)) {
      const found =
        this.token.kind === TokenKind.endOfFile ? 'end of file' : `'${this.token.text}'`;
      throw this.error(`expected '${text}'${after && ` ${after}`} before ${found}`);
    }
    return this.next();
  }

  expectIdentifier(what = 'identifier'): Token {
    if (this.token.kind !== TokenKind.identifier) {
      throw this.error(`expected ${what} before '${this.token.text || 'end of file'}'`);
    }
    return this.next();
  }

  location(token: Token): SourceLocation {
    return { file: this.files.paths[token.file], line: token.line, column: token.column };
  }

  error(
    message: string,
    at: Token = this.token,
    previous?: { message: string; at: Token },
  ): CError {
    const notes = previous
      ? [{ message: previous.message, location: this.location(previous.at) }]
      : [];
    return new CError(message, this.location(at), notes);
  }

  enterScope(): void {
    this.scope = new Scope(this.scope);
  }

  leaveScope(): void {
    this.scope = this.scope.parent!;
  }

  /** Creates a local variable of the function being parsed. */
  addLocal(name: string, type: CType, at: Token, align = type.align): LocalVariable {
    const variable = newLocal(name, type, at, align);
    this.function!.locals.push(variable);
    if (name !== '') this.listener?.local(at, variable, 'definition');
    return variable;
  }
}

export type { FunctionBody };
