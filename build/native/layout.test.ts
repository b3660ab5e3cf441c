/**
 * The model's structures and constants against those of the captured kernels: every member, by
 * name, offset and size, nothing missing and nothing added.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KERNEL_FLAGS, prepareState, type State } from './model.ts';
import { parsePahole } from './pahole.ts';
import { describeWith, run } from './tools.ts';
import { truthConstants, truthLayouts, type TruthMember, type Variant } from './truth.ts';

const INCLUDES =
  '#include <linux/hmm.h>\n#include <linux/migrate.h>\n#include <linux/mm.h>\n#include <linux/mmu_notifier.h>\n#include <linux/swapops.h>\n';

const STRUCTS = [
  ...['page', 'folio', 'dev_pagemap', 'dev_pagemap_ops', 'vmem_altmap', 'percpu_ref'],
  ...['completion', 'range', 'migrate_vma', 'list_head', 'hmm_range', 'mmu_notifier_range'],
];

type Layouts = ReturnType<typeof truthLayouts>;

/** Constants that the model has no use for yet. */
const LATER =
  /^(sizeof|SECTIONS_|KASAN_|LRU_|PAGE_FLAGS_CHECK_AT_FREE|PAGE_MAPPING_[MF]|pgtable_|my_|\(|NR_|swap_|PGTY_|NODES_SHIFT)/;

/** `name offset size` for each named member, without those of a struct page inside a folio. */
function flatten(layouts: Layouts, members: TruthMember[], base = 0): string[] {
  return members.flatMap((member) => {
    const name = member.ref?.replace(/^struct /, '') ?? 'page';
    const inside =
      name === 'page' || member.size === 0
        ? flatten(layouts, member.members ?? [], base)
        : flatten(layouts, layouts[name].members, base + member.offset);
    if (member.name === null) return inside;
    return [`${member.name} ${base + member.offset} ${member.size}`, ...inside];
  });
}

for (const [state, variant] of [
  ['before', 'before'],
  ['posted', 'after'],
  ['v9', 'after'],
] as [string, Variant][]) {
  describeWith(['gcc', 'pahole', 'git'], `layout, ${state}`, () => {
    let prepared: State;
    let object: string;

    function compile(name: string, source: string): string {
      const file = join(dirname(prepared.kernel), `${name}.c`);
      const out = file.replace(/c$/, 'o');
      writeFileSync(file, source);
      const flags = KERNEL_FLAGS.filter((flag) => !/PAGE_OFFSET|VMEMMAP_START/.test(flag));
      const args = [...flags, ...prepared.defines, '-Iinclude', '-c', file, '-o', out];
      run('gcc', args, { cwd: prepared.kernel });
      return out;
    }

    beforeAll(() => {
      prepared = prepareState('compound-zone-device-pages', state);
      const uses = STRUCTS.map((name) => `struct ${name} a_${name};`);
      object = compile('structs', INCLUDES + uses.join('\n') + '\n');
    });
    afterAll(() => prepared?.remove());

    it.each(STRUCTS)('struct %s', (name) => {
      const layouts = truthLayouts(variant);
      const expected = layouts[name];
      const actual = parsePahole(run('pahole', ['-E', '-C', name, object]));
      expect(actual.size).toBe(expected.size);
      expect(actual.members.sort()).toEqual(flatten(layouts, expected.members).sort());
    });

    it('constants', () => {
      const all = Object.entries(truthConstants()).filter(([name]) => !LATER.test(name));
      expect(all.length).toBeGreaterThan(115);
      const checks = all.map(
        ([name, value]) => `_Static_assert((unsigned long)(${name}) == ${value}UL, "${name}");`,
      );
      compile('constants', INCLUDES + checks.join('\n') + '\n');
    });
  });
}
