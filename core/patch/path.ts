/** File names in diffs: quoting, time stamps, and the first component that `-p1` takes off. */
import { decodeUtf8, encodeUtf8 } from './mail/charset.ts';
import { devNull } from './patch.ts';

const escapes: Record<string, number> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** Undoes git's C-style quoting, `"a/f\303\251.c"`; null if the quotes do not close. */
export function unquote(name: string): { path: string; rest: string } | null {
  const match = /^"((?:[^"\\]|\\.)*)"/.exec(name);
  if (!match) return null;
  const bytes: number[] = [];
  for (const part of match[1].match(/\\[0-7]{3}|\\.|[^\\]+/gs) ?? []) {
    if (/^\\[0-7]/.test(part)) bytes.push(parseInt(part.slice(1), 8) & 0xff);
    else if (part.startsWith('\\')) {
      const code = escapes[part[1]];
      if (code === undefined) return null;
      bytes.push(code);
    } else bytes.push(...encodeUtf8(part));
  }
  const path = decodeUtf8(Uint8Array.from(bytes));
  return path === null ? null : { path, rest: name.slice(match[0].length) };
}

/** The epoch, in any time zone: how `diff -N` writes that a file does not exist. */
function isEpoch(stamp: string): boolean {
  const match = /^(1970-01-01|1969-12-31)[ T](\d\d):(\d\d):00(?:\.0+)? ?([+-])(\d\d):?(\d\d)$/.exec(
    stamp,
  );
  if (!match) return false;
  const day = match[1].startsWith('1969') ? -24 * 60 : 0;
  const local = day + Number(match[2]) * 60 + Number(match[3]);
  const zone = Number(match[5]) * 60 + Number(match[6]);
  return local === (match[4] === '-' ? -zone : zone);
}

/**
 * The name on a `--- ` or `+++ ` line, without quotes and without the time stamp behind the tab.
 * Null if there is no name.
 */
export function parseFileName(text: string): { path: string; absent: boolean } | null {
  const field = text.replace(/\r$/, '');
  if (field.startsWith('"')) {
    const quoted = unquote(field);
    return quoted && { path: quoted.path, absent: isEpoch(quoted.rest.trim()) };
  }
  const [name, ...stamp] = field.split('\t');
  const path = name.trimEnd();
  if (path === '') return null;
  return { path, absent: path === devNull || isEpoch(stamp.join('\t').trim()) };
}

const afterFirst = (path: string) => path.slice(path.indexOf('/') + 1);

/** The first components that git and quilt put before a path (`diff.mnemonicPrefix` included). */
const prefix = /^(?:[abciow12]|old|new|orig)\//;

/** quilt names the old file `a/path~name-of-the-patch`. */
function withoutQuiltSuffix(path: string, other: string): string {
  const tilde = path.lastIndexOf('~');
  return tilde > 0 && afterFirst(path.slice(0, tilde)) === afterFirst(other)
    ? path.slice(0, tilde)
    : path;
}

/**
 * Both paths of a file as the tree knows them. The first component is taken off if it is one that
 * diff tools put there, or if it is all that the two paths differ in (`linux-6.12.orig/mm/gup.c`,
 * `linux-6.12/mm/gup.c`); it stays if both paths are the same without looking like `a/`.
 */
export function stripPaths(before: string, after: string): { oldPath: string; newPath: string } {
  const old = before === devNull || after === devNull ? before : withoutQuiltSuffix(before, after);
  const real = [old, after].filter((path) => path !== devNull);
  const prefixed = real.every((path) => prefix.test(path));
  const differInFirst =
    real.length === 2 &&
    real[0] !== real[1] &&
    real.every((path) => path.includes('/')) &&
    afterFirst(real[0]) === afterFirst(real[1]);
  const strip = (path: string) =>
    path !== devNull && (prefixed || differInFirst) ? afterFirst(path) : path;
  return { oldPath: strip(old), newPath: strip(after) };
}

/** What is wrong with a path that a patch wants to touch, or null. Trees know no `..`. */
export function pathFault(path: string): string | null {
  if (path === devNull) return null;
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return 'is absolute';
  const segments = path.split('/');
  if (segments.some((one) => one === '' || one === '.' || one === '..'))
    return 'has empty, "." or ".." segments';
  return null;
}
