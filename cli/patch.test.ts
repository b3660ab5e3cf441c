import { describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

const POSTED = 'scenarios/compound-zone-device-pages/posted.patch';

describe('patch show', () => {
  it('tells the mail, the files with their hunks, and the scenario it belongs to', async () => {
    const { exitCode, stdout, stderr } = await run('patch', 'show', POSTED);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^mm: allow compound zone device pages\n {2}author +\S/);
    expect(stdout).toContain('include/linux/mm_types.h');
    expect(stdout).toContain('the diffstat agrees with the hunks');
    expect(stdout).toContain('this is the patch of scenario compound-zone-device-pages');
    expect(stdout).toMatch(/mm\/mm_init\.c hunk 1 +hunk 1, 100 % alike/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('tells the same as JSON', async () => {
    const { exitCode, stdout } = await run('patch', 'show', POSTED, '--json');
    expect(exitCode).toBe(0);
    const shown = JSON.parse(stdout);
    expect(shown).toMatchObject({ file: POSTED, warnings: [] });
    expect(shown.header.subject).toBe('mm: allow compound zone device pages');
    const [scenario] = shown.scenarios;
    expect(scenario.id).toBe('compound-zone-device-pages');
    const own = scenario.diffs.find((diff: { path: string }) => diff.path === POSTED);
    const hunks = shown.files.flatMap((file: { hunks: unknown[] }) => file.hunks);
    expect(own.matches).toHaveLength(hunks.length);
    expect(own.matches.every((match: { similarity: number }) => match.similarity === 1)).toBe(true);
  });
});

describe('scenarios', () => {
  it('lists ids that are the names of their folders, with their states', async () => {
    const { exitCode, stdout } = await run('scenarios', '--json');
    expect(exitCode).toBe(0);
    const listed = JSON.parse(stdout) as { id: string; states: { id: string }[] }[];
    const first = listed.find(({ id }) => id === 'compound-zone-device-pages');
    expect(first?.states.map(({ id }) => id)).toEqual(['before', 'posted', 'v9']);
    const { stdout: text } = await run('scenarios');
    for (const { id } of listed) expect(text).toContain(id);
  });
});
