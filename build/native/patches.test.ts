/** The scenario's diffs against the kernel as it is now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './model.ts';
import { describeWith, run } from './tools.ts';

const folder = join('scenarios', 'compound-zone-device-pages');

/** The files of the posted patch, all 13. */
const FILES = [
  ...['drivers/gpu/drm/nouveau/nouveau_dmem.c', 'drivers/pci/p2pdma.c'],
  ...['include/linux/memremap.h', 'include/linux/migrate.h', 'include/linux/mm_types.h'],
  ...['include/linux/mmzone.h', 'lib/test_hmm.c', 'mm/hmm.c', 'mm/memory.c', 'mm/memremap.c'],
  ...['mm/migrate_device.c', 'mm/mlock.c', 'mm/mm_init.c'],
];

describeWith(['git'], 'the patches of the scenario', () => {
  it.each(['posted.patch', 'v9.patch'])('%s applies to kernel/ without a word', (name) => {
    const check = ['apply', '--check', '--verbose', '--directory=kernel', join(folder, name)];
    expect(run('git', check, { cwd: root })).not.toMatch(/offset|fuzz/);
  });

  it.each(['posted.patch', 'v9.patch'])('%s changes every file that it should', (name) => {
    const rows = run('git', ['apply', '--numstat', join(folder, name)], { cwd: root });
    expect(
      rows
        .trim()
        .split('\n')
        .map((row) => row.split('\t')[2]),
    ).toEqual(FILES);
  });

  it.each(['posted.patch', 'v9.patch'])('%s says its size right', (name) => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    const rows = run('git', ['apply', '--numstat', join(folder, name)], { cwd: root })
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
    expect(text).toContain(
      `${rows.length} files changed, ${sum(0)} insertions(+), ${sum(1)} deletions(-)`,
    );
  });
});
