import { describe, expect, it } from 'vitest';
import { PatchError } from '../patch/index.ts';
import { loadScenario } from './scenario.ts';
import { stateSources } from './sources.ts';
import { memoryTree } from './testing/memory-tree.ts';

const YAML = `id: tiny
title: A tiny scenario
summary: Lines move.
kernel: { version: '6.12', arch: x86-64 }
mode: module
program: program.c
states:
  - { id: before, title: before }
  - { id: after, title: after, patches: [one.patch, two.patch] }
  - { id: broken, title: broken, patches: [two.patch] }
`;

/** Adds a line on top of mm/a.c. */
const ONE = `--- a/mm/a.c
+++ b/mm/a.c
@@ -1,2 +1,3 @@
+int first;
 int a;
 int b;
`;
/** Changes what the first diff left, and adds a file. */
const TWO = `--- a/mm/a.c
+++ b/mm/a.c
@@ -1,3 +1,3 @@
 int first;
-int a;
+long a;
 int b;
--- /dev/null
+++ b/mm/new.c
@@ -0,0 +1 @@
+int fresh;
`;

const tree = memoryTree({
  'kernel/mm/a.c': 'int a;\nint b;\n',
  'kernel/include/a.h': '',
  'kernel/lib/z.c': '',
  'scenarios/tiny/scenario.yaml': YAML,
  'scenarios/tiny/program.c': '',
  'scenarios/tiny/one.patch': ONE,
  'scenarios/tiny/two.patch': TWO,
});
const scenario = loadScenario(tree, 'scenarios/tiny');

describe('stateSources', () => {
  it('without diffs, is the kernel as shipped', () => {
    const sources = stateSources(tree, scenario, 'before');
    expect(sources.units).toEqual(['kernel/lib/z.c', 'kernel/mm/a.c', 'scenarios/tiny/program.c']);
    expect(sources.tree.read('kernel/mm/a.c')).toBe('int a;\nint b;\n');
    expect(sources.lines.toRight('kernel/mm/a.c', 2)).toBe(2);
    expect(sources.patches).toEqual([]);
  });

  it('really applies the diffs, one after the other, and maps lines across all of them', () => {
    const sources = stateSources(tree, scenario, 'after');
    expect(sources.tree.read('kernel/mm/a.c')).toBe('int first;\nlong a;\nint b;\n');
    expect(sources.units).toContain('kernel/mm/new.c');
    expect(sources.units.at(-1)).toBe('scenarios/tiny/program.c');
    expect(sources.lines.toRight('kernel/mm/a.c', 2)).toBe(3);
    expect(sources.lines.toLeft('kernel/mm/a.c', 1)).toBeNull();
    expect(sources.lines.toRight('scenarios/tiny/program.c', 7)).toBe(7);
    expect(tree.read('kernel/mm/a.c')).toBe('int a;\nint b;\n');
  });

  it('says which hunk of which diff does not apply', () => {
    let error: unknown;
    try {
      stateSources(tree, scenario, 'broken');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(PatchError);
    expect((error as PatchError).format()).toMatch(
      /^scenarios\/tiny\/two\.patch:3: error: hunk 1 of mm\/a\.c does not apply/,
    );
  });
});
