import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listScenarios, loadScenario, loadTours } from '../core/index.ts';
import { folderTree, packageRoot } from './files.ts';
import { run } from './testing/run.ts';

const TIMEOUT = 600_000;
const tree = folderTree(packageRoot());
const toured = listScenarios(tree)
  .map(({ directory }) => loadScenario(tree, directory))
  .filter((scenario) => loadTours(tree, scenario).length > 0)
  .map(({ id }) => id);

describe('folioscope tour', () => {
  it.each(toured)(
    'check %s: nothing is lost',
    async (id) => {
      const { exitCode, stdout, stderr } = await run('tour', 'check', id);
      expect(stdout + stderr).toContain('all found');
      expect(stdout).not.toContain('lost:');
      expect(exitCode).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'prints the stops with their steps, and the answers only if asked',
    async () => {
      const scenario = 'compound-zone-device-pages';
      const plain = await run('tour', scenario);
      expect(plain.stdout).toMatch(
        /\n4\. .*\n {4}before: step \d+, v9: step \d+ {2}prep_compound_tail\(\)/,
      );
      expect(plain.stdout).not.toContain('set_compound_head ← prep_compound_tail');
      const told = await run('tour', 'show', scenario, '--answers', '--json');
      const { tours } = JSON.parse(told.stdout);
      const tail = tours[0].stops[3];
      expect(tail.question.answer.bytes).toBe('01 00 60 f3 03 ea ff ff');
      expect(tail.lost).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'the example of docs/tours.md is whole and finds everything',
    async () => {
      const text = readFileSync(path.join(packageRoot(), 'docs/tours.md'), 'utf8');
      const example = /```yaml\n(title:[^]*?)```/.exec(text)?.[1];
      const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-tour-'));
      try {
        const file = path.join(folder, 'example.tour.yaml');
        writeFileSync(file, example ?? '');
        const args = ['compound-zone-device-pages', '--tour', file];
        const { exitCode, stdout } = await run('tour', 'check', ...args);
        expect([exitCode, stdout]).toEqual([0, 'example  2 stops, 1 questions: all found\n']);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    TIMEOUT,
  );

  it(
    'of a file of one’s own says what is lost, with exit code 1',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-tour-'));
      try {
        const file = path.join(folder, 'my.tour.yaml');
        writeFileSync(
          file,
          'title: T\nstates: [v9]\nstops:\n  - title: Gone\n    at: { call: prep_compound_tails }\n    text: x\n',
        );
        const args = ['compound-zone-device-pages', '--tour', file];
        const { exitCode, stdout } = await run('tour', 'check', ...args);
        expect(exitCode).toBe(1);
        expect(stdout).toContain(
          `${file}:4: lost: stop 1 "Gone", v9, at: there is no function prep_compound_tails()`,
        );
        writeFileSync(file, 'title: T\nstates: [v8]\nstops: []\n');
        const wrong = await run('tour', 'check', ...args);
        expect(wrong.exitCode).toBe(1);
        expect(wrong.stderr).toMatch(/my\.tour\.yaml:\d+: error: /);
        const none = await run('tour', 'compound-zone-device-pages', '--tour', 'x');
        expect([none.exitCode, none.stderr]).toEqual([
          2,
          expect.stringContaining('has no tour "x" (tours: word-1)'),
        ]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    TIMEOUT,
  );
});
