/** Reading what pahole prints of all structures of an object. */

/** @typedef {import('./flatten.ts').Layout} Layout */

/**
 * Layouts by name (`struct page`, `union foo`, and `atomic_t` for a structure that only a typedef
 * names). Nameless structures inside are opened; of unnamed bit-fields nothing is said.
 *
 * @param {string} text
 * @returns {Map<string, Layout>}
 */
export function parsePahole(text) {
  /** @type {Map<string, Layout>} */
  const layouts = new Map();
  /** @type {{ name: string, layout: Layout, depth: number } | null} */
  let current = null;
  for (const line of text.split('\n')) {
    const code = withoutAttributes(line).trim();
    if (current === null) {
      const opening = /^(?:typedef )?((?:struct|union)\b ?\w*) \{$/.exec(code);
      if (opening) current = { name: opening[1], layout: { size: NaN, members: [] }, depth: 0 };
      continue;
    }
    const { layout } = current;
    const size = /^\/\* size: (\d+)/.exec(code);
    if (size) layout.size = Number(size[1]);
    else if (code.endsWith('{')) current.depth++;
    else if (code.startsWith('}') && current.depth === 0) {
      const alias = /^\}\s*(\w+);/.exec(code);
      layouts.set(alias ? alias[1] : current.name.trim(), layout);
      current = null;
    } else {
      if (code.startsWith('}')) current.depth--;
      const member = readMember(code);
      if (member) layout.members.push(member);
    }
  }
  return layouts;
}

/**
 * Sizes in bytes by tag, from `pahole --sizes`: it leaves them out where it prints a union.
 *
 * @param {string} text
 * @returns {Map<string, number>}
 */
export function parseSizes(text) {
  const rows = text.split('\n').map((line) => line.split('\t'));
  return new Map(rows.map(([tag, size]) => [tag, Number(size)]));
}

/** @param {string} line */
const withoutAttributes = (line) => line.replace(/\s*__attribute__\(\(\w+(?:\(\d+\))?\)\)/g, '');

/**
 * A member's line, or the end of a nameless structure with a name for the member.
 *
 * @param {string} code
 * @returns {string | null}
 */
function readMember(code) {
  const [, declaration, offset, bit, size] =
    /^(.*);\s*\/\*\s*(\d+)(?::\s*(\d+))?\s+(\d+)\s*\*\/$/.exec(code) ?? [];
  if (declaration === undefined) return null;
  const field = /(\w+):(\d+)$/.exec(declaration);
  if (field) return `${field[1]} ${Number(offset) * 8 + Number(bit ?? 0)}:${field[2]}`;
  const name =
    /\(\*+\s*(\w+)/.exec(declaration) ?? /[\s*}](\w+)(?:\[\d*\])*$/.exec(` ${declaration}`);
  return name && !/^\}\s*$/.test(declaration) ? `${name[1]} ${offset} ${size}` : null;
}

/** gcc's own, without a declaration in the source. */
const BUILTIN = 'struct __va_list_tag';

/**
 * What differs between the front end's layouts and pahole's, one line each; a structure that only
 * pahole knows is in `unknown` (it was declared inside a function).
 *
 * @param {Map<string, Layout>} ours
 * @param {Map<string, Layout>} theirs
 */
export function compareLayouts(ours, theirs) {
  const result = {
    records: 0,
    members: 0,
    /** @type {string[]} */ mismatches: [],
    /** @type {string[]} */ unknown: [],
  };
  for (const [name, expected] of theirs) {
    const found = ours.get(name);
    if (!found) {
      if (name !== BUILTIN) result.unknown.push(name);
      continue;
    }
    result.records++;
    result.members += expected.members.length;
    if (!Number.isNaN(expected.size) && found.size !== expected.size) {
      result.mismatches.push(`${name}: size ${found.size}, pahole says ${expected.size}`);
    }
    const length = Math.max(found.members.length, expected.members.length);
    for (let i = 0; i < length; i++) {
      if (found.members[i] === expected.members[i]) continue;
      const here = found.members[i] ?? 'nothing';
      result.mismatches.push(`${name}: ${here}, pahole says ${expected.members[i] ?? 'nothing'}`);
      break;
    }
  }
  return result;
}
