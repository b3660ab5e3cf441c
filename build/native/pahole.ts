/** Reading what `pahole -E` prints: a structure with all inner structures spelled out. */

/**
 * Named members at any depth as `name offset size`, offsets from the start of the outermost
 * structure. Like the captures it does not look into a struct page inside another structure, nor
 * into the elements of an array.
 */
export function parsePahole(text: string): { size: number; members: string[] } {
  const members: string[] = [];
  const open: { tag: string; first: number }[] = [];
  for (const line of text.split('\n')) {
    const code = line
      .replace(/^\s*\/\* typedef .*? \*\//, '')
      .replace(/__attribute__\(\(\w+\(\d+\)\)\)/, '')
      .trim();
    const opening = /^(?:struct|union)\b\s*(\w*)\s*\{$/.exec(code);
    if (opening) {
      open.push({ tag: opening[1], first: members.length });
      continue;
    }
    const place = /;\s*\/\*\s*(\d+)\s+(\d+)\s*\*\/$/.exec(code);
    if (code.startsWith('}')) {
      const closed = open.pop();
      if (!place || !closed) continue;
      const [, name = '', array] = /^\}\s*(\w*)(\[\d*\])?/.exec(code) ?? [];
      if (closed.tag === 'page' || array) members.length = closed.first;
      if (name) members.push(`${name} ${place[1]} ${place[2]}`);
    } else if (place) {
      const declaration = code.slice(0, code.indexOf(';'));
      const name = /\(\*\s*(\w+)\)/.exec(declaration) ?? /(\w+)(?:\[\d*\])?$/.exec(declaration);
      if (name) members.push(`${name[1]} ${place[1]} ${place[2]}`);
    }
  }
  const size = Number(/\/\* size: (\d+),/.exec(text)?.[1] ?? Number.NaN);
  return { size, members };
}
