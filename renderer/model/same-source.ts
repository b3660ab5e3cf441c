import type { SourceView } from './source-view.ts';

/** So many lines around the current one are what one reads at a glance. */
const AROUND = 10;

/**
 * Whether two columns show the same: the same call, the same words around its line, the same values
 * beside them. Where that is so, one of them says it all.
 */
export function sameSource(a: SourceView, b: SourceView): boolean {
  return (
    a.functionName === b.functionName &&
    a.file === b.file &&
    a.innermost === b.innermost &&
    around(a) === around(b)
  );
}

function around(view: SourceView): string {
  const lines = view.text.split('\n');
  const from = Math.max(0, view.line - 1 - AROUND);
  const shown = lines.slice(from, view.line + AROUND).map((text, index) => {
    const values = view.values.get(from + index + 1) ?? [];
    return [text, ...values.map(({ name, text: value }) => `${name}=${value}`)].join('\0');
  });
  return shown.join('\n');
}
