import { describe, expect, it } from 'vitest';
import { loadScenario, stateHunks } from '../../core/index.ts';
import { createFileTree } from './file-tree.ts';
import { realFiles } from '../testing/real-lab.ts';
import { stackHunk } from './stack-hunk.ts';

const projectTree = createFileTree(realFiles());
const scenario = loadScenario(projectTree, 'scenarios/device-memory-tour');
const hunks = stateHunks(projectTree, scenario, 'posted');
const lineOf = (file: string, nth: number) => {
  const hunk = hunks.filter((one) => one.file === file)[nth]!;
  return { file: `kernel/${file}`, line: hunk.added!.last, name: hunk.name };
};
const find = (stack: { file: string; line: number }[]) =>
  stackHunk(projectTree, scenario, 'posted', stack)?.name ?? null;

describe('stackHunk', () => {
  const inner = lineOf('include/linux/mmzone.h', 1);
  const outer = lineOf('mm/migrate_device.c', 2);
  const elsewhere = { file: 'kernel/mm/pagewalk.c', line: 1 };

  it('is the hunk of the outermost call that stands on an added line', () => {
    expect(find([inner, outer, elsewhere])).toBe(outer.name);
    expect(find([inner, elsewhere])).toBe(inner.name);
  });

  it('is nothing where no hunk added a line of the stack', () => {
    expect(find([elsewhere])).toBeNull();
    expect(find([])).toBeNull();
  });
});
