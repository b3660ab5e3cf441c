import { describe, expect, it } from 'vitest';
import { programKey } from './program-key.ts';
import { loadScenario } from './scenario.ts';
import { memoryTree } from './testing/memory-tree.ts';

const YAML = `id: s
title: T
summary: S
kernel: { version: '6.12', arch: x86_64, config: { CONFIG_A: true } }
mode: module
program: program.c
states:
  - { id: before, title: Before, patches: [] }
  - { id: after, title: After, patches: [x.patch] }
`;
const PATCH = `--- a/mm/a.c
+++ b/mm/a.c
@@ -1,2 +1,2 @@
 int a;
-int b;
+int c;
`;
const FILES: Record<string, string> = {
  'kernel/mm/a.c': 'int a;\nint b;\n',
  'kernel/include/h.h': 'int h;\n',
  'kernel/README.md': 'words\n',
  'scenarios/s/scenario.yaml': YAML,
  'scenarios/s/program.c': 'int lab_main(void) { return 0; }\n',
  'scenarios/s/x.patch': PATCH,
};

function key(change: Record<string, string> = {}, state = 'before'): string {
  const tree = memoryTree({ ...FILES, ...change });
  return programKey(tree, loadScenario(tree, 'scenarios/s'), state);
}

describe('the key of a program', () => {
  it('is the same for the same sources, whatever else has changed', () => {
    expect(key()).toMatch(/^[0-9a-f]{32}$/);
    expect(key()).toBe(key());
    expect(key({ 'kernel/README.md': 'other words\n' })).toBe(key());
    const said = YAML.replace('title: T', 'title: Another');
    expect(key({ 'scenarios/s/scenario.yaml': said })).toBe(key());
  });

  it('is another one for each change that a run could show', () => {
    const changes: Record<string, string>[] = [
      {},
      { 'kernel/mm/a.c': 'int a;\nint b ;\n' },
      { 'kernel/include/h.h': 'int i;\n' },
      { 'kernel/include/new.h': '' },
      { 'scenarios/s/program.c': 'int lab_main(void) { return 1; }\n' },
      { 'scenarios/s/near.h': 'int near;\n' },
      { 'scenarios/s/scenario.yaml': YAML.replace('CONFIG_A: true', 'CONFIG_A: 2') },
      { 'scenarios/s/scenario.yaml': `${YAML}args: ['1']\n` },
      {
        'scenarios/s/scenario.yaml': YAML.replace('patches: []', 'patches: [], defines: { D: 1 }'),
      },
    ];
    const keys = changes.map((change) => key(change));
    expect(new Set(keys).size).toBe(changes.length);
  });

  it('is of the state: what its diffs make, and the hunks that are left out', () => {
    const without = YAML.replace('[x.patch]', "[x.patch], without: ['mm/a.c:1']");
    const keys = [
      key(),
      key({}, 'after'),
      key({ 'scenarios/s/scenario.yaml': without }, 'after'),
      key({ 'scenarios/s/x.patch': PATCH.replace('int c', 'int d') }, 'after'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
