/** Against the tools: what diff writes, git apply and patch read; ours must give the same bytes. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { applyPatch } from './apply.ts';
import { parsePatch } from './parse.ts';
import { edited, editedDistinct, type Edited } from './testing/arbitraries.ts';
import { lacks, Workshop } from './testing/tools.ts';
import { linesOf, patchErrorOf, treeOf } from './testing/trees.ts';

const shop = new Workshop();
afterAll(() => shop.close());

const context = fc.integer({ min: 0, max: 4 });

function diffOf(tool: 'git' | 'diff', { before, after }: Edited, lines: number): string {
  shop.write('a/f.c', before);
  shop.write('b/f.c', after);
  // git puts its own a/ and b/ before the names of the two folders.
  const names = tool === 'git' ? ['--no-prefix', '--text'] : ['--text'];
  return shop.diff(tool, ...names, `-U${lines}`, 'a/f.c', 'b/f.c');
}

function apply(base: string, diff: string) {
  return applyPatch(treeOf({ 'f.c': base }), parsePatch(diff, 'f.patch'));
}

describe.skipIf(lacks('git', 'diff', 'patch'))('against diff, git apply and patch', () => {
  it.each(['diff', 'git'] as const)('applies what %s writes, byte for byte', (tool) => {
    fc.assert(
      fc.property(edited(), context, (texts, lines) => {
        const diff = diffOf(tool, texts, lines);
        const applied = apply(texts.before, diff);
        expect(applied.tree.read('f.c')).toBe(texts.after);
        expect(applied.offsets).toEqual([]);
        expect(applied.files).toEqual(['f.c']);
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with git apply on files it made itself', () => {
    fc.assert(
      fc.property(edited(), fc.integer({ min: 1, max: 4 }), (texts, lines) => {
        const diff = diffOf('git', texts, lines);
        expect(apply(texts.before, diff).tree.read('f.c')).toBe(
          shop.gitApply('f.c', texts.before, diff),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('finds moved hunks where git apply finds them', () => {
    fc.assert(
      fc.property(
        editedDistinct(),
        fc.nat({ max: 9 }),
        fc.nat({ max: 9 }),
        (texts, above, below) => {
          const diff = diffOf('git', texts, 3);
          const frame = (text: string) => 'top\n'.repeat(above) + text + 'bottom\n'.repeat(below);
          const theirs = shop.gitApply('f.c', frame(texts.before), diff);
          // git refuses to move any hunk that says line 1; patch moves it if its context is whole.
          if (theirs === null) return;
          const applied = apply(frame(texts.before), diff);
          expect(applied.tree.read('f.c')).toBe(theirs);
          expect(applied.tree.read('f.c')).toBe(frame(texts.after));
          expect(applied.offsets.every((one) => one.offset === above)).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('chooses among several places as patch does', () => {
    let fitted = 0;
    const line = fc.constantFrom('a', 'b', 'c', '}');
    const strangers = fc
      .array(line, { maxLength: 12 })
      .map((lines) => lines.map((one) => `${one}\n`).join(''));
    fc.assert(
      fc.property(
        edited(line),
        strangers,
        strangers,
        fc.integer({ min: 1, max: 3 }),
        (texts, above, below, lines) => {
          fc.pre(texts.before.endsWith('\n') && texts.after.endsWith('\n'));
          const base = above + texts.before + below;
          const diff = diffOf('diff', texts, lines);
          // Here patch knows one place only, the end of the file: see locateHunk.
          const unlike = parsePatch(diff, 'f.patch').files[0].hunks.some(({ lines: hunk }) => {
            const [top, bottom] = [hunk, hunk.toReversed()].map((side) =>
              side.findIndex((one) => one.kind !== ' '),
            );
            return bottom > 0 && bottom < top;
          });
          fc.pre(!unlike);
          const theirs = shop.gnuPatch('f.c', base, diff);
          const ours = (() => {
            try {
              return apply(base, diff).tree.read('f.c');
            } catch {
              return null;
            }
          })();
          if (theirs !== null) fitted++;
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: 120 },
    );
    expect(fitted).toBeGreaterThan(20);
  });

  it('reads new and deleted files of diff -uN', () => {
    fc.assert(
      fc.property(edited(), fc.boolean(), ({ before, after }, created) => {
        const content = before || after;
        shop.clear('a');
        shop.clear('b');
        shop.write('a/keep', '');
        shop.write('b/keep', '');
        shop.write(created ? 'b/f.c' : 'a/f.c', content);
        const patch = parsePatch(shop.diff('diff', '-uNr', '--text', 'a', 'b'), 'f.patch');
        const tree = treeOf(created ? {} : { 'f.c': content });
        const applied = applyPatch(tree, patch);
        expect(applied.tree.read('f.c')).toBe(created ? content : undefined);
        expect(patch.files[0].change).toBe(created ? 'create' : 'delete');
        expect([applied.created, applied.deleted]).toEqual(created ? [['f.c'], []] : [[], ['f.c']]);
      }),
      { numRuns: 40 },
    );
  });

  it('reads the mail that git format-patch writes', () => {
    const base = Array.from({ length: 40 }, (_, index) => `row ${index}\n`).join('');
    shop.write('repo/dir/ä file.c', base);
    shop.write('repo/moved.c', base);
    const git = (...args: string[]) =>
      shop.run(
        'git',
        '-C',
        'repo',
        '-c',
        'user.name=Ünal, "Q" Jörg',
        '-c',
        'user.email=j@example.org',
        ...args,
      );
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    const after = base.replace('row 20\n', 'row zwanzig ü\n');
    shop.write('repo/dir/ä file.c', after);
    shop.write('repo/empty.c', '');
    shop.write('repo/new.c', 'fresh\n');
    git('mv', 'moved.c', 'there.c');
    git('add', '.');
    git(
      'commit',
      '-qm',
      `lab: a subject with ümlauts that is so long that git has to fold it into several lines\n\nWhy: größer.\n\nSigned-off-by: Jörg <j@example.org>`,
    );
    const mail = git('format-patch', '-v3', '--stdout', '-1', '--subject-prefix=PATCH lab');
    const patch = parsePatch(mail, 'lab.eml');
    expect(patch.warnings).toEqual([expect.stringContaining('moved.c is renamed to there.c')]);
    expect(patch.header).toMatchObject({
      subject:
        'lab: a subject with ümlauts that is so long that git has to fold it into several lines',
      author: { name: 'Ünal, "Q" Jörg', address: 'j@example.org' },
      series: { version: 3, index: 1, total: 1 },
      body: 'Why: größer.',
      tags: [{ name: 'Signed-off-by', value: 'Jörg <j@example.org>' }],
    });
    const applied = applyPatch(treeOf({ 'dir/ä file.c': base, 'moved.c': base }), patch);
    expect(applied.tree.read('dir/ä file.c')).toBe(after);
    expect(applied.tree.read('empty.c')).toBe('');
    expect(applied.tree.read('new.c')).toBe('fresh\n');
    expect(applied.tree.read('moved.c')).toBeUndefined();
    expect(applied.tree.read('there.c')).toBe(base);
  });
});

describe.skipIf(lacks('diff'))('properties of what diff writes', () => {
  const cut = fc.nat();

  it('refuses a hunk that lost a line, or whose counts are wrong', () => {
    fc.assert(
      fc.property(edited(), context, cut, fc.boolean(), (texts, lines, at, count) => {
        const diff = linesOf(diffOf('diff', texts, lines));
        const headers = diff.flatMap((line, index) => (/^@@ -\d/.test(line) ? [index] : []));
        if (count) {
          const header = headers[at % headers.length];
          diff[header] = diff[header].replace(
            /^@@ -(\d+)(,\d+)? /,
            (_, start: string, n?: string) => `@@ -${start},${Number(n?.slice(1) ?? 1) + 1} `,
          );
        } else {
          const last = diff.length - 1;
          const marks = diff.flatMap((line, index) =>
            index > 2 && /^[ +-]/.test(line) ? [index] : [],
          );
          diff.splice(marks[at % marks.length] ?? last, 1);
        }
        patchErrorOf(() => apply(texts.before, diff.join('\n') + '\n'));
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a hunk whose old lines are not in the file, and leaves the tree alone', () => {
    fc.assert(
      fc.property(edited(), fc.integer({ min: 1, max: 4 }), cut, (texts, lines, at) => {
        const diff = linesOf(diffOf('diff', texts, lines));
        const old = diff.flatMap((line, index) => (index > 2 && /^[ -]/.test(line) ? [index] : []));
        fc.pre(old.length > 0);
        const index = old[at % old.length];
        diff[index] = `${diff[index]} NOT THERE`;
        const files = { 'f.c': texts.before, 'g.c': 'x\n' };
        const extra = ['--- a/g.c', '+++ b/g.c', '@@ -1 +1 @@', '-x', '+y'];
        const text = [...extra, ...diff].join('\n') + '\n';
        const error = patchErrorOf(() => applyPatch(treeOf(files), parsePatch(text, 'f.patch')));
        expect(error.message).toContain('f.c');
        expect(error.file).toBe('f.patch');
        expect(error.line).toBeGreaterThan(extra.length);
        expect(files).toEqual({ 'f.c': texts.before, 'g.c': 'x\n' });
      }),
      { numRuns: 120 },
    );
  });

  it('throws nothing but PatchError, whatever happened to the text', () => {
    fc.assert(
      fc.property(
        edited(),
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.string({ maxLength: 6 }),
        (texts, at, remove, insert) => {
          const diff = diffOf('diff', texts, 2);
          const start = at % diff.length;
          const damaged = diff.slice(0, start) + insert + diff.slice(start + remove);
          try {
            apply(texts.before, damaged);
          } catch (error) {
            expect(error).toMatchObject({ name: 'PatchError', file: 'f.patch' });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('maps every line that no hunk touches, both ways, to the same text', () => {
    fc.assert(
      fc.property(edited(), context, (texts, lines) => {
        const patch = parsePatch(diffOf('diff', texts, lines), 'f.patch');
        const map = applyPatch(treeOf({ 'f.c': texts.before }), patch).lines;
        const before = linesOf(texts.before);
        const after = linesOf(texts.after);
        const unmapped = (kind: string) =>
          patch.files[0].hunks.flatMap((hunk) => hunk.lines).filter((line) => line.kind === kind);
        const lost = before.filter((text, index) => {
          const right = map.toRight('f.c', index + 1);
          if (right === null) return true;
          expect(after[right - 1]).toBe(text);
          expect(map.toLeft('f.c', right)).toBe(index + 1);
          return false;
        });
        expect(lost).toEqual(unmapped('-').map((line) => line.text));
        const gained = after.filter((_, index) => map.toLeft('f.c', index + 1) === null);
        expect(gained).toEqual(unmapped('+').map((line) => line.text));
      }),
      { numRuns: 120 },
    );
  });

  it('leaves out any hunks, and what is left is the patch without them', () => {
    fc.assert(
      fc.property(editedDistinct(), fc.nat(), (texts, mask) => {
        const patch = parsePatch(diffOf('diff', texts, 1), 'f.patch');
        const { hunks } = patch.files[0];
        const skipHunks = hunks.flatMap((_, hunk) =>
          (mask >> hunk) & 1 ? [{ file: 'f.c', hunk }] : [],
        );
        const applied = applyPatch(treeOf({ 'f.c': texts.before }), patch, { skipHunks });
        // From below upwards, so that the stated lines stay right.
        const expected = linesOf(texts.before);
        for (const [index, hunk] of [...hunks.entries()].reverse()) {
          if ((mask >> index) & 1) continue;
          const at = hunk.oldCount ? hunk.oldStart - 1 : hunk.oldStart;
          const fresh = hunk.lines.filter((line) => line.kind !== '-').map((line) => line.text);
          expected.splice(at, hunk.oldCount, ...fresh);
        }
        expect(linesOf(applied.tree.read('f.c')!)).toEqual(expected);
        expect(applied.offsets).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
