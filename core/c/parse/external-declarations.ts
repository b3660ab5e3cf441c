/** File-level declarations and function definitions (C11 6.9). */
import { hasBody, type FunctionBody, type GlobalSymbol, type Statement } from '../ast.ts';
import type { CType, FunctionType } from '../ctype.ts';
import { TokenKind, type Token } from '../token.ts';
import {
  T,
  compatible,
  functionReturning,
  isComplete,
  isRecord,
  markOldStyle,
  typeText,
} from '../types.ts';
import { copyVariableSize } from '../variable-types.ts';
import { isAsm, skipFileAsm } from './asm.ts';
import { rememberAttributes, skipStandardAttributes } from './attributes.ts';
import { declareConstant } from './constexpr.ts';
import { completeDepartures } from './cleanup.ts';
import { newLocal, type FunctionContext, type ParseContext } from './context.ts';
import { adjustParameter, parseDeclarator, type Declarator } from './declarators.ts';
import { parseInitializer, staticInitializer } from './initializers.ts';
import { makeLeaves, type KnownBody } from './passed-bodies.ts';
import { parsePack } from './pragma-pack.ts';
import { parseSpecifiers, type Specifiers } from './specifiers.ts';
import { parseBlock } from './statements.ts';
import { parseStaticAssert } from './static-assert.ts';
import { newSymbol } from './symbols.ts';

/** Reads one external declaration at the cursor. */
export function parseExternal(c: ParseContext): void {
  if (c.accept(';') || parsePack(c) || parseStaticAssert(c)) return;
  skipStandardAttributes(c);
  if (isAsm(c)) return skipFileAsm(c);
  const specifiers = parseSpecifiers(c);
  if (c.accept(';')) return;
  for (let first = true; ; first = false) {
    const declarator = parseDeclarator(c, specifiers, false);
    if (specifiers.storage === 'typedef') declareTypedef(c, specifiers, declarator);
    else if (declarator.type.kind === 'function') {
      const symbol = declareFunction(c, specifiers, declarator);
      if (first && (c.is('{') || declarator.oldStyle)) return defineFunction(c, symbol, declarator);
    } else if (!specifiers.constexpr || !declareConstant(c, declarator))
      declareVariable(c, specifiers, declarator);
    if (!c.accept(',')) break;
  }
  c.expect(';', 'at the end of the declaration');
}

export function declareTypedef(
  c: ParseContext,
  specifiers: Specifiers,
  declarator: Declarator,
): void {
  const name = declarator.name!;
  let { type } = declarator;
  const previous = c.scope.here(name.text);
  if (previous && (previous.kind !== 'typedef' || !compatible(previous.type, type))) {
    throw c.error(`conflicting declarations of '${name.text}'`, name);
  }
  const aligned = Math.max(declarator.attributes.aligned, specifiers.attributes.aligned);
  if (isRecord(type)) {
    // an untagged record takes the name of its first typedef; the type itself is never copied
    if (type.tag === null) type.typedefName ??= name.text;
    rememberAttributes(type, declarator.attributes);
  } else if (type.kind !== 'enum' || isComplete(type)) {
    type = copyVariableSize(type, { ...type, alias: name.text });
    if (aligned > 0) type.align = aligned;
    if (type.kind === 'enum' && declarator.type.kind === 'enum' && declarator.type.tag === null)
      type = declarator.type;
  }
  const binding = { kind: 'typedef' as const, type, isConst: declarator.isConst };
  c.scope.bind(name.text, binding);
  c.listener?.typedef(name, binding, 'definition', previous);
}

/** Finds the symbol that this declaration declares again, or makes it. */
function declareSymbol(
  c: ParseContext,
  kind: GlobalSymbol['kind'],
  name: Token,
  type: CType,
): GlobalSymbol {
  const here = c.scope.here(name.text);
  if (here && here.kind !== 'global')
    throw c.error(`'${name.text}' redeclared as a different kind of symbol`, name);
  const outer = c.fileScope.here(name.text);
  const known = here ?? (outer?.kind === 'global' ? outer : undefined);
  if (!known) {
    const symbol = newSymbol(c, kind, name.text, type, name);
    c.fileScope.bind(name.text, { kind: 'global', symbol });
    if (c.scope !== c.fileScope) c.scope.bind(name.text, { kind: 'global', symbol });
    return symbol;
  }
  const { symbol } = known;
  if (symbol.kind !== kind || !compatible(symbol.type, type)) {
    throw c.error(
      `conflicting types for '${name.text}': '${typeText(type)}' here, '${typeText(symbol.type)}' before`,
      name,
      {
        message: 'previous declaration',
        at: symbol.at,
      },
    );
  }
  if (c.scope !== c.fileScope && !here) c.scope.bind(name.text, { kind: 'global', symbol });
  mergeType(symbol, type);
  return symbol;
}

/** The composite type: a known array length, a prototype over an empty parameter list. */
function mergeType(symbol: GlobalSymbol, type: CType): void {
  if (symbol.type.kind === 'array' && symbol.type.length === null && type.kind === 'array')
    symbol.type = type;
  if (
    symbol.type.kind === 'function' &&
    symbol.type.params.length === 0 &&
    type.kind === 'function'
  )
    symbol.type = type;
}

export function declareFunction(
  c: ParseContext,
  specifiers: Specifiers,
  declarator: Declarator,
): GlobalSymbol {
  const symbol = declareSymbol(c, 'function', declarator.name!, declarator.type);
  if (specifiers.storage === 'static') symbol.isStatic = true;
  if (specifiers.inline) symbol.isInline = true;
  applyAttributes(symbol, specifiers, declarator);
  c.listener?.global(declarator.name!, symbol, 'declaration');
  return symbol;
}

function applyAttributes(
  symbol: GlobalSymbol,
  specifiers: Specifiers,
  declarator: Declarator,
): void {
  if (specifiers.attributes.weak || declarator.attributes.weak) symbol.weak = true;
  for (const { runBefore, runAfter } of [specifiers.attributes, declarator.attributes]) {
    if (runBefore !== null) symbol.runBefore = runBefore;
    if (runAfter !== null) symbol.runAfter = runAfter;
  }
  rememberAttributes(symbol, specifiers.attributes, declarator.attributes);
  symbol.aliasOf =
    specifiers.attributes.alias ??
    declarator.attributes.alias ??
    declarator.asmLabel ??
    symbol.aliasOf;
  symbol.align = Math.max(
    symbol.align,
    specifiers.attributes.aligned,
    declarator.attributes.aligned,
  );
}

export function declareVariable(
  c: ParseContext,
  specifiers: Specifiers,
  declarator: Declarator,
): void {
  const name = declarator.name!;
  // GNU C: `extern void name;` declares an object of which only the address is used
  if (declarator.type.kind === 'void' && specifiers.storage !== 'extern')
    throw c.error(`variable '${name.text}' declared void`, name);
  const symbol = declareSymbol(c, 'variable', name, declarator.type);
  symbol.isConst = declarator.isConst;
  if (specifiers.storage === 'static') symbol.isStatic = true;
  const defines = specifiers.storage !== 'extern' || c.is('=');
  c.listener?.global(name, symbol, defines ? 'definition' : 'declaration');
  if (specifiers.storage === 'register') {
    symbol.register = true;
    return;
  }
  applyAttributes(symbol, specifiers, declarator);
  if (c.accept('=')) {
    if (symbol.init)
      throw c.error(`redefinition of '${name.text}'`, name, {
        message: 'previous definition',
        at: symbol.at,
      });
    const init = parseInitializer(c, symbol.type);
    symbol.type = init.type;
    symbol.at = name;
    symbol.init = staticInitializer(c, init);
    symbol.tentative = false;
  } else if (specifiers.storage !== 'extern' && symbol.init === null) {
    symbol.tentative = true;
  }
}

/** Takes a function's body, from `{` or the types of its parameters, into its symbol. */
export function defineFunction(
  c: ParseContext,
  symbol: GlobalSymbol,
  declarator: Declarator,
): void {
  const around = c.function;
  const name = declarator.name!;
  if (hasBody(symbol))
    throw c.error(`redefinition of '${name.text}'`, name, {
      message: 'previous definition',
      at: symbol.at,
    });
  let type = declarator.type as FunctionType;
  if (declarator.oldStyle) {
    type = functionReturning(type.returns, parseOldStyleTypes(c, declarator), false);
    symbol.type = type;
    markOldStyle(type);
  }
  if (type.returns.kind !== 'void' && !isComplete(type.returns)) {
    throw c.error(`'${name.text}' returns incomplete type '${typeText(type.returns)}'`, name);
  }
  symbol.at = name;
  c.listener?.global(name, symbol, 'definition');
  const isPlain = around === null && !declarator.oldStyle && c.parameterLocals.length === 0;
  if (c.bodies === null || !isPlain || declarator.parameterSizes.length > 0) {
    symbol.body = readBody(c, symbol, declarator, type);
    return;
  }
  const start = c.position;
  const known = c.bodies.find(c);
  if (known === null) {
    c.leaves = [];
    symbol.body = readBody(c, symbol, declarator, type);
    c.bodies.add(c, start, c.leaves);
    c.leaves = null;
  } else passBody(c, symbol, known, () => readBody(c, symbol, declarator, type));
}

/** Goes on after a body; it is read, from where it stands, when it is asked for. */
function passBody(
  c: ParseContext,
  symbol: GlobalSymbol,
  known: KnownBody,
  read: () => FunctionBody,
): void {
  const { position: start, pack } = c;
  const given = makeLeaves(c, known);
  c.position += known.tokens.length;
  symbol.readBody = () => {
    const { position, pack: present } = c;
    Object.assign(c, { position: start, pack, given });
    const body = read();
    Object.assign(c, { position, pack: present, given: [] });
    return body;
  };
}

/** Reads a function's body, from `{`. */
function readBody(
  c: ParseContext,
  symbol: GlobalSymbol,
  declarator: Declarator,
  type: FunctionType,
): FunctionBody {
  const around = c.function;
  const name = declarator.name!;
  const f: FunctionContext = {
    around, symbol, returns: type.returns, locals: [], params: [], labels: new Map(), labelList: [], addressed: [], switches: [], loops: 0,
    breakables: 0, variadic: type.variadic, usesGoto: false, usesAlloca: false,
    cleanups: null, loopCleanups: null, breakCleanups: null, labelCleanups: new Map(), departures: [],
    lands: false, hasNested: false, pendingLandings: [],
  }; // prettier-ignore
  c.function = f;
  c.enterScope();
  f.locals.push(...c.parameterLocals);
  c.parameterLocals = [];
  declarator.params!.forEach((param, i) => {
    const paramType = type.params[i]?.type ?? param.type;
    if (!isComplete(paramType))
      throw c.error(
        `parameter '${param.name?.text ?? i + 1}' has incomplete type '${typeText(paramType)}'`,
        param.name ?? name,
      );
    const variable =
      param.variable ?? newLocal(param.name?.text ?? '', paramType, param.name ?? name);
    if (param.name && !param.variable) c.listener?.local(param.name, variable, 'definition', true);
    f.locals.push(variable);
    f.params.push(variable);
    if (param.name) c.scope.bind(param.name.text, { kind: 'local', variable });
  });
  // the body's block shares the scope of the parameters closely enough: inner names may shadow
  const body = parseBlock(c);
  const statement: Statement = { kind: 'block', at: body.at, body: [] };
  for (const value of declarator.parameterSizes)
    statement.body.push({ kind: 'expression', at: value.at, value });
  statement.body.push(body);
  const endLine = c.peek(-1).line;
  for (const param of f.params) param.scopeEndLine = endLine;
  completeDepartures(c, f);
  c.leaveScope();
  c.function = around;
  for (const variable of f.locals) {
    variable.owner = symbol;
    if (f.hasNested) variable.addressTaken = true;
  }
  for (const label of f.labelList) {
    if (!label.defined) throw c.error(`label '${label.name}' is used but not defined`, label.used!);
  }
  return {
    type,
    params: f.params,
    locals: f.locals,
    statement: statement.body.length > 1 ? statement : body,
    usesAlloca: f.usesAlloca,
    endLine,
    hasLabels: f.usesGoto,
    lands: f.lands,
    hasNested: f.hasNested,
    addressed: f.addressed,
  };
}

/** Declarations between the parameter names and the body of an old-style definition. */
function parseOldStyleTypes(c: ParseContext, declarator: Declarator): FunctionType['params'] {
  const types = new Map<string, CType>();
  while (!c.is('{')) {
    if (c.token.kind === TokenKind.endOfFile) throw c.error("expected '{' of the function body");
    const specifiers = parseSpecifiers(c);
    do {
      const d = parseDeclarator(c, specifiers, false);
      types.set(d.name!.text, adjustParameter(d.type, d));
    } while (c.accept(','));
    c.expect(';');
  }
  for (const param of declarator.params!) param.type = types.get(param.name!.text) ?? T.int;
  return declarator.params!.map((p) => ({ name: p.name!.text, type: p.type }));
}
