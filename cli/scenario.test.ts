import { describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

const ID = 'compound-zone-device-pages';

/** The words of a line of a table. */
const cells = (line: string) => line.trim().split(/ {2,}/);

describe('run', () => {
  it('tells kernel, dmesg with steps, outcome and the page table', async () => {
    const { exitCode, stdout, stderr } = await run('run', ID, '--state', 'before');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('model of Linux 6.12.117 x86-64, struct page 64 bytes');
    expect(stdout).toContain('CONFIG_DEBUG_VM');
    expect(stdout).toMatch(/\[step +\d+\] ── order 4\n/);
    expect(stdout).toMatch(/outcome {2}finished after \d+ steps, lab_main\(\) returned 0/);
    const lines = stdout.split('\n');
    const start = lines.findIndex((line) => line.startsWith('order 4  32 struct pages from '));
    expect(lines[start]).toContain('0xffffea03f3600000, MEMORY_DEVICE_GENERIC, as shown at step');
    expect(cells(lines[start + 2] ?? '').slice(0, 4)).toEqual([
      '0',
      '0xfcd8000',
      'order-4 head',
      'head reserved DEVICE',
    ]);
    expect(lines[start + 2]).toMatch(/pgmap 0xffff888\w+ +1 +-1$/);
    expect(lines[start + 3]).toMatch(
      /order=4 reserved DEVICE {2}head \| 1 → pfn 0xfcd8000 +0 +-1$/,
    );
    expect(cells(lines[start + 4] ?? '')[0]).toBe('2 … 15');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('gives every event and every page as JSON', async () => {
    const { exitCode, stdout } = await run('run', ID, '--state', 'v9', '--json');
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ scenario: ID, kernel: { structPageSize: 64 } });
    expect(report.states).toHaveLength(1);
    const [state] = report.states;
    expect(state).toMatchObject({ id: 'v9', outcome: { kind: 'finished', exitCode: 0 } });
    const order4 = state.pages.find((range: { name: string }) => range.name === 'order 4');
    expect(order4.rows).toHaveLength(32);
    expect(order4.rows[1]).toMatchObject({
      index: 1,
      pfn: '0xfcd8001',
      word1: { value: '0xffffea03f3600001', member: 'compound_head' },
    });
    expect(order4.rows[0].word1.member).toBe('pgmap');
    const reading = state.readings.find(
      (one: { name: string }) => one.name === 'order 4: pgmap_read',
    );
    expect(reading).toMatchObject({ via: { member: 'struct folio.pgmap' } });
  });
});

describe('hunks', () => {
  it('leaves out each in turn and says what breaks, where, or that nothing does', async () => {
    const { exitCode, stdout, stderr } = await run(
      ...['hunks', 'device-private-round-trip', '--json'],
      ...['--file', 'mm/hmm.c', 'include/linux/mm_types.h'],
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { state, reports } = JSON.parse(stdout) as {
      state: string;
      reports: { hunk: { name: string }; result: { kind: string; text?: string } }[];
    };
    expect(state).toBe('v9');
    const result = (name: string) => reports.find(({ hunk }) => hunk.name === name)?.result;
    expect(result('mm/hmm.c:1')?.text).toMatch(/^kernel\/mm\/hmm\.c:\d+:\d+: error: /);
    expect(result('include/linux/mm_types.h:1')).toMatchObject({ kind: 'ran', consequences: [] });
    expect(reports).toHaveLength(4);
  }, 60_000);

  it('run refuses to leave out what is not there, naming what is', async () => {
    const wrong = await run('run', ID, '--without', 'mm/nowhere.c:1');
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('state "v9" has no hunk "mm/nowhere.c:1" (hunks: ');
  });
});

describe('diff', () => {
  it('says that no stored byte differs, where the flow parts, and which readings differ', async () => {
    const { exitCode, stdout } = await run('diff', ID, '--from', 'before', '--to', 'v9');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toContain('  No stored byte differs');
    const first = stdout.split('\n').findIndex((line) => line.startsWith('first divergence'));
    expect(
      stdout
        .split('\n')
        .slice(first, first + 4)
        .join('\n'),
    ).toContain('mm/mm_init.c');
    expect(stdout).toMatch(
      /order 4: pgmap_read {2}30 of 32\n {4}before +0xffffea03f3600001 ×15, .* struct page\.pgmap in report_page\(\)\n {4}v9 +0xffff888\w+ ×30 +struct folio\.pgmap in page_pgmap\(\)\n/,
    );
  });

  it('tells the same as JSON', async () => {
    const { stdout } = await run('diff', ID, '--from', 'before', '--to', 'posted', '--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ scenario: ID, from: 'before', to: 'posted' });
    expect(report.first.left.place).toMatch(/^kernel\/.*:\d+$/);
    const compared = report.bytes.reduce(
      (sum: number, range: { bytes: number }) => sum + range.bytes,
      0,
    );
    expect(compared).toBeGreaterThan(64 * 1000);
    for (const range of report.bytes)
      expect(range).toMatchObject({ problem: null, differences: [] });
    const differing = report.readings.filter((pair: { differs: boolean }) => pair.differs);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.length).toBeLessThan(report.readings.length);
  });
});

describe('page', () => {
  it('marks the valid alias of a tail with its reason, and names the three writers of word 1', async () => {
    const { exitCode, stdout } = await run('page', ID, '--state', 'before', '--page', '1');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('tail 1 of 0xffffea03f3600000, MEMORY_DEVICE_GENERIC, order 4');
    expect(stdout).toContain('+8   01 00 60 f3 03 ea ff ff   0xffffea03f3600001');
    expect(stdout).toMatch(
      /● compound_head = _head_1 +head \| 1 → pfn 0xfcd8000\n +last written as compound_head by set_compound_head ← prep_compound_tail, step \d+/,
    );
    expect(stdout).toMatch(/ {5}pgmap +→ no struct dev_pagemap: struct page of pfn 0xfcd8000 \| 1/);
    const writers = stdout.slice(stdout.indexOf('writers of word 1')).split('\n');
    expect(writers[0]).toBe('writers of word 1  3 steps, and 2 steps that filled it');
    expect(writers.slice(4, 7).map((line) => cells(line)[1])).toEqual([
      'list_head.next',
      'page.pgmap',
      'page.compound_head',
    ]);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('goes back to any step', async () => {
    const at = async (...more: string[]) =>
      JSON.parse(
        (await run('page', ID, '--state', 'v9', '--page', 'order 4:1', ...more, '--json')).stdout,
      );
    const shown = await at();
    const [, , lru, pgmap] = shown.word1Writers;
    expect(shown.word1Writers).toHaveLength(5);
    const valid = (card: { words: { aliases: { valid: boolean; member: string }[] }[] }) =>
      card.words[1]?.aliases.filter((one) => one.valid).map((one) => one.member);
    expect(valid(shown)).toEqual(['compound_head', '_head_1']);
    const before = await at('--at', String(pgmap.step));
    expect(before.afterStep).toBe(pgmap.step);
    expect(valid(before)).toEqual(['pgmap']);
    expect(valid(await at('--at', String(lru.step)))).toContain('lru.next');
  });

  it('compares a page with itself at another step, and as a folio in another state', async () => {
    const page = (...more: string[]) =>
      run('page', ID, '--state', 'before', '--page', '1', ...more);
    const steps = JSON.parse((await page('--against', '@0', '--json')).stdout);
    const word = steps.fields.find(({ offset }: { offset: number }) => offset === 8);
    expect(word.difference).toBe('bits');
    expect(word.fields[0]).toMatchObject({
      member: 'compound_head',
      left: { valid: true },
      right: { valid: false, reason: 'never written' },
    });

    const folio = await page('--page', '0', '--against', 'v9', '--as', 'struct folio');
    expect(folio.stdout).toMatch(/≈ \+8 +page\.pgmap .*\n.*→ struct dev_pagemap/);
    expect(folio.stdout).toMatch(/\n1 of \d+ places differ\n/);
    const late = await page('--against', '@99999999');
    expect(late.stderr).toContain('--against: the run of before has steps 0 to ');
  });

  it('refuses a page or a step that is not there, naming what is', async () => {
    for (const [argv, message] of [
      [['--page', '32'], 'order 4 has 32 pages (pages: order 4:0 to order 4:31,'],
      [['--page', 'nowhere:1'], 'no such range'],
      [['--page', '1', '--at', '99999999'], '--at 99999999: the run has steps 0 to '],
    ] as const) {
      const { exitCode, stderr } = await run('page', ID, '--state', 'before', ...argv);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(message);
      expect(stderr.split('\n')).toHaveLength(2);
    }
  });
});
