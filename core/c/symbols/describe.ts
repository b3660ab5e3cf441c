/** Symbols in C's own words. */
import type { CType, FunctionType } from '../ctype.ts';
import { TokenFlag } from '../source-token.ts';
import type { SourceToken } from '../source-token.ts';
import { typeText } from '../types.ts';

/** `struct page *page`; of functions with the names of their parameters. */
export function declarationText(type: CType, name: string): string {
  return type.kind === 'function' ? prototype(type, name) : typeText(type, name);
}

function prototype(type: FunctionType, name: string): string {
  const params = type.params.map((param) => typeText(param.type, param.name ?? ''));
  if (type.variadic) params.push('...');
  const list = params.length > 0 ? params.join(', ') : 'void';
  return typeText(type.returns, `${name}(${list})`);
}

/** The type that a declaration is made of, behind its pointers, arrays and what a function returns. */
export function baseType(type: CType): CType {
  switch (type.kind) {
    case 'pointer':
      return baseType(type.to);
    case 'array':
      return baseType(type.of);
    case 'function':
      return baseType(type.returns);
    default:
      return type;
  }
}

/** What a macro stands for, as it is written up to white space. */
export function macroText(body: readonly SourceToken[]): string {
  let text = '';
  for (const token of body) {
    if (text !== '' && (token.flags & TokenFlag.space) !== 0) text += ' ';
    if ((token.flags & TokenFlag.stringify) !== 0) text += '#';
    text += token.text;
    if ((token.flags & TokenFlag.pasteLeft) !== 0) text += ' ##';
  }
  return text;
}
