/**
 * Recognises the hunks of a posted mail in a scenario's own diff, which is smaller and in other
 * words but keeps the kernel's names.
 */
import { enclosingScopes, isSameScope, type Enclosing } from './enclosing.ts';
import { filePath } from './patch.ts';
import type { Hunk, Patch } from './patch.ts';

export interface HunkMatch {
  /** Path of the file in both patches. */
  file: string;
  /** Indexes into that file's hunks, from 0. */
  mailHunk: number;
  ownHunk: number;
  /** 0 to 1; 1 for hunks that change the same names in the same scope. */
  similarity: number;
}

/** Below this, two hunks have not more in common than any two hunks of a file. */
const threshold = 0.4;

interface Features {
  scopes: Enclosing[];
  /** Identifiers of added and removed lines with the sign in front, and how often each stands. */
  words: Map<string, number>;
  /** Identifiers of context lines. */
  context: Map<string, number>;
}

function count(words: Map<string, number>, key: string): void {
  words.set(key, (words.get(key) ?? 0) + 1);
}

const comment = /^\s*(?:\/\*|\*|\/\/)/;

/** In a comment: what names something in the code, as against prose, which is reworded by nature. */
function isCodeName(text: string, word: string, at: number): boolean {
  const after = text.slice(at + word.length);
  return (
    /[_\d]|^[A-Z]{2,}$/.test(word) ||
    /^(?:\(|->|\.\w)/.test(after) ||
    /(?:@|->|\w\.)$/.test(text.slice(0, at))
  );
}

function features(hunk: Hunk): Features {
  const words = new Map<string, number>();
  const prose = new Map<string, number>();
  const context = new Map<string, number>();
  for (const { kind, text } of hunk.lines)
    for (const match of text.matchAll(/[A-Za-z_]\w*/g)) {
      const [word] = match;
      const named = !comment.test(text) || isCodeName(text, word, match.index);
      if (kind !== ' ') count(named ? words : prose, kind + word);
      else if (named) count(context, word);
    }
  return { scopes: enclosingScopes(hunk), words: words.size ? words : prose, context };
}

/** Dice's coefficient of two bags of words, null if both are empty. */
function dice(a: Map<string, number>, b: Map<string, number>): number | null {
  let common = 0;
  let size = 0;
  for (const [word, times] of a) {
    size += times;
    common += Math.min(times, b.get(word) ?? 0);
  }
  for (const times of b.values()) size += times;
  return size ? (2 * common) / size : null;
}

/** 1 if a scope is common, 0 if none is, null if either hunk does not tell its scope. */
function scopeAgreement(a: Features, b: Features): number | null {
  if (a.scopes.length === 0 || b.scopes.length === 0) return null;
  return a.scopes.some((one) => b.scopes.some((other) => isSameScope(one, other))) ? 1 : 0;
}

function similarity(a: Features, b: Features): number {
  const scope = scopeAgreement(a, b);
  const parts: [number, number | null][] = [
    [5, dice(a.words, b.words)],
    [3, scope],
    [2, dice(a.context, b.context)],
  ];
  let sum = 0;
  let weights = 0;
  for (const [weight, value] of parts)
    if (value !== null) {
      sum += weight * value;
      weights += weight;
    }
  return weights ? Math.round((1000 * sum) / weights) / 1000 : 0;
}

/**
 * Which hunks of `mail` correspond to which of `own`: same path, similar changed identifiers, same
 * enclosing function. Sorted by file and hunk of the mail.
 *
 * The most similar pairs are taken first, one to one; ties go to the pair nearest in order. What is
 * left over then joins a hunk that has a partner already, if both lie in the same scope: in a
 * smaller source two hunks of the mail may have grown together, or one may have come apart.
 */
export function matchHunks(mail: Patch, own: Patch): HunkMatch[] {
  const matches: HunkMatch[] = [];
  const paths = [...new Set(mail.files.map(filePath))];
  for (const path of paths) {
    const mailHunks = hunksOf(mail, path);
    const ownHunks = hunksOf(own, path);
    const pairs = mailHunks.flatMap((left, mailHunk) =>
      ownHunks.map((right, ownHunk) => ({
        file: path,
        mailHunk,
        ownHunk,
        similarity: similarity(left, right),
        sameScope: scopeAgreement(left, right) === 1,
        distance: Math.abs(mailHunk / mailHunks.length - ownHunk / ownHunks.length),
      })),
    );
    pairs.sort(
      (a, b) =>
        b.similarity - a.similarity ||
        a.distance - b.distance ||
        a.mailHunk - b.mailHunk ||
        a.ownHunk - b.ownHunk,
    );
    const usedMail = new Set<number>();
    const usedOwn = new Set<number>();
    const take = ({ file, mailHunk, ownHunk, similarity }: HunkMatch) => {
      matches.push({ file, mailHunk, ownHunk, similarity });
      usedMail.add(mailHunk);
      usedOwn.add(ownHunk);
    };
    const similar = pairs.filter((pair) => pair.similarity >= threshold);
    for (const pair of similar)
      if (!usedMail.has(pair.mailHunk) && !usedOwn.has(pair.ownHunk)) take(pair);
    for (const pair of similar)
      if (pair.sameScope && (!usedMail.has(pair.mailHunk) || !usedOwn.has(pair.ownHunk)))
        take(pair);
  }
  const order = new Map(paths.map((path, index) => [path, index]));
  return matches.sort(
    (a, b) =>
      order.get(a.file)! - order.get(b.file)! || a.mailHunk - b.mailHunk || a.ownHunk - b.ownHunk,
  );
}

function hunksOf(patch: Patch, path: string): Features[] {
  return patch.files
    .filter((file) => filePath(file) === path)
    .flatMap((file) => file.hunks)
    .map(features);
}
