/** Which function (or struct) a hunk changes, as far as the diff tells. */
import type { Hunk } from './patch.ts';

export interface Enclosing {
  name: string;
  /** The heading was cut off in the middle of the name: quilt keeps 40 characters. */
  cut: boolean;
}

/** Words that stand before a parenthesis in the first column and open no scope. */
const noScope = /^(?:EXPORT_|MODULE_|DEFINE_|DECLARE_|module_|if|while|for|switch|return|sizeof)/;

/**
 * The name that a line in the first column opens a scope for: a function, a tagged record, an
 * initialised variable. Null for labels, macros that open nothing, and anything else.
 */
export function definedName(text: string): Enclosing | null {
  if (!/^[A-Za-z_]/.test(text) || /^\w+:\s*(?:$|[^:])/.test(text) || /;\s*$/.test(text))
    return null;
  const cut = text.length >= 40 && !/[{},;)]\s*$/.test(text);
  const record = /^(?:typedef\s+)?((?:struct|union|enum)\s+\w+)\s*(?:\{|$)/.exec(text);
  if (record) return { name: record[1], cut: cut && !text.includes('{') };
  const call = /([A-Za-z_]\w*)\s*\(/.exec(text);
  if (call) return noScope.test(call[1]) ? null : { name: call[1], cut: false };
  const variable = /(\w+)\s*(?:\[[^\]]*\]\s*)*=/.exec(text);
  if (variable) return { name: variable[1], cut: false };
  // A heading that ends within the name, or right behind it.
  const last = /(\w+)\s*$/.exec(text);
  return last && cut ? { name: last[1], cut: true } : null;
}

export function isSameScope(a: Enclosing, b: Enclosing): boolean {
  if (a.name === b.name) return true;
  return (a.cut && b.name.startsWith(a.name)) || (b.cut && a.name.startsWith(b.name));
}

/**
 * The scopes that the changed lines of a hunk lie in, without repeats. A definition within the hunk
 * counts more than the heading, which git and diff take from above the hunk's first line.
 */
export function enclosingScopes(hunk: Hunk): Enclosing[] {
  let scope = definedName(hunk.heading);
  const scopes: Enclosing[] = [];
  for (const { kind, text } of hunk.lines) {
    const opened = definedName(text);
    if (opened) scope = opened;
    if (
      kind !== ' ' &&
      text.trim() !== '' &&
      scope &&
      !scopes.some((one) => isSameScope(one, scope!))
    )
      scopes.push(scope);
    if (/^\}/.test(text)) scope = null;
  }
  return scopes;
}
