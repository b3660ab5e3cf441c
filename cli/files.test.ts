import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderTree, mount, packageRoot } from './files.ts';

describe('file trees', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'folioscope-'));
    mkdirSync(path.join(folder, 'kernel/mm'), { recursive: true });
    mkdirSync(path.join(folder, 'scenarios/x'), { recursive: true });
    writeFileSync(path.join(folder, 'kernel/mm/b.c'), 'b');
    writeFileSync(path.join(folder, 'kernel/a.c'), 'a');
    writeFileSync(path.join(folder, 'scenarios/x/program.c'), 'shipped');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lists files in order and reads them; folders and missing files are undefined', () => {
    const tree = folderTree(folder);
    expect(tree.list('kernel/')).toEqual(['kernel/a.c', 'kernel/mm/b.c']);
    expect(tree.list('kernel/m')).toEqual(['kernel/mm/b.c']);
    expect(tree.list('gone/')).toEqual([]);
    expect(tree.read('kernel/mm/b.c')).toBe('b');
    expect(tree.read('kernel/mm')).toBeUndefined();
    expect(tree.read('kernel/mm/c.c')).toBeUndefined();
  });

  it('puts one tree in place of a folder of another', () => {
    const inner = folderTree(path.join(folder, 'kernel'));
    const tree = mount(folderTree(folder), 'scenarios/x', inner);
    expect(tree.list('scenarios/')).toEqual(['scenarios/x/a.c', 'scenarios/x/mm/b.c']);
    expect(tree.read('scenarios/x/a.c')).toBe('a');
    expect(tree.read('scenarios/x/program.c')).toBeUndefined();
    expect(tree.read('kernel/a.c')).toBe('a');
  });

  it('finds the package around the program', () => {
    const tree = folderTree(packageRoot());
    expect(tree.read('kernel/include/lab.h')).toContain('lab_pages');
  });
});
