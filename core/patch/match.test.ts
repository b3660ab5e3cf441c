import { describe, expect, it } from 'vitest';
import { definedName, enclosingScopes, isSameScope } from './enclosing.ts';
import { matchHunks } from './match.ts';
import { parsePatch } from './parse.ts';
import { fixture } from './testing/fixtures.ts';

const posted = parsePatch(fixture('quilt-mail.txt'), 'posted');
const diff = (path: string, ...lines: string[]) =>
  `--- a/${path}\n+++ b/${path}\n${lines.join('\n')}\n`;
const pairs = (mail: string, own: string) =>
  matchHunks(parsePatch(mail, 'mail'), parsePatch(own, 'own')).map((one) => [
    one.mailHunk,
    one.ownHunk,
  ]);

describe('enclosing scopes', () => {
  it.each([
    ['static int shelf_add(struct shelf *shelf,', 'shelf_add', false],
    ['struct page {', 'struct page', false],
    ['static const struct attribute_group p2pm', 'p2pm', true],
    ['static const struct attribute_group p2pmem_group = {', 'p2pmem_group', false],
    ['static struct shelf *shelves[] = {', 'shelves', false],
  ])('%s', (text, name, cut) => expect(definedName(text)).toEqual({ name, cut }));

  it.each([
    'again:',
    '\tif (x)',
    'EXPORT_SYMBOL_GPL(x)',
    'int x;',
    '}',
    '#define X(a)',
    '',
    'typedef struct {',
  ])('none: %s', (text) => expect(definedName(text)).toBeNull());

  it('knows a cut name', () => {
    expect(isSameScope({ name: 'p2pm', cut: true }, { name: 'p2pmem_group', cut: false })).toBe(
      true,
    );
    expect(isSameScope({ name: 'p2pm', cut: false }, { name: 'p2pmem_group', cut: false })).toBe(
      false,
    );
  });

  it('prefers a definition within the hunk to the heading', () => {
    const text = diff(
      'f.c',
      '@@ -1,5 +1,6 @@ int above(void)',
      ' ',
      ' int here(void)',
      ' {',
      '+\tx();',
      ' }',
      ' int below(void)',
    );
    const [hunk] = parsePatch(text, 'x').files[0].hunks;
    expect(enclosingScopes(hunk).map((one) => one.name)).toEqual(['here']);
  });
});

describe('matching hunks', () => {
  it('pairs a patch with itself, fully', () => {
    expect(matchHunks(posted, posted)).toEqual([
      { file: 'include/linux/shelf.h', mailHunk: 0, ownHunk: 0, similarity: 1 },
      { file: 'mm/shelf.c', mailHunk: 0, ownHunk: 0, similarity: 1 },
      { file: 'mm/shelf.c', mailHunk: 1, ownHunk: 1, similarity: 1 },
      { file: 'mm/shelf_test.c', mailHunk: 0, ownHunk: 0, similarity: 1 },
    ]);
  });

  it('finds reworded hunks in another order, and skips what is not modelled', () => {
    const own = diff(
      'mm/shelf.c',
      '@@ -3,4 +3,5 @@ void shelf_remove(struct shelf *s, struct book *b)',
      ' \twhile (*at != b)',
      ' \t\tat = &(*at)->next;',
      ' \t*at = b->next;',
      '+\ts->count--;',
      ' }',
      '@@ -20,3 +21,4 @@ void shelf_add(struct shelf *s, struct book *b)',
      ' {',
      ' \tb->next = s->first;',
      '+\ts->count++; /* one more */',
      ' \ts->first = b;',
    );
    const matches = matchHunks(posted, parsePatch(own, 'own'));
    expect(matches.map((one) => [one.file, one.mailHunk, one.ownHunk])).toEqual([
      ['mm/shelf.c', 0, 1],
      ['mm/shelf.c', 1, 0],
    ]);
    for (const { similarity } of matches) {
      expect(similarity).toBeGreaterThan(0.4);
      expect(similarity).toBeLessThan(1);
    }
  });

  /** Three functions with the same change, as refactorings have them. */
  const same = (...functions: string[]) =>
    diff(
      'f.h',
      ...functions.flatMap((name, index) => [
        `@@ -${20 * index + 1},4 +${20 * index + 1},4 @@`,
        ` static bool is_${name}(struct page *page)`,
        ' {',
        `-\treturn page->map->type == ${name.toUpperCase()};`,
        `+\treturn page_map(page)->type == ${name.toUpperCase()};`,
        ' }',
      ]),
    );

  it('tells equal changes apart by their functions', () => {
    expect(pairs(same('red', 'green', 'blue'), same('blue', 'red'))).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  it('does not pair different functions for want of a better one', () => {
    expect(
      pairs(
        same('red'),
        diff('f.h', '@@ -1 +1 @@ int other(void)', '-\treturn 0;', '+\treturn 1;'),
      ),
    ).toEqual([]);
    expect(pairs(same('red'), same('red').replaceAll('f.h', 'g.h'))).toEqual([]);
  });

  it('joins two hunks of one function that have grown together', () => {
    const mail = diff(
      'f.c',
      '@@ -1,3 +1,4 @@ int walk(void)',
      ' int walk(void)',
      ' {',
      '+\tstruct map *map;',
      ' \tint i;',
      '@@ -40,2 +41,3 @@ int walk(void)',
      ' \tpage = entry_to_page(entry);',
      '+\tmap = page_map(page);',
      ' \tif (page)',
    );
    const own = diff(
      'f.c',
      '@@ -1,4 +1,6 @@',
      ' int walk(void)',
      ' {',
      '+\tstruct map *map;',
      ' \tpage = entry_to_page(entry);',
      '+\tmap = page_map(page);',
      ' \tif (page)',
    );
    expect(pairs(mail, own)).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(pairs(own, mail)).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('looks at the names in a comment, not at its prose', () => {
    const comments = (...texts: string[]) =>
      diff(
        'f.h',
        ...texts.flatMap((text, index) => [
          `@@ -${20 * index + 1},2 +${20 * index + 1},3 @@`,
          ' /*',
          `+ * ${text}`,
          '  */',
        ]),
      );
    const mail = comments(
      '@map: Metadata that the driver keeps for pages of its own',
      'Set this flag to the value which is stored in page_map(page)->owner',
      'A page that nobody uses',
    );
    const own = comments(
      'A page that nobody uses',
      'Only a page_map(page)->owner of the same value counts here',
      '@map: what belongs to whom',
    );
    expect(pairs(mail, own)).toEqual([
      [0, 2],
      [1, 1],
      [2, 0],
    ]);
  });

  it('is deterministic where hunks are alike', () => {
    const hunk = (line: number) => [`@@ -${line} +${line} @@`, '-a', '+b'];
    const many = diff('f.c', ...hunk(1), ...hunk(9), ...hunk(19));
    expect(pairs(many, many)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });
});
