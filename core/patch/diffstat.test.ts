import { describe, expect, it } from 'vitest';
import { parsePatch } from './parse.ts';

const diff = `
--- a/mm/long/path/of/x.c
+++ b/mm/long/path/of/x.c
@@ -1,2 +1,3 @@
-a
+b
+c
 d
--- a/y.c
+++ b/y.c
@@ -1 +1 @@
-a
+b
`;
const warningsOf = (...rows: string[]) =>
  parsePatch(`Subject: x\n\nmessage\n---\n${rows.join('\n')}\n${diff}`, 'x').warnings;

describe('the diffstat', () => {
  it.each([
    [
      [
        ' mm/long/path/of/x.c | 3 ++-',
        ' y.c | 2 +-',
        ' 2 files changed, 3 insertions(+), 2 deletions(-)',
      ],
    ],
    [[' .../path/of/x.c | 3 ++-', ' y.c             | 2 +-']],
    // Scaled marks say nothing about how many lines were added.
    [[' mm/long/path/of/x.c |    3 +', ' y.c |    2 -']],
    [[' 2 files changed, 3 insertions(+), 2 deletions(-)']],
    [[' {old => mm/long/path/of}/x.c | 3 ++-', ' z.c => y.c | 2 +-', ' create mode 100644 q']],
    [[]],
  ])('agrees: %j', (rows) => expect(warningsOf(...rows)).toEqual([]));

  it.each([
    [[' y.c | 2 +-'], /diff changes mm\/long\/path\/of\/x\.c, which the diffstat does not list/],
    [
      [' mm/long/path/of/x.c | 4 ++--', ' y.c | 2 +-'],
      /counts 4 changed lines in .*, the diff has 3/,
    ],
    [[' mm/long/path/of/x.c | 3 +--', ' y.c | 2 +-'], /shows 1 added and 2 removed .* has 2 and 1/],
    [
      [' mm/long/path/of/x.c | 3 ++-', ' y.c | 2 +-', ' z.c | 1 +'],
      /lists z\.c, which the diff does not/,
    ],
    [[' 3 files changed, 3 insertions(+), 2 deletions(-)'], /says 3 files, the diff has 2/],
    [[' 2 files changed, 4 insertions(+), 2 deletions(-)'], /says 4 insertions, the diff has 3/],
    [[' 2 files changed, 3 insertions(+)'], /says 0 deletions, the diff has 2/],
  ])('disagrees: %j', (rows, message) => {
    const warnings = warningsOf(...rows);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(message);
    expect(warnings[0]).toMatch(/^line \d+: /);
  });

  it('knows binary files and single files', () => {
    const text = `Subject: x\n\n---\n pic.png | Bin 0 -> 12 bytes\n y.c | 2 +-\n 1 file changed\n${diff}`;
    const patch = parsePatch(text, 'x');
    expect(patch.diffstat?.[0]).toMatchObject({ path: 'pic.png', changes: null });
    expect(patch.header?.body).toBe('');
  });
});
