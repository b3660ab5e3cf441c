import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply.ts';
import { parsePatch } from './parse.ts';
import { stripPaths, unquote } from './path.ts';
import { patchErrorOf, treeOf } from './testing/trees.ts';

const diff = (...lines: string[]) => parsePatch(lines.join('\n') + '\n', 'x.diff');
const refusal = (...lines: string[]) => patchErrorOf(() => diff(...lines));
const names = ['--- a/f.c', '+++ b/f.c'];
const change = ['@@ -1 +1 @@', '-a', '+b'];

describe('file names', () => {
  it.each([
    ['a/mm/x.c', 'b/mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['a/mm/x.c~a-name-1.2', 'a/mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['a/mm/x.c~', 'a/mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['linux-6.12.orig/mm/x.c', 'linux-6.12/mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['mm/x.c', 'mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['i/mm/x.c', 'w/mm/x.c', 'mm/x.c', 'mm/x.c'],
    ['mm/x.c.orig', 'mm/x.c', 'mm/x.c.orig', 'mm/x.c'],
    ['/dev/null', 'b/mm/x.c', '/dev/null', 'mm/x.c'],
    ['a/mm/x.c', '/dev/null', 'mm/x.c', '/dev/null'],
    ['x.c', 'y.c', 'x.c', 'y.c'],
  ])('%s, %s', (before, after, oldPath, newPath) => {
    expect(stripPaths(before, after)).toEqual({ oldPath, newPath });
  });

  it('undoes git’s quotes', () => {
    expect(unquote('"a/\\303\\244 \\t\\"\\\\ü" rest')).toEqual({
      path: 'a/ä \t"\\ü',
      rest: ' rest',
    });
    expect(unquote('"open')).toBeNull();
    expect(unquote('"\\q"')).toBeNull();
    const patch = diff(
      'diff --git "a/\\303\\244" "b/\\303\\244"',
      '--- "a/\\303\\244"',
      '+++ "b/\\303\\244"',
      ...change,
    );
    expect(patch.files[0].newPath).toBe('ä');
  });

  it('keeps spaces and drops time stamps', () => {
    const patch = diff(
      '--- a/f g.c\t2025-03-04 10:20:30.000000000 +0100',
      '+++ b/f g.c\t',
      ...change,
    );
    expect(patch.files[0]).toMatchObject({ oldPath: 'f g.c', newPath: 'f g.c', change: 'modify' });
  });

  it.each([
    ['1970-01-01 00:00:00.000000000 +0000', 'create'],
    ['1970-01-01 01:00:00.000000000 +0100', 'create'],
    ['1969-12-31 19:00:00.000000000 -0500', 'create'],
    ['1970-01-01 05:30:00 +0530', 'create'],
    ['1970-01-01 01:00:00.000000000 +0000', 'modify'],
    ['2025-01-01 00:00:00.000000000 +0000', 'modify'],
  ])('reads the time stamp %s as %s', (stamp, expected) => {
    const patch = diff(`--- a/f.c\t${stamp}`, '+++ b/f.c\t2025-01-01', '@@ -0,0 +1 @@', '+a');
    expect(patch.files[0].change).toBe(expected);
  });

  it.each(['/etc/passwd', '../x', 'mm/../x', './x', 'a//x', 'C:\\x'])('refuses %s', (path) => {
    expect(refusal(`--- ${path}`, `+++ ${path}`, ...change).message).toMatch(/^the path /);
  });
});

describe('git headers', () => {
  it('reads creation, deletion, renames and copies', () => {
    const patch = diff(
      'diff --git a/new.c b/new.c',
      'new file mode 100755',
      'index 0000000..78981922',
      '--- /dev/null',
      '+++ b/new.c',
      '@@ -0,0 +1 @@',
      '+a',
      'diff --git a/gone.c b/gone.c',
      'deleted file mode 100644',
      'index 78981922..0000000',
      '--- a/gone.c',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-a',
      'diff --git a/old name.c b/dir/new name.c',
      'similarity index 90%',
      'rename from old name.c',
      'rename to dir/new name.c',
      'index 1111111..2222222 100644',
      '--- a/old name.c',
      '+++ b/dir/new name.c',
      ...change,
      'diff --git a/c.c b/d.c',
      'similarity index 100%',
      'copy from c.c',
      'copy to d.c',
      'diff --git a/empty b/empty',
      'new file mode 100644',
      'index 0000000..e69de29',
      'diff --git a/run.sh b/run.sh',
      'old mode 100644',
      'new mode 100755',
    );
    expect(
      patch.files.map((file) => [file.change, file.oldPath, file.newPath, file.hunks.length]),
    ).toEqual([
      ['create', '/dev/null', 'new.c', 1],
      ['delete', 'gone.c', '/dev/null', 1],
      ['rename', 'old name.c', 'dir/new name.c', 1],
      ['copy', 'c.c', 'd.c', 0],
      ['create', '/dev/null', 'empty', 0],
      ['modify', 'run.sh', 'run.sh', 0],
    ]);
    expect(patch.files[0].newMode).toBe('100755');
    expect(patch.warnings).toEqual([
      expect.stringMatching(/old name\.c is renamed to dir\/new name\.c/),
      expect.stringMatching(/c\.c is copied to d\.c/),
      expect.stringMatching(/mode of run\.sh changes from 100644 to 100755/),
    ]);
    const tree = treeOf({ 'gone.c': 'a\n', 'old name.c': 'a\n', 'c.c': 'c\n', 'run.sh': '' });
    const applied = applyPatch(tree, patch);
    const read = (path: string) => applied.tree.read(path);
    expect(
      ['new.c', 'gone.c', 'old name.c', 'dir/new name.c', 'c.c', 'd.c', 'empty', 'run.sh'].map(
        read,
      ),
    ).toEqual(['a\n', undefined, undefined, 'b\n', 'c\n', 'c\n', '', '']);
    expect(applied.deleted).toEqual(['gone.c', 'old name.c']);
    expect(applied.created).toEqual(['d.c', 'dir/new name.c', 'empty', 'new.c']);
    expect(applied.lines.toRight('old name.c', 1)).toBeNull();
    expect(applied.lines.toLeft('dir/new name.c', 1)).toBeNull();
    expect(applied.lines.toRight('c.c', 1)).toBe(1);
  });

  it.each([
    ['missing hunks', ['index 1111111..2222222 100644']],
    ['a new file without its lines', ['new file mode 100644', 'index 0000000..1111111']],
    ['nothing at all', []],
  ])('refuses %s', (_, lines) => {
    expect(refusal('diff --git a/f.c b/f.c', ...lines).message).toMatch(/hunks are missing/);
  });

  it('refuses contradictions', () => {
    expect(refusal('diff --git a/f.c b/f.c', '--- a/g.c', '+++ b/g.c', ...change).message).toMatch(
      /contradict/,
    );
    expect(
      refusal('diff --git a/f.c b/g.c', 'rename from f.c', ...names, ...change).message,
    ).toMatch(/only one/);
    expect(
      refusal('diff --git a/f.c b/f.c', 'new file mode 100644', ...names, ...change).line,
    ).toBe(3);
  });

  it.each([
    [['diff --git a/x b/x', 'index 1..2', 'GIT binary patch', 'literal 0'], /binary/],
    [['diff --git a/x b/x', 'index 1..2', 'Binary files a/x and b/x differ'], /binary/],
    [['Binary files a/x and b/x differ'], /binary/],
    [['diff --cc x', 'index 1,2..3'], /merge/],
  ])('refuses %j', (lines, message) => {
    expect(refusal(...lines).message).toMatch(message);
  });
});

describe('hunks', () => {
  it('passes over what other tools put between files', () => {
    const patch = diff(
      'Index: f.c',
      '===================================================================',
      ...names,
      ...change,
      '',
      'Only in b: g.o',
      'diff -ru a/h.c b/h.c',
      '--- a/h.c',
      '+++ b/h.c',
      ...change,
      '-- ',
      '2.39.5',
      ' - not a removed line',
    );
    expect(patch.files.map((file) => file.newPath)).toEqual(['f.c', 'h.c']);
    expect(patch.warnings).toEqual(['line 9: Only in b: g.o']);
  });

  it('reads a lost space on an empty context line', () => {
    const patch = diff(...names, '@@ -1,3 +1,3 @@', ' a', '', '-b', '+c');
    expect(patch.files[0].hunks[0].lines[1]).toEqual({ kind: ' ', text: '' });
  });

  it('reads “no newline” on each side', () => {
    const patch = diff(
      ...names,
      '@@ -1 +1 @@',
      '-a',
      '\\ No newline at end of file',
      '+b',
      '\\ Kein Zeilenumbruch',
    );
    expect(patch.files[0].hunks[0].lines.map((line) => line.noNewline)).toEqual([true, true]);
  });

  it.each([
    [
      'too few lines',
      ['@@ -1,2 +1 @@', '-a', '+b'],
      /ends early: 1 old and 0 new lines are missing/,
      5,
    ],
    [
      'too few lines before the next file',
      ['@@ -1,4 +1,4 @@', ' a', 'diff --git a/g b/g'],
      /line 5 reads/,
      5,
    ],
    ['too many old lines', ['@@ -1 +1,2 @@', '-a', '-b', '+c'], /more old lines/, 5],
    ['too many new lines', ['@@ -1,2 +1 @@', '-a', '+b', '+c', '-d'], /more new lines/, 6],
    ['lines behind the last', ['@@ -1 +1 @@', '-a', '+b', '+c'], /goes on with “\+c”/, 6],
    ['context behind a blank line', ['@@ -1 +1 @@', '-a', '+b', '', ' c'], /goes on with “ c”/, 7],
    [
      'a blank line between hunks',
      ['@@ -1 +1 @@', '-a', '+b', '', '@@ -9 +9 @@', '-a', '+b'],
      /blank line/,
      7,
    ],
    ['a broken header', ['@@ -1 +1', '-a', '+b'], /expected a hunk header/, 3],
    ['no hunk', ['prose'], /has no hunk/, 3],
    ['line 0', ['@@ -0 +1 @@', '-a', '+b'], /counted from 1/, 3],
    [
      'overlapping hunks',
      ['@@ -5 +5 @@', '-a', '+b', '@@ -5 +5 @@', '-a', '+b'],
      /hunk 2 of f\.c begins before/,
      6,
    ],
    ['“no newline” first', ['@@ -1 +1 @@', '\\ No newline', '-a', '+b'], /before any line/, 4],
    [
      '“no newline” in the middle',
      ['@@ -1,2 +1,2 @@', '-a', '\\ No newline', ' b', '+c'],
      /not the last/,
      3,
    ],
  ])('refuses %s', (_, lines, message, line) => {
    const error = refusal(...names, ...lines);
    expect(error.message).toMatch(message);
    expect(error.message).toContain('f.c');
    expect([error.file, error.line]).toEqual(['x.diff', line]);
  });

  it('refuses a hunk without a file and unreadable names', () => {
    expect(refusal(...change).message).toMatch(/hunk without a file/);
    expect(refusal('--- "a', '+++ b', ...change).message).toMatch(/cannot be read/);
    expect(refusal('--- /dev/null', '+++ /dev/null', ...change).message).toMatch(/dev\/null/);
    expect(refusal('--- /dev/null', '+++ b/f.c', ...change).message).toMatch(/is new, yet/);
    expect(refusal('--- a/f.c', '+++ /dev/null', ...change).message).toMatch(/is deleted, yet/);
  });

  it('explains a count that swallowed the names of the next file', () => {
    const error = refusal(
      ...names,
      '@@ -1,2 +1,2 @@',
      '-a',
      '+b',
      '--- a/g.c',
      '+++ b/g.c',
      ...change,
    );
    expect(error.message).toMatch(/begins before.*line 3, ends with “--- a\/g\.c”.*too large/);
  });

  it('warns where the new side’s line number cannot be', () => {
    const patch = diff(...names, '@@ -1 +1,2 @@', '-a', '+b', '+c', '@@ -9 +9 @@', '-a', '+b');
    expect(patch.warnings).toEqual([
      'line 7: hunk 2 of f.c says that it begins at new line 9; after the hunks above it, it is 10',
    ]);
  });
});
