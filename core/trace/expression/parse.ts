/** Reading an expression: the C front end itself, with the names of a recorded program in scope. */
import type { Expr, GlobalSymbol } from '../../c/ast.ts';
import { foldBitBuiltin } from '../../c/check/fold-builtin.ts';
import type { CType } from '../../c/ctype.ts';
import { CError } from '../../c/diagnostic.ts';
import { ParseContext } from '../../c/parse/context.ts';
import { parseExpression as parse } from '../../c/parse/expressions.ts';
import { preprocess } from '../../c/preprocess/preprocess.ts';
import type { Program } from '../../c/program.ts';
import { FileTable, TokenKind } from '../../c/token.ts';
import { ExpressionError } from './error.ts';
import { programNames } from './names.ts';
import type { ConvenienceName, ExpressionPlace } from './names.ts';

/** A C expression, checked against a program and ready to be evaluated at any moment of a run. */
export interface Expression {
  /** As written. */
  text: string;
  type: CType;
  tree: Expr;
  /** Where its names were looked up: local variables need a frame of this function. */
  place: ExpressionPlace | null;
  usesLocals: boolean;
  /** Addresses of the variables and functions that it names. */
  addresses: ReadonlyMap<GlobalSymbol, bigint>;
}

export interface ReadOptions {
  /** Names beyond the program's, whose values are given when it is evaluated. */
  convenience?: readonly ConvenienceName[];
  /** Object-like and function-like macros, as `-D` has them. */
  macros?: Readonly<Record<string, string>>;
}

const FILE = 'expression';
/** Macros of every program, which leave no trace in what a recording knows of it. */
const COMMON = { NULL: '((void *)0)', true: '1', false: '0' };

/**
 * Reads `text` as C with the names visible at `place`: its local variables, the variables, functions,
 * types and enumeration constants of the program. Types, promotions and conversions are C's own.
 * What would change something (`=`, `++`, calls) is refused. Throws ExpressionError.
 */
export function readExpression(
  program: Program,
  text: string,
  place: ExpressionPlace | null = null,
  options: ReadOptions = {},
): Expression {
  text = text.replaceAll(/\s/g, ' ').trimEnd();
  if (text === '') throw new ExpressionError('an expression is missing');
  const names = programNames(program);
  try {
    const files = new FileTable();
    const tree = { read: (path: string) => (path === FILE ? text : undefined) };
    const tokens = preprocess(FILE, tree, files, {
      includePaths: [],
      defines: { ...COMMON, ...options.macros },
    });
    const context = new ParseContext(tokens, files);
    context.scope = names.scopeAt(place, options.convenience ?? []);
    const parsed = parse(context);
    if (context.token.kind !== TokenKind.endOfFile) {
      throw context.error(`'${context.token.text}' does not continue the expression`);
    }
    const facts = { usesLocals: false };
    checkHarmless(parsed, facts);
    return {
      text: text.trim(),
      type: parsed.type,
      tree: parsed,
      place,
      usesLocals: facts.usesLocals,
      addresses: names.addresses,
    };
  } catch (error) {
    if (error instanceof CError) throw explained(error, text, program, place);
    throw error;
  }
}

function explained(
  error: CError,
  text: string,
  program: Program,
  place: ExpressionPlace | null,
): ExpressionError {
  // What is missing at the end is missing behind the text, not on the line after it.
  const column = error.location.line > 1 ? text.length + 1 : error.location.column;
  const name = /^undeclared name '(.*)'$/.exec(error.message)?.[1];
  if (name === undefined) return new ExpressionError(error.message, column);
  const info = place ? program.functions[place.functionIndex] : undefined;
  const where =
    info && place ? `in ${info.name}() at line ${place.line}` : 'without a running function';
  const hidden = info?.variables.find((variable) => variable.name === name);
  const hint = hidden
    ? `; it is visible in lines ${hidden.scopeLine} to ${hidden.scopeEndLine}`
    : '';
  return new ExpressionError(`'${name}' names nothing ${where}${hint}`, column);
}

/** Refuses whatever a question may not do, and notes whether a frame is needed. */
function checkHarmless(e: Expr, facts: { usesLocals: boolean }): void {
  const refuse = (message: string) => new ExpressionError(message, e.at.column);
  const check = (...parts: Expr[]) => {
    for (const part of parts) checkHarmless(part, facts);
  };
  switch (e.op) {
    case 'int':
    case 'float':
      return;
    case 'global':
      if (e.symbol.name.startsWith('.')) throw refuse('a literal has no address in a recording');
      return;
    case 'local':
      if (!e.variable.name.startsWith('$')) facts.usesLocals = true;
      return;
    case 'deref':
      return check(e.pointer);
    case 'member':
      return check(e.record);
    case 'address':
      return check(e.of);
    case 'cast':
    case 'negate':
    case 'complement':
    case 'not':
      return check(e.value);
    case 'binary':
    case 'logical':
      return check(e.left, e.right);
    case 'conditional':
      return check(e.condition, e.then, e.otherwise);
    case 'comma':
      return check(e.first, e.second);
    case 'builtin':
      if (foldBitBuiltin(e.name, 1n, 64) === null || e.args.length !== 1)
        throw refuse(`__builtin_${e.name}() cannot be evaluated in a recording`);
      return check(...e.args);
    case 'assign':
    case 'update':
      throw refuse('an expression cannot change the recorded run');
    case 'call':
      throw refuse('functions cannot be called in a recorded run');
    default:
      throw refuse('this cannot be evaluated in a recorded run');
  }
}
