import { describe, expect, it } from 'vitest';
import { applyPatch, type ApplyOptions } from './apply.ts';
import { parsePatch } from './parse.ts';
import { numbered, patchErrorOf, treeOf } from './testing/trees.ts';

const twoHunks = `--- a/mm/x.c
+++ b/mm/x.c
@@ -3,3 +3,4 @@ first
 line 3
-line 4
+four
+and a half
 line 5
@@ -12,3 +13,2 @@ second
 line 12
-line 13
 line 14
`;
const base = numbered(20);
const apply = (text: string, diff = twoHunks, options?: ApplyOptions) =>
  applyPatch(treeOf({ 'mm/x.c': text }), parsePatch(diff, 'x.patch'), options);
const refusal = (text: string, diff = twoHunks) => patchErrorOf(() => apply(text, diff));
const expected = base.replace('line 4\n', 'four\nand a half\n').replace('line 13\n', '');

describe('applying', () => {
  it('changes the new tree and leaves the old one', () => {
    const files = { 'mm/x.c': base, other: 'o' };
    const tree = treeOf(files);
    const applied = applyPatch(tree, parsePatch(twoHunks, 'x.patch'));
    expect(applied.tree.read('mm/x.c')).toBe(expected);
    expect(applied.tree.read('other')).toBe('o');
    expect(applied.tree.read('none')).toBeUndefined();
    expect(tree.read('mm/x.c')).toBe(base);
    expect(applied).toMatchObject({ files: ['mm/x.c'], created: [], deleted: [], offsets: [] });
  });

  it('reports offsets, each in lines of the file before', () => {
    const moved = `new\n${base.replace('line 8\n', 'line 8\nx\ny\n')}`;
    expect(apply(moved).offsets).toEqual([
      { file: 'mm/x.c', hunk: 0, offset: 1 },
      { file: 'mm/x.c', hunk: 1, offset: 3 },
    ]);
    expect(apply(base.replace('line 1\n', '')).offsets[0].offset).toBe(-1);
  });

  it('takes the nearest place, and the lower one of two equally near', () => {
    const at = (line: number) =>
      `--- a/mm/x.c\n+++ b/mm/x.c\n@@ -${line},3 +${line},3 @@\n a\n-b\n+B\n c\n`;
    const text = `a\nb\nc\n${numbered(5)}a\nb\nc\n`;
    expect(apply(text, at(4)).offsets[0].offset).toBe(-3);
    expect(apply(text, at(6)).offsets[0].offset).toBe(3);
    expect(apply(text, at(5)).offsets[0].offset).toBe(4);
  });

  it('puts paths below a prefix', () => {
    const tree = treeOf({ 'kernel/mm/x.c': base });
    for (const prefix of ['kernel', 'kernel/']) {
      const applied = applyPatch(tree, parsePatch(twoHunks, 'x.patch'), { prefix });
      expect(applied.files).toEqual(['kernel/mm/x.c']);
      expect(applied.lines.toRight('kernel/mm/x.c', 5)).toBe(6);
    }
  });

  it('applies two parts for one file one after the other', () => {
    const again = '--- a/mm/x.c\n+++ b/mm/x.c\n@@ -4,2 +4 @@\n-four\n and a half\n';
    const applied = apply(base, twoHunks + again);
    expect(applied.tree.read('mm/x.c')).toBe(expected.replace('four\n', ''));
    expect(applied.files).toEqual(['mm/x.c']);
    expect([4, 5, 12, 13, 14].map((line) => applied.lines.toRight('mm/x.c', line))).toEqual([
      null,
      5,
      12,
      null,
      13,
    ]);
    expect(applied.lines.toLeft('mm/x.c', 4)).toBeNull();
  });

  it('applies a whole-CR-LF diff to a CR LF file, and a mixed one as it is', () => {
    const windows = (text: string) => text.replace(/\n/g, '\r\n');
    const applied = apply(windows(base), windows(twoHunks));
    expect(applied.tree.read('mm/x.c')).toBe(windows(expected));
    expect(apply(base, windows(twoHunks)).tree.read('mm/x.c')).toBe(expected);
    expect(refusal(windows(base)).message).toMatch(/line ends differ/);
  });

  it('adds and removes the last line feed', () => {
    const diff = (old: string, fresh: string) =>
      `--- a/mm/x.c\n+++ b/mm/x.c\n@@ -1 +1 @@\n-a\n${old}+b\n${fresh}`;
    const mark = '\\ No newline at end of file\n';
    expect(apply('a', diff(mark, '')).tree.read('mm/x.c')).toBe('b\n');
    expect(apply('a\n', diff('', mark)).tree.read('mm/x.c')).toBe('b');
    expect(apply('a', diff(mark, mark)).tree.read('mm/x.c')).toBe('b');
    expect(refusal('a', diff('', '')).message).toMatch(
      /“a” with a line feed, found it without one/,
    );
    expect(refusal('a\n', diff(mark, '')).message).toMatch(
      /“a” without a line feed, found it with one/,
    );
    // The line feed may be missing at the end of a file only.
    expect(refusal('a\nmore\n', diff('', mark)).message).toMatch(/at the end of the file/);
  });
});

describe('leaving out hunks', () => {
  const skip = (file: string, hunk: number) => ({ skipHunks: [{ file, hunk }] });

  it('applies the others where they say', () => {
    expect(apply(base, twoHunks, skip('mm/x.c', 0)).tree.read('mm/x.c')).toBe(
      base.replace('line 13\n', ''),
    );
    const second = apply(base, twoHunks, skip('mm/x.c', 1));
    expect(second.tree.read('mm/x.c')).toBe(base.replace('line 4\n', 'four\nand a half\n'));
    expect(second.lines.toRight('mm/x.c', 13)).toBe(14);
  });

  it('leaves a file alone if all its hunks are left out', () => {
    const create = '--- /dev/null\n+++ b/mm/y.c\n@@ -0,0 +1 @@\n+y\n';
    const options = {
      skipHunks: [
        ...skip('mm/x.c', 0).skipHunks,
        ...skip('mm/x.c', 1).skipHunks,
        ...skip('mm/y.c', 0).skipHunks,
      ],
    };
    const applied = apply('does not even fit\n', twoHunks + create, options);
    expect(applied.files).toEqual([]);
    expect(applied.tree.read('mm/y.c')).toBeUndefined();
  });

  it('takes paths with and without the prefix', () => {
    const tree = treeOf({ 'kernel/mm/x.c': base });
    for (const file of ['mm/x.c', 'kernel/mm/x.c']) {
      const applied = applyPatch(tree, parsePatch(twoHunks, 'x'), {
        prefix: 'kernel',
        ...skip(file, 0),
      });
      expect(applied.tree.read('kernel/mm/x.c')).toContain('line 4\n');
    }
  });

  it('refuses hunks that are not there', () => {
    expect(patchErrorOf(() => apply(base, twoHunks, skip('mm/x.c', 2))).message).toMatch(
      /has 2 hunks there/,
    );
    expect(patchErrorOf(() => apply(base, twoHunks, skip('mm/z.c', 0))).message).toMatch(
      /does not change that file/,
    );
    expect(patchErrorOf(() => apply(base, twoHunks, skip('mm/x.c', -1))).line).toBe(1);
  });
});

describe('a hunk that does not fit', () => {
  it('names patch, hunk, file and the first line that differs', () => {
    const error = refusal(base.replace('line 13', 'line\t13b'));
    expect(error.format()).toBe(
      'x.patch:9: error: hunk 2 of mm/x.c does not apply: line 12 is where it should be; ' +
        'it comes nearest at line 12, where 2 of 3 lines match; ' +
        'at mm/x.c:13 expected “line 13”, found “line\\t13b”',
    );
  });

  it('tells every hunk that does not fit', () => {
    const error = refusal(
      'nothing\n',
      `${twoHunks}--- a/mm/z.c\n+++ b/mm/z.c\n@@ -1 +1 @@\n-a\n+b\n`,
    );
    expect(error.message).toMatch(/hunk 1 of mm\/x\.c .*no line of it matches anywhere/);
    expect(error.notes.map((note) => note.line)).toEqual([9, 13]);
    expect(error.format().split('\n')[2]).toBe(
      'x.patch:13: note: mm/z.c is not in the tree (is a prefix missing?): hunk 1 of mm/z.c cannot be applied',
    );
  });

  it.each([
    ['only white space', base.replace('line 4', 'line  4'), /only white space differs/],
    ['already applied', expected, /applied already/],
    ['the file is too short', numbered(4), /expected “line 5”, found the end of the file/],
    ['an empty file', '', /found the end of the file/],
  ])('gives a hint: %s', (_, text, message) => expect(refusal(text).message).toMatch(message));

  it('does not move hunks past each other', () => {
    const swapped = `${numbered(20).split('line 11\n')[1]}${numbered(11)}`;
    expect(refusal(`line 12\nline 13\nline 14\n${numbered(11)}`).message).toMatch(
      /hunk 2 of mm\/x\.c does not apply: it fits only at mm\/x\.c:1, above the end of the hunk before/,
    );
    expect(refusal(swapped).message).toMatch(/above the end/);
  });

  it('keeps a hunk at the end of the file to which its context ties it', () => {
    const diff =
      '--- a/mm/x.c\n+++ b/mm/x.c\n@@ -18,3 +18,4 @@\n line 18\n line 19\n line 20\n+line 21\n';
    expect(apply(base, diff).tree.read('mm/x.c')).toBe(numbered(21));
    expect(apply(`x\n${base}`, diff).offsets[0].offset).toBe(1);
    expect(refusal(`${base}more\n`, diff).message).toMatch(/lies at the end of the file/);
    const top = '--- a/mm/x.c\n+++ b/mm/x.c\n@@ -1,3 +1,4 @@\n+line 0\n line 1\n line 2\n line 3\n';
    expect(refusal(`x\n${base}`, top).message).toMatch(/lies at the top of the file/);
  });

  it('does not move a hunk without context', () => {
    const diff = '--- a/mm/x.c\n+++ b/mm/x.c\n@@ -40,0 +41 @@\n+x\n';
    expect(refusal(base, diff).message).toMatch(/ends at line 20/);
  });

  it('refuses new files that are there, and deletions that leave lines', () => {
    const create = '--- /dev/null\n+++ b/mm/x.c\n@@ -0,0 +1 @@\n+y\n';
    expect(refusal(base, create).message).toMatch(
      /mm\/x\.c is new in the patch, but the tree has it/,
    );
    const remove = '--- a/mm/x.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-line 1\n';
    expect(refusal(base, remove).message).toMatch(/deleted by the patch, but lines would be left/);
    const rename = (to: string) =>
      `diff --git a/mm/w.c b/${to}\nrename from mm/w.c\nrename to ${to}\n`;
    expect(refusal(base, rename('mm/v.c')).message).toMatch(/mm\/w\.c is not in the tree/);
    const over = `diff --git a/mm/x.c b/y\nrename from mm/x.c\nrename to y\n`;
    const both = treeOf({ 'mm/x.c': '', y: '' });
    expect(patchErrorOf(() => applyPatch(both, parsePatch(over, 'x'))).message).toMatch(/already/);
  });

  it('creates a file that a plain diff shows as empty before', () => {
    const diff = '--- a/new.c\n+++ b/new.c\n@@ -0,0 +1 @@\n+y\n';
    const applied = applyPatch(treeOf({}), parsePatch(diff, 'x'));
    expect(applied.tree.read('new.c')).toBe('y\n');
    expect(applied.created).toEqual(['new.c']);
    expect(applied.lines.toLeft('new.c', 1)).toBeNull();
  });

  it('changes the file that is there if a plain diff names two', () => {
    const diff = '--- mm/x.c.orig\n+++ mm/x.c\n@@ -1 +1 @@\n-line 1\n+one\n';
    expect(apply('line 1\n', diff).tree.read('mm/x.c')).toBe('one\n');
  });
});
