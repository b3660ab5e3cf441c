/** The cases of the kernel's own tests, on the model as it is and on a model with a bug. */
import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import type { FileTree } from './scenario.ts';
import { recordState } from './record.ts';
import {
  listScoreboards,
  loadScoreboard,
  runScoreboard,
  scenarioOfCase,
  scoreTotals,
} from './scoreboard.ts';

const DIRECTORY = 'scenarios/hmm-tests';
const board = loadScoreboard(projectTree, DIRECTORY);
const ALL = board.cases.map(({ id }) => id);

/** The project with one place of one file changed. */
function changed(file: string, from: string, to: string): FileTree {
  const text = projectTree.read(file) ?? '';
  expect(text).toContain(from);
  return {
    ...projectTree,
    read: (path) => (path === file ? text.replace(from, to) : projectTree.read(path)),
  };
}

describe('the scoreboard', () => {
  it('is found beside the scenarios, and has the 28 cases', () => {
    expect(listScoreboards(projectTree)).toEqual([DIRECTORY]);
    expect(ALL).toHaveLength(28);
    expect(new Set(ALL).size).toBe(28);
  });

  it.each(['before', 'v9'])(
    'passes but for what is not modelled, without a warning: %s',
    (state) => {
      const runs = [...runScoreboard(projectTree, board, { states: [state], cases: ALL })];
      expect(runs).toHaveLength(2 * 28);
      expect(runs.filter(({ result }) => result === 'failed')).toEqual([]);
      expect(runs.flatMap(({ warnings }) => warnings)).toEqual([]);
      const missing = runs.filter(({ result }) => result === 'not modelled');
      expect([...new Set(missing.map((run) => run.case))]).toEqual(['anon_teardown']);
      for (const { reason } of missing)
        expect(reason).toMatch(/^a process of the model has one thread/);
      expect(scoreTotals(runs)).toEqual([
        { state, cases: 28, passed: 27, failed: 0, notModelled: 1 },
      ]);
    },
    120_000,
  );

  it('shows the warning of the patch as posted', () => {
    const runs = [
      ...runScoreboard(projectTree, board, { states: ['posted'], cases: ['migrate', 'snapshot'] }),
    ];
    const warning = 'page_pgmap: VM_WARN_ON_ONCE_PAGE(!is_zone_device_page(page))';
    expect(runs.map(({ result, warnings }) => [result, warnings])).toEqual([
      ...[0, 1].map(() => ['passed', [warning]]),
      ...[0, 1].map(() => ['passed', []]),
    ]);
  }, 120_000);

  it('makes a case a scenario like any other', () => {
    const scenario = scenarioOfCase(board, 'double_map', 'coherent');
    const { outcome, events } = recordState(projectTree, scenario, 'before');
    expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : []));
    expect(said.join('')).toBe('double_map, coherent: passed\n');
  }, 120_000);
});

describe('a kernel with a bug', () => {
  const fails = (tree: FileTree, ...cases: string[]) =>
    [...runScoreboard(tree, board, { states: ['before'], cases })].map(
      ({ case: id, variant, result, reason }) => [id, variant, result, reason],
    );

  it('fails where the contents are lost, with the place in the program', () => {
    const tree = changed(
      'kernel/lib/test_hmm.c',
      'copy_highpage(rpage, spage)',
      'clear_highpage(rpage)',
    );
    for (const [, , result, reason] of fails(tree, 'migrate', 'migrate_multiple')) {
      expect(result).toBe('failed');
      expect(reason).toMatch(
        /^scenarios\/hmm-tests\/hmm\.c:\d+: \*word\(at, n\) is 0, should be 1$/,
      );
    }
  }, 120_000);

  it('fails where a fork leaves pages writable', () => {
    const tree = changed('kernel/mm/memory.c', '\t\tpte = pte_wrprotect(pte);\n', '');
    const results = fails(tree, 'anon_write_child', 'anon_write_child_shared');
    expect(results.map(([id, , result]) => `${String(id)} ${String(result)}`)).toEqual([
      ...['anon_write_child failed', 'anon_write_child failed'],
      ...['anon_write_child_shared passed', 'anon_write_child_shared passed'],
    ]);
  }, 120_000);
});
