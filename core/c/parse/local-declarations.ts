/** Declarations inside functions. */
import type { Expr, LocalVariable, Statement } from '../ast.ts';
import { cast, decay, intConstant } from '../check/convert.ts';
import { binary } from '../check/operators.ts';
import type { Token } from '../token.ts';
import { T, isComplete, typeText } from '../types.ts';
import { rememberAttributes } from './attributes.ts';
import type { ParseContext } from './context.ts';
import { parseDeclarator, type Declarator } from './declarators.ts';
import { declareFunction, declareTypedef, declareVariable } from './external-declarations.ts';
import { flattenInitializer, parseInitializer, staticInitializer } from './initializers.ts';
import { parseAssignment } from './expressions.ts';
import { newSymbol } from './symbols.ts';
import { parseSpecifiers, type Specifiers } from './specifiers.ts';
import { parseStaticAssert } from './static-assert.ts';
import { rememberVlaSize } from './vla.ts';

/** Reads one declaration; the statements are those that run: initialisations. */
export function parseLocalDeclaration(c: ParseContext): Statement[] {
  if (parseStaticAssert(c)) return [];
  const specifiers = parseSpecifiers(c);
  const statements: Statement[] = [];
  if (c.accept(';')) return statements;
  do {
    const declarator = parseDeclarator(c, specifiers, false);
    declareLocal(c, specifiers, declarator, statements);
    if (declarator.type.kind === 'function' && c.is('{'))
      throw c.error('nested functions are not supported');
  } while (c.accept(','));
  c.expect(';', 'at the end of the declaration');
  return statements;
}

function declareLocal(
  c: ParseContext,
  specifiers: Specifiers,
  declarator: Declarator,
  into: Statement[],
): void {
  const at = declarator.name!;
  if (specifiers.storage === 'typedef') return declareTypedef(c, specifiers, declarator);
  if (declarator.type.kind === 'function') return void declareFunction(c, specifiers, declarator);
  if (specifiers.storage === 'extern') return declareVariable(c, specifiers, declarator);
  if (specifiers.storage === 'static') return declareStaticLocal(c, specifiers, declarator);
  const previous = c.scope.here(at.text);
  if (previous) throw c.error(`redeclaration of '${at.text}'`, at);
  if (declarator.attributes.cleanup || specifiers.attributes.cleanup) {
    into.push({ kind: 'unsupported', at, what: 'the cleanup attribute' });
  }
  if (specifiers.autoType) return declareAuto(c, at, into);
  if (declarator.vla) return declareVla(c, declarator, into);
  const align = Math.max(
    declarator.type.align,
    declarator.attributes.aligned,
    specifiers.attributes.aligned,
  );
  const variable = c.addLocal(at.text, declarator.type, at, align);
  variable.isConst = declarator.isConst;
  rememberAttributes(variable, specifiers.attributes, declarator.attributes);
  c.scope.bind(at.text, { kind: 'local', variable });
  if (c.accept('=')) {
    const init = parseInitializer(c, declarator.type);
    variable.type = init.type;
    const list = flattenInitializer(init);
    into.push({ kind: 'declaration', at, variable, init: list, source: init.value });
  }
  if (!isComplete(variable.type))
    throw c.error(`'${at.text}' has incomplete type '${typeText(variable.type)}'`, at);
}

/** `static` inside a function: a file-level object that only this scope can name. */
function declareStaticLocal(c: ParseContext, specifiers: Specifiers, declarator: Declarator): void {
  const at = declarator.name!;
  const symbol = newSymbol(c, 'variable', at.text, declarator.type, at);
  symbol.isStatic = true;
  symbol.isConst = declarator.isConst;
  symbol.align = Math.max(
    symbol.align,
    declarator.attributes.aligned,
    specifiers.attributes.aligned,
  );
  c.scope.bind(at.text, { kind: 'global', symbol });
  if (c.accept('=')) {
    const init = parseInitializer(c, declarator.type);
    symbol.type = init.type;
    symbol.init = staticInitializer(c, init);
  }
  if (!isComplete(symbol.type))
    throw c.error(`'${at.text}' has incomplete type '${typeText(symbol.type)}'`, at);
  symbol.tentative = symbol.init === null;
}

/** GNU `__auto_type name = value;` */
function declareAuto(c: ParseContext, at: Token, into: Statement[]): void {
  c.expect('=', 'after __auto_type');
  const value = decay(parseAssignment(c));
  const variable = c.addLocal(at.text, value.type, at);
  c.scope.bind(at.text, { kind: 'local', variable });
  const init = [
    { kind: 'store' as const, offset: 0, type: value.type, member: null, path: [], value },
  ];
  into.push({ kind: 'declaration', at, variable, init, source: value });
}

/** `T name[n];`: the frame keeps a pointer to the elements and their size in bytes. */
function declareVla(c: ParseContext, declarator: Declarator, into: Statement[]): void {
  const at = declarator.name!;
  const { type } = declarator;
  if (type.kind !== 'array')
    throw c.error('variable length array types are not supported here', at);
  const size = c.addLocal('', T.ulong, at);
  const count = cast(c, declarator.vla!, T.ulong);
  const bytes = binary(c, 'mul', count, intConstant(type.of.size, T.ulong, at), at);
  const sized: Expr = { op: 'assign', type: T.ulong, at, target: local(size, at), value: bytes };
  const variable = c.addLocal(at.text, type, at);
  variable.addressTaken = true;
  variable.vlaSize = local(size, at);
  rememberVlaSize(variable, size);
  c.scope.bind(at.text, { kind: 'local', variable });
  into.push(
    { kind: 'expression', at, value: sized },
    { kind: 'declaration', at, variable, init: [], source: null },
  );
}

const local = (variable: LocalVariable, at: Token): Expr => ({
  op: 'local',
  type: variable.type,
  at,
  variable,
});
