/** Declarations inside functions. */
import type { Statement } from '../ast.ts';
import { decay } from '../check/convert.ts';
import type { Token } from '../token.ts';
import { isComplete, typeText } from '../types.ts';
import { isVariable, variableSize } from '../variable-types.ts';
import { rememberAttributes } from './attributes.ts';
import { addCleanup } from './cleanup.ts';
import type { ParseContext } from './context.ts';
import { parseDeclarator, type Declarator } from './declarators.ts';
import { declareFunction, declareTypedef, declareVariable } from './external-declarations.ts';
import { flattenInitializer, parseInitializer, staticInitializer } from './initializers.ts';
import { parseAssignment } from './expressions.ts';
import { declareNested, defineNested } from './nested-functions.ts';
import { newSymbol } from './symbols.ts';
import { parseSpecifiers, type Specifiers } from './specifiers.ts';
import { declareConstant } from './constexpr.ts';
import { parseStaticAssert } from './static-assert.ts';

/** Reads one declaration; the statements are those that run: initialisations. */
export function parseLocalDeclaration(c: ParseContext): Statement[] {
  if (parseStaticAssert(c)) return [];
  const specifiers = parseSpecifiers(c);
  const statements: Statement[] = [];
  takeSizes(c, statements);
  if (c.accept(';')) return statements;
  do {
    const declarator = parseDeclarator(c, specifiers, false);
    takeSizes(c, statements);
    if (declarator.type.kind === 'function' && specifiers.storage !== 'typedef') {
      const defined = c.is('{') || declarator.oldStyle;
      if (defined || specifiers.storage === 'auto') {
        const symbol = declareNested(c, declarator);
        if (!defined) continue;
        defineNested(c, symbol, declarator);
        return statements;
      }
    }
    declareLocal(c, specifiers, declarator, statements);
  } while (c.accept(','));
  c.expect(';', 'at the end of the declaration');
  return statements;
}

/** The computations that the types read last need, as statements. */
export function takeSizes(c: ParseContext, into: Statement[]): void {
  for (const value of c.pendingSizes) into.push({ kind: 'expression', at: value.at, value });
  c.pendingSizes = [];
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
  if (isVariable(declarator.type)) {
    if (specifiers.storage === 'static' || specifiers.storage === 'extern')
      throw c.error(`'${at.text}' has variable length and must be automatic`, at);
  }
  if (specifiers.constexpr && declareConstant(c, declarator)) return;
  if (specifiers.storage === 'extern') return declareVariable(c, specifiers, declarator);
  if (specifiers.storage === 'static') return declareStaticLocal(c, specifiers, declarator);
  const previous = c.scope.here(at.text);
  if (previous) throw c.error(`redeclaration of '${at.text}'`, at);
  declareAutomatic(c, specifiers, declarator, into);
  const cleanup = declarator.attributes.cleanup ?? specifiers.attributes.cleanup;
  const declared = c.scope.here(at.text);
  if (cleanup && declared?.kind === 'local') addCleanup(c, declared.variable, cleanup);
}

function declareAutomatic(
  c: ParseContext,
  specifiers: Specifiers,
  declarator: Declarator,
  into: Statement[],
): void {
  const at = declarator.name!;
  if (specifiers.autoType) return declareAuto(c, at, into);
  if (isVariable(declarator.type)) return declareVla(c, declarator, into);
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
  const symbol = c.given.shift() ?? newSymbol(c, 'variable', at.text, declarator.type, at);
  symbol.isStatic = true;
  symbol.isConst = declarator.isConst;
  c.listener?.global(at, symbol, 'definition');
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
  if (c.is('=')) throw c.error(`'${at.text}' has variable length and cannot be initialised`, at);
  const variable = c.addLocal(at.text, type, at);
  variable.addressTaken = true;
  variable.vlaSize = variableSize(type, at)!;
  variable.vlaBelow = c.scope.lastVla();
  c.scope.vla = variable;
  if (c.scope.here(at.text)) throw c.error(`redeclaration of '${at.text}'`, at);
  c.scope.bind(at.text, { kind: 'local', variable });
  into.push({ kind: 'declaration', at, variable, init: [], source: null });
}
