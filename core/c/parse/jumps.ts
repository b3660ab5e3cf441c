/**
 * `setjmp` and `longjmp`, and what else leaves functions sideways. The statement that calls `setjmp` gets a
 * label: a jump back arrives there, and the call in it, made again, returns what the jump brings.
 */
import type { Expr, Label, Statement } from '../ast.ts';
import { cast, intConstant } from '../check/convert.ts';
import type { Token } from '../token.ts';
import { T, pointerTo } from '../types.ts';
import { subexpressions } from '../walk.ts';
import type { ParseContext } from './context.ts';

const SETJMP = /^(?:__builtin_setjmp|_?setjmp|(?:__)?sigsetjmp)$/;
const LONGJMP = /^(?:__builtin_longjmp|_?longjmp|siglongjmp)$/;

/** Is this a name for `setjmp` or `longjmp`, which no function can be? */
export const isJump = (name: string): boolean => SETJMP.test(name) || LONGJMP.test(name);

/** The call of `setjmp` or `longjmp` whose arguments were read. */
export function jumpBuiltin(c: ParseContext, at: Token, args: readonly Expr[]): Expr {
  const f = c.function;
  if (!f) throw c.error(`'${at.text}' outside a function`, at);
  if (args.length === 0) throw c.error(`too few arguments to '${at.text}'`, at);
  const buffer = cast(c, args[0], pointerTo(T.ulong));
  if (SETJMP.test(at.text)) {
    const label: Label = { name: 'setjmp', defined: at, used: at };
    f.pendingLandings.push(label);
    f.lands = true;
    return { op: 'builtin', type: T.int, at, name: 'setjmp', args: [buffer], label };
  }
  const value = cast(c, args[1] ?? intConstant(1, T.int, at), T.int);
  return { op: 'builtin', type: T.void, at, name: 'longjmp', args: [buffer, value] };
}

/** Reads a statement; the calls of `setjmp` in its own expressions become labels in front of it. */
export function withLandings(c: ParseContext, parse: () => Statement): Statement {
  const f = c.function!;
  const outer = f.pendingLandings;
  f.pendingLandings = [];
  let statement = parse();
  const labels = f.pendingLandings;
  f.pendingLandings = outer;
  if (labels.length === 0) return statement;
  const { at } = statement;
  if (statement.kind === 'do' || statement.kind === 'block')
    throw c.error('setjmp here is not supported', labels[0].defined!);
  let init: Statement | null = null;
  if (statement.kind === 'for') {
    if (statement.step && landsIn(statement.step, labels))
      throw c.error('setjmp here is not supported', labels[0].defined!);
    init = statement.init;
    statement = { ...statement, init: null };
  }
  for (const label of labels) statement = { kind: 'label', at, label, body: statement };
  return init ? { kind: 'block', at, body: [init, statement] } : statement;
}

function landsIn(e: Expr, labels: readonly Label[]): boolean {
  const places = new Set(labels.map((label) => label.defined));
  const visit = (x: Expr): boolean =>
    (x.op === 'builtin' && x.label !== undefined && places.has(x.at)) ||
    subexpressions(x).some(visit);
  return visit(e);
}
