/**
 * The mails of the first scenario's patch. They belong to their authors and are not part of this
 * repository: the tests read them from a folder beside it, and are skipped where there is none.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchHunks } from './match.ts';
import { isSamePatch } from './mail/subject.ts';
import { parsePatch } from './parse.ts';
import { patchErrorOf } from './testing/trees.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/mails');
const absent = !existsSync(folder);
const read = (name: string) => parsePatch(readFileSync(path.join(folder, name), 'utf8'), name);
const quilt = 'mm-allow-compound-zone-device-pages.mm-commits.txt';
const v9 = 'v9-11-20-mm-allow-compound-zone-device-pages.eml';
const flattened = 'mm-allow-compound-zone-device-pages.flattened.txt';

const hunksPerFile = {
  'drivers/gpu/drm/nouveau/nouveau_dmem.c': 1,
  'drivers/pci/p2pdma.c': 2,
  'include/linux/memremap.h': 2,
  'include/linux/migrate.h': 1,
  'include/linux/mm_types.h': 3,
  'include/linux/mmzone.h': 3,
  'lib/test_hmm.c': 1,
  'mm/hmm.c': 1,
  'mm/memory.c': 2,
  'mm/memremap.c': 4,
  'mm/migrate_device.c': 3,
  'mm/mlock.c': 1,
  'mm/mm_init.c': 1,
};

const tagCounts = (name: string) => {
  const counts: Record<string, number> = {};
  for (const tag of read(name).header!.tags) counts[tag.name] = (counts[tag.name] ?? 0) + 1;
  return counts;
};

// In CI nothing is skipped: a missing folder fails.
const why = absent ? ' (skipped: ../shared/mails is not there)' : '';
describe.skipIf(absent && !process.env.CI)(`the posted mails${why}`, () => {
  it('reads the header of the mm-commits mail', () => {
    const { header, warnings } = read(quilt);
    expect(header).toMatchObject({
      subject: 'mm: allow compound zone device pages',
      author: { name: 'Alistair Popple' },
      date: 'Wed, 5 Feb 2025 09:48:08 +1100',
      messageId: null,
      link: expect.stringMatching(/^https:\/\/lkml\.kernel\.org\/r\/9faf181c/),
    });
    expect(header?.series).toBeUndefined();
    expect(header?.body.split('\n\n')).toHaveLength(5);
    expect(warnings).toEqual([]);
    expect(tagCounts(quilt)).toEqual({
      Link: 1,
      'Signed-off-by': 2,
      'Reviewed-by': 2,
      'Acked-by': 1,
      'Tested-by': 1,
      Cc: 31,
    });
  });

  it('reads the header of v9', () => {
    const { header, warnings } = read(v9);
    expect(header).toMatchObject({
      subject: 'mm: Allow compound zone device pages',
      subjectLine: '[PATCH v9 11/20] mm: Allow compound zone device pages',
      author: { name: 'Alistair Popple' },
      date: 'Fri, 28 Feb 2025 14:31:06 +1100',
      messageId: expect.stringMatching(/^67055d77.*@nvidia\.com$/),
      series: { version: 9, index: 11, total: 20 },
    });
    expect(header?.body.split('\n\n')).toHaveLength(5);
    expect(warnings).toEqual([]);
    expect(tagCounts(v9)).toEqual({ 'Signed-off-by': 2, 'Reviewed-by': 2, 'Acked-by': 1 });
  });

  it.each([
    [quilt, 49, 25],
    [v9, 56, 29],
  ])('reads every hunk of %s', (name, insertions, deletions) => {
    const patch = read(name);
    const hunks = Object.fromEntries(patch.files.map((file) => [file.newPath, file.hunks.length]));
    expect(hunks).toEqual(hunksPerFile);
    expect(patch.summary).toMatchObject({ files: 13, insertions, deletions });
    expect(patch.diffstat).toHaveLength(13);
    expect(patch.files.every((file) => file.oldPath === file.newPath)).toBe(true);
    const sum = (key: 'added' | 'removed') => patch.files.reduce((all, file) => all + file[key], 0);
    expect([sum('added'), sum('removed')]).toEqual([insertions, deletions]);
  });

  it('recognises both as one patch', () => {
    const subjects = ['mm: allow compound zone device pages'];
    expect([quilt, v9].map((name) => isSamePatch(read(name), subjects))).toEqual([true, true]);
  });

  it('pairs every hunk of both versions', () => {
    const matches = matchHunks(read(quilt), read(v9));
    expect(matches).toHaveLength(25);
    expect(matches.every((one) => one.mailHunk === one.ownHunk)).toBe(true);
    expect(matches.filter((one) => one.similarity < 1)).toMatchObject([
      { file: 'mm/migrate_device.c', mailHunk: 2 },
    ]);
  });

  it.each([
    [quilt, 'posted.patch'],
    [v9, 'v9.patch'],
  ])("finds the hunks of %s in the scenario's %s", (mail, name) => {
    const file = path.join('../../scenarios/compound-zone-device-pages', name);
    const own = parsePatch(readFileSync(path.resolve(import.meta.dirname, file), 'utf8'), name);
    const matches = matchHunks(read(mail), own);
    const missing = read(mail).files.flatMap(({ newPath, hunks }) =>
      hunks.flatMap((_, index) =>
        matches.some((one) => one.file === newPath && one.mailHunk === index)
          ? []
          : [`${newPath} hunk ${index + 1}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('refuses the run-together copy', () => {
    expect(patchErrorOf(() => read(flattened)).message).toMatch(/run together/);
  });
});
