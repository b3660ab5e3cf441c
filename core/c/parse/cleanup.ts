/** GNU `__attribute__((cleanup(function)))`: a call for a variable that goes out of scope, however it does. */
import type { Expr, Label, LocalVariable, Statement } from '../ast.ts';
import { call } from '../check/call.ts';
import { addressOf } from '../check/operators.ts';
import type { Token } from '../token.ts';
import { isRecord } from '../types.ts';
import type { FunctionContext, ParseContext } from './context.ts';

/** The variables to be cleaned up when the place where it is known is left, innermost first. */
export interface Cleanup {
  variable: LocalVariable;
  /** The function, as an expression. */
  callee: Expr;
  outer: Cleanup | null;
}

/** A `goto` whose label may not be known yet: what it leaves is put in front of it afterwards. */
export interface Departure {
  label: Label;
  from: Cleanup | null;
  before: Statement[];
  at: Token;
}

/** From here to the end of the block, leaving calls `name` with the variable's address; throws CError. */
export function addCleanup(c: ParseContext, variable: LocalVariable, name: Token): void {
  const binding = c.scope.lookup(name.text);
  if (binding?.kind !== 'global' || binding.symbol.kind !== 'function')
    throw c.error(`cleanup by '${name.text}', which is no function`, name);
  const { symbol } = binding;
  variable.addressTaken = true;
  const callee: Expr = { op: 'global', type: symbol.type, at: name, symbol };
  c.function!.cleanups = { variable, callee, outer: c.function!.cleanups };
}

/** The calls that leaving for a place means where only `kept` and what surrounds it stays. */
export function cleanupCalls(
  c: ParseContext,
  from: Cleanup | null,
  kept: Cleanup | null,
  at: Token,
): Statement[] {
  const calls: Statement[] = [];
  for (let cleanup = from; cleanup && cleanup !== kept; cleanup = cleanup.outer) {
    const { variable, callee } = cleanup;
    const object: Expr = { op: 'local', type: variable.type, at, variable };
    const value = call(c, callee, [addressOf(c, object, at)], at);
    calls.push({ kind: 'expression', at, value });
  }
  return calls;
}

/** A jump behind the calls it makes necessary. */
export function leaving(
  c: ParseContext,
  jump: Statement,
  kept: Cleanup | null,
  at: Token,
): Statement {
  const calls = cleanupCalls(c, c.function!.cleanups, kept, at);
  return calls.length === 0 ? jump : { kind: 'block', at, body: [...calls, jump] };
}

/** `value` in a variable of its own, so that what follows does not change it: the store, and a read. */
export function keepValue(c: ParseContext, value: Expr): { store: Statement; read: Expr } {
  const { type, at } = value;
  const variable = c.addLocal('', type, at);
  variable.addressTaken = isRecord(type);
  const read: Expr = { op: 'local', type, at, variable };
  const store: Expr = { op: 'assign', type, at, target: read, value };
  return { store: { kind: 'expression', at, value: store }, read };
}

/** `goto label;` */
export function departure(f: FunctionContext, label: Label, at: Token): Statement {
  const jump: Statement = { kind: 'goto', at, label };
  if (f.cleanups === null) return jump;
  const before: Statement[] = [];
  f.departures.push({ label, from: f.cleanups, before, at });
  const body: Statement[] = [{ kind: 'block', at, body: before }, jump];
  return { kind: 'block', at, body };
}

/** Completes the `goto`s of a function, when all labels are known. */
export function completeDepartures(c: ParseContext, f: FunctionContext): void {
  for (const { label, from, before, at } of f.departures) {
    const around = new Set<Cleanup | null>([null]);
    let outer = f.labelCleanups.get(label) ?? null;
    for (; outer; outer = outer.outer) around.add(outer);
    let kept = from;
    while (!around.has(kept)) kept = kept!.outer;
    before.push(...cleanupCalls(c, from, kept, at));
  }
}
