/** Every structure and union that the model kernel names, laid out by our engine as gcc lays it out. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layoutOf } from '../../core/c/index.ts';
import { flatten } from './flatten.ts';
import { compareLayouts, parsePahole, parseSizes } from './pahole.mjs';
import { KERNEL_FLAGS, prepareState, type State } from '../native/model.ts';
import { describeWith, run } from '../native/tools.ts';

const SCENARIO = 'device-memory-tour';
/** What that scenario leaves out: with these on, every file of the kernel has its types. */
const MORE = ['PCI', 'DRM_NOUVEAU', 'DRM_NOUVEAU_SVM', 'FS_DAX'].map(
  (name) => `-DCONFIG_${name}=1`,
);

for (const state of ['before', 'posted', 'v9']) {
  describeWith(['gcc', 'pahole', 'git'], `every type of the kernel, ${state}`, () => {
    let prepared: State;
    beforeAll(() => {
      prepared = prepareState(SCENARIO, state);
    });
    afterAll(() => prepared.remove());

    it('has the same members at the same places', () => {
      const units = readdirSync(prepared.kernel, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.c'))
        .sort();
      const object = join(dirname(prepared.kernel), 'unit.o');
      const flags = [
        ...KERNEL_FLAGS,
        '-gdwarf-4',
        '-fno-eliminate-unused-debug-types',
        '-Iinclude',
      ];
      const all = [...prepared.defines, ...MORE];
      const defines = Object.fromEntries(
        all.map((flag) => flag.slice(2).split('=') as [string, string]),
      );
      const tree = { read: (path: string) => readText(join(prepared.kernel, path)) };
      let members = 0;
      const seen = new Set<string>();
      for (const unit of units) {
        run('gcc', [...flags, ...all, '-c', unit, '-o', object], {
          cwd: prepared.kernel,
        });
        const theirs = parsePahole(run('pahole', [object]));
        for (const [tag, size] of parseSizes(run('pahole', ['--sizes', object]))) {
          const layout = theirs.get(`union ${tag}`);
          if (layout) layout.size = size;
        }
        const { records } = layoutOf(tree, unit, ['include'], defines);
        const ours = new Map([...records].map(([name, record]) => [name, flatten(record)]));
        const compared = compareLayouts(ours, theirs);
        expect(compared.mismatches, unit).toEqual([]);
        members += compared.members;
        for (const name of ours.keys()) if (theirs.has(name)) seen.add(name);
      }
      console.log(
        `${state}: ${seen.size} types of ${units.length} units, ${members} members compared`,
      );
      expect(seen).toContain('struct page');
      expect(seen.size).toBeGreaterThan(60);
    }, 120_000);
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
