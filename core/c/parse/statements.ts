/** Statements (C11 6.8). */
import type { Expr, Label, Statement } from '../ast.ts';
import {
  assignConvert,
  condition,
  promoted,
  requireInteger,
  cast,
  decay,
  intConstant,
} from '../check/convert.ts';
import { binary } from '../check/operators.ts';
import { TokenKind, type Token } from '../token.ts';
import { T, isInteger, pointerTo, typeText, wrapInteger } from '../types.ts';
import { parseAsm } from './asm.ts';
import { parseAttributes, skipStandardAttributes, tokenAfterAttributes } from './attributes.ts';
import { cleanupCalls, departure, keepValue, leaving } from './cleanup.ts';
import type { ParseContext } from './context.ts';
import { parseLocalDeclaration } from './local-declarations.ts';
import { parseConditional, parseExpression } from './expressions.ts';
import { withLandings } from './jumps.ts';
import { parsePack } from './pragma-pack.ts';
import { startsType } from './specifiers.ts';

/** Reads `{ … }` in a scope of its own. With `wanted`, its last expression is its value. */
export function parseBlock(c: ParseContext, wanted = false): Statement {
  const at = c.expect('{');
  c.enterScope();
  const outerCleanups = c.function!.cleanups;
  const firstLocal = c.function!.locals.length;
  const body: Statement[] = [];
  while (!c.is('}')) {
    if (c.token.kind === TokenKind.endOfFile)
      throw c.error("expected '}' before end of file", c.token, { message: 'to match this', at });
    parseBlockItem(c, body);
  }
  const end = c.next();
  for (const variable of c.function!.locals.slice(firstLocal)) {
    if (variable.scopeEndLine <= variable.at.line)
      variable.scopeEndLine = Math.max(end.line, variable.at.line);
  }
  const calls = cleanupCalls(c, c.function!.cleanups, outerCleanups, end);
  c.function!.cleanups = outerCleanups;
  if (calls.length > 0) endWith(c, body, calls, wanted);
  c.leaveScope();
  return { kind: 'block', at, body };
}

/** Puts calls at the end of a list of statements, behind its value if that is wanted. */
function endWith(c: ParseContext, body: Statement[], calls: Statement[], wanted: boolean): void {
  const last = body.at(-1);
  const value = wanted && last?.kind === 'expression' ? decay(last.value) : null;
  if (!value || value.type.kind === 'void') {
    body.push(...calls);
    return;
  }
  const { store, read } = keepValue(c, value);
  body.splice(-1, 1, store, ...calls, { kind: 'expression', at: value.at, value: read });
}

/** Is a declaration next? A typedef name before ':' is a label. */
function isDeclaration(c: ParseContext): boolean {
  if (c.is('_Static_assert') || c.is('static_assert')) return true;
  if (!startsType(c)) return false;
  if (c.is('__attribute__') || c.is('__attribute')) return startsType(c, tokenAfterAttributes(c));
  const after = c.peek(1);
  return (
    !(after.kind === TokenKind.punctuator && after.text === ':') &&
    !(c.is('__extension__') && !startsType(c, after))
  );
}

function parseBlockItem(c: ParseContext, into: Statement[]): void {
  if (c.is('__label__')) {
    c.next();
    do declareLabel(c, c.expectIdentifier('label'));
    while (c.accept(','));
    c.expect(';');
    return;
  }
  if (parsePack(c)) return;
  skipStandardAttributes(c);
  if (isDeclaration(c)) parseDeclarations(c, into);
  else into.push(parseStatement(c));
}

function parseDeclarations(c: ParseContext, into: Statement[]): void {
  const f = c.function!;
  const { pendingLandings } = f;
  f.pendingLandings = [];
  const statements = parseLocalDeclaration(c);
  const labels = f.pendingLandings;
  f.pendingLandings = pendingLandings;
  if (labels.length > 1 || (labels.length === 1 && statements.length > 1))
    throw c.error('setjmp here is not supported', labels[0].defined!);
  for (const body of statements) {
    into.push(labels.length > 0 ? { kind: 'label', at: body.at, label: labels[0], body } : body);
  }
}

export const parseStatement = (c: ParseContext): Statement =>
  withLandings(c, () => parsePlainStatement(c));

function parsePlainStatement(c: ParseContext): Statement {
  const at = c.token;
  if (at.kind === TokenKind.punctuator) {
    if (at.text === '{') return parseBlock(c);
    if (at.text === ';') {
      c.next();
      return { kind: 'empty', at };
    }
    return parseExpressionStatement(c);
  }
  if (at.kind === TokenKind.identifier) {
    const parse = Object.hasOwn(KEYWORDS, at.text) ? KEYWORDS[at.text] : undefined;
    if (parse) {
      c.next();
      return parse(c, at);
    }
    const after = c.peek(1);
    if (after.kind === TokenKind.punctuator && after.text === ':') return parseLabel(c, at);
  }
  return parseExpressionStatement(c);
}

function parseExpressionStatement(c: ParseContext): Statement {
  const at = c.token;
  const value = parseExpression(c);
  c.expect(';', 'at the end of the statement');
  return { kind: 'expression', at, value };
}

type StatementParser = (c: ParseContext, at: Token) => Statement;

const asm: StatementParser = (c, at) =>
  parseAsm(c, at, (name) => void (labelNamed(c, name.text).used ??= name));

/** `__attribute__((fallthrough));` and attributes before a statement. */
function attributed(c: ParseContext): Statement {
  c.position--;
  parseAttributes(c);
  return parseStatement(c);
}

/** Selections and loops are blocks, and so are the statements inside them (6.8.4p3, 6.8.5p5). */
function scoped(parse: StatementParser): StatementParser {
  return (c, at) => {
    c.enterScope();
    const statement = parse(c, at);
    c.leaveScope();
    return statement;
  };
}

const parseSubstatement = (c: ParseContext): Statement => scoped(parseStatement)(c, c.token);

const KEYWORDS: Record<string, StatementParser> = {
  if: scoped((c, at) => {
    const test = parenthesised(c);
    const then = parseSubstatement(c);
    const otherwise = c.accept('else') ? parseSubstatement(c) : null;
    return { kind: 'if', at, condition: condition(c, test), then, otherwise };
  }),
  while: scoped((c, at) => {
    const test = condition(c, parenthesised(c));
    return { kind: 'while', at, condition: test, body: parseLoopBody(c) };
  }),
  do: scoped((c, at) => {
    const body = parseLoopBody(c);
    c.expect('while', 'after the body of do');
    const test = condition(c, parenthesised(c));
    c.expect(';');
    return { kind: 'do', at, condition: test, body };
  }),
  for: parseFor,
  switch: scoped(parseSwitch),
  case: parseCase,
  default(c, at) {
    c.expect(':');
    const current = c.function!.switches.at(-1);
    if (!current) throw c.error("'default' outside a switch", at);
    if (current.fallback)
      throw c.error('second default label in one switch', at, {
        message: 'first one',
        at: current.fallback.defined!,
      });
    current.fallback = { name: 'default', defined: at, used: at };
    return { kind: 'label', at, label: current.fallback, body: parseLabelled(c) };
  },
  break(c, at) {
    if (c.function!.breakables === 0) throw c.error("'break' outside a loop or switch", at);
    c.expect(';');
    return leaving(c, { kind: 'break', at }, c.function!.breakCleanups, at);
  },
  continue(c, at) {
    if (c.function!.loops === 0) throw c.error("'continue' outside a loop", at);
    c.expect(';');
    return leaving(c, { kind: 'continue', at }, c.function!.loopCleanups, at);
  },
  return: parseReturn,
  goto(c, at) {
    if (c.accept('*')) {
      const address = cast(c, parseExpression(c), pointerTo(T.void));
      c.expect(';');
      c.function!.usesGoto = true;
      for (let f = c.function!.around; f; f = f.around) f.lands = true;
      return { kind: 'jump', at, address };
    }
    const name = c.expectIdentifier('label');
    c.expect(';');
    const label = labelNamed(c, name.text);
    label.used ??= name;
    c.listener?.label(name, label, 'use');
    c.function!.usesGoto = true;
    const { owner } = label;
    if (owner && owner !== c.function!.symbol) {
      for (let f = c.function; f; f = f.around) f.lands ||= f.symbol === owner;
      return leaving(c, { kind: 'leave', at, label, owner }, null, at);
    }
    return departure(c.function!, label, at);
  },
  asm,
  __asm__: asm,
  __asm: asm,
  __attribute__: attributed,
  __attribute: attributed,
};

function parenthesised(c: ParseContext) {
  c.expect('(');
  const e = parseExpression(c);
  c.expect(')');
  return e;
}

function parseLoopBody(c: ParseContext): Statement {
  const f = c.function!;
  const outer = { loopCleanups: f.loopCleanups, breakCleanups: f.breakCleanups };
  f.loopCleanups = f.breakCleanups = f.cleanups;
  f.loops++;
  f.breakables++;
  const body = parseSubstatement(c);
  f.loops--;
  f.breakables--;
  Object.assign(f, outer);
  return body;
}

function parseFor(c: ParseContext, at: Token): Statement {
  c.expect('(');
  c.enterScope();
  const { cleanups } = c.function!;
  const firstLocal = c.function!.locals.length;
  let init: Statement | null = null;
  if (isDeclaration(c)) {
    const declarations = parseLocalDeclaration(c);
    init = declarations.length === 1 ? declarations[0] : { kind: 'block', at, body: declarations };
  } else if (!c.accept(';')) {
    init = parseExpressionStatement(c);
  }
  const test = c.is(';') ? null : condition(c, parseExpression(c));
  c.expect(';');
  const step = c.is(')') ? null : decay(parseExpression(c));
  c.expect(')');
  const body = parseLoopBody(c);
  const endLine = c.peek(-1).line;
  for (const variable of c.function!.locals.slice(firstLocal))
    variable.scopeEndLine = Math.max(variable.scopeEndLine, endLine);
  const loop: Statement = { kind: 'for', at, init, condition: test, step, body };
  const calls = cleanupCalls(c, c.function!.cleanups, cleanups, c.peek(-1));
  c.function!.cleanups = cleanups;
  c.leaveScope();
  return calls.length === 0 ? loop : { kind: 'block', at, body: [loop, ...calls] };
}

function parseSwitch(c: ParseContext, at: Token): Statement {
  const value = promoted(c, parenthesised(c));
  if (!isInteger(value.type))
    throw c.error(`switch on a value of type '${typeText(value.type)}'`, at);
  const f = c.function!;
  const current = { type: value.type, cases: [], fallback: null };
  f.switches.push(current);
  f.breakables++;
  const { breakCleanups } = f;
  f.breakCleanups = f.cleanups;
  const body = parseSubstatement(c);
  f.breakCleanups = breakCleanups;
  f.breakables--;
  f.switches.pop();
  return { kind: 'switch', at, value, body, ...current };
}

function parseCase(c: ParseContext, at: Token): Statement {
  const current = c.function!.switches.at(-1);
  if (!current) throw c.error("'case' outside a switch", at);
  const bound = () => {
    const e = parseConditional(c);
    return wrapInteger(current.type, requireInteger(c, cast(c, e, current.type), 'case label'));
  };
  const low = bound();
  const high = c.accept('...') ? bound() : low;
  c.expect(':');
  const clash = current.cases.find((k) => low <= k.high && high >= k.low);
  if (clash)
    throw c.error(`duplicate case value ${low}`, at, {
      message: 'previously used here',
      at: clash.label.defined!,
    });
  const label: Label = { name: `case ${low}`, defined: at, used: at };
  if (low <= high) current.cases.push({ low, high, label });
  return { kind: 'label', at, label, body: parseLabelled(c) };
}

function parseReturn(c: ParseContext, at: Token): Statement {
  const { returns, symbol } = c.function!;
  if (c.accept(';')) return leaving(c, { kind: 'return', at, value: null }, null, at);
  const e = parseExpression(c);
  c.expect(';', 'after the returned value');
  if (returns.kind === 'void') {
    // GNU allows returning a void expression
    if (e.type.kind !== 'void')
      throw c.error(`'${symbol.name}' returns void but this returns a value`, at);
    const calls = cleanupCalls(c, c.function!.cleanups, null, at);
    if (calls.length === 0) return { kind: 'return', at, value: e };
    const effect: Statement = { kind: 'expression', at, value: e };
    return { kind: 'block', at, body: [effect, ...calls, { kind: 'return', at, value: null }] };
  }
  const value = assignConvert(c, e, returns, `in return from '${symbol.name}'`);
  const calls = cleanupCalls(c, c.function!.cleanups, null, at);
  if (calls.length === 0) return { kind: 'return', at, value };
  const { store, read } = keepValue(c, value);
  return { kind: 'block', at, body: [store, ...calls, { kind: 'return', at, value: read }] };
}

function newLabel(c: ParseContext, name: string): Label {
  const label: Label = { name, defined: null, used: null, owner: c.function!.symbol };
  c.function!.labelList.push(label);
  return label;
}

/** GNU `__label__ name`. */
function declareLabel(c: ParseContext, name: Token): void {
  const labels = (c.scope.labels ??= new Map<string, Label>());
  if (labels.has(name.text)) throw c.error(`label '${name.text}' is declared twice`, name);
  labels.set(name.text, newLabel(c, name.text));
}

function labelNamed(c: ParseContext, name: string): Label {
  const { labels } = c.function!;
  let label = c.scope.lookupLabel(name) ?? labels.get(name);
  if (!label) {
    label = newLabel(c, name);
    labels.set(name, label);
  }
  return label;
}

/** GNU `&&name`: a constant that tells the label apart from all others. `&&` is already read. */
export function parseLabelAddress(c: ParseContext, at: Token): Expr {
  const name = c.expectIdentifier('label');
  if (!c.function) throw c.error('address of a label outside a function', at);
  const label = labelNamed(c, name.text);
  label.used ??= name;
  c.listener?.label(name, label, 'use');
  let f = c.function;
  while (f.around && f.symbol !== label.owner) f = f.around;
  let index = f.addressed.indexOf(label);
  if (index < 0) index = f.addressed.push(label) - 1;
  const base = decay({
    op: 'global',
    type: f.symbol.type,
    at,
    symbol: f.symbol,
    code: true,
  });
  const address = binary(c, 'add', base, intConstant(index + 1, T.int, at), at);
  return cast(c, address, pointerTo(T.void), at);
}

function parseLabel(c: ParseContext, at: Token): Statement {
  c.next();
  c.next();
  parseAttributes(c);
  const label = labelNamed(c, at.text);
  if (label.defined)
    throw c.error(`duplicate label '${at.text}'`, at, {
      message: 'previously defined here',
      at: label.defined,
    });
  label.defined = at;
  const { cleanups, labelCleanups } = c.function!;
  if (cleanups) labelCleanups.set(label, cleanups);
  c.listener?.label(at, label, 'definition');
  return { kind: 'label', at, label, body: parseLabelled(c) };
}

/** What follows a label: a statement, or nothing at the end of a block, or (C23) a declaration. */
function parseLabelled(c: ParseContext): Statement {
  skipStandardAttributes(c);
  const at = c.token;
  if (c.is('}')) return { kind: 'empty', at };
  if (isDeclaration(c)) return { kind: 'empty', at };
  return parseStatement(c);
}
