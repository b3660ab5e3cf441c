import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thawRecording, Trace } from '../core/index.ts';
import { packageRoot } from './files.ts';
import { run, runIn } from './testing/run.ts';

const ID = 'compound-zone-device-pages';
const PAGE = ['page', ID, '--state', 'before', '--page', '1'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'folioscope-export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('page --format', () => {
  it('mail: ASCII, short lines, the word and its writers', async () => {
    const { exitCode, stdout } = await run(...PAGE, '--format', 'mail');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      / \+8 {2}0xffffea03f3600001 {2}compound_head = _head_1 +\d+ {2}head \| 1/,
    );
    expect(stdout).toMatch(/0xffffea03f3600001 {2}page\.compound_head {2}set_compound_head <-/);
    expect(stdout).toMatch(/^[\x20-\x7e\n]*$/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(84);
  });

  it('markdown, raw rows and JSON say the same bytes', async () => {
    const [markdown, raw, json] = await Promise.all(
      ['markdown', 'raw', 'json'].map(
        async (format) => (await run(...PAGE, '--format', format)).stdout,
      ),
    );
    expect(markdown).toMatch(/^\| \+8 \| `0xffffea03f3600001` \| `compound_head = _head_1` \|/m);
    const rows = raw!.trimEnd().split('\n');
    expect(rows.map((row) => row.split(':')[0])).toEqual(['raw', 'raw', ...Array(4).fill('head')]);
    expect(rows[0]).toMatch(/^raw: [0-9a-f]{16} ffffea03f3600001( [0-9a-f]{16}){2}$/);
    // The second page of a folio is this very page.
    expect(rows[4]!.replace('head', 'raw')).toBe(rows[0]);
    const data = JSON.parse(json!) as { bytes: string; words: { offset: number }[] };
    expect(data.bytes.slice(16, 32)).toBe('010060f303eaffff');
    expect(data.words).toHaveLength(8);
  });

  it('writes a file whole, and says how much', async () => {
    const wrote = await runIn(folder, ...PAGE, '--format', 'c', '--output', 'page.c');
    expect(wrote).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^page\.c: \d+ bytes/),
    });
    expect(readFileSync(path.join(folder, 'page.c'), 'utf8')).toContain(
      'static struct page page_fcd8001 = {',
    );
    const nowhere = await runIn(folder, ...PAGE, '--format', 'c', '-o', 'none/page.c');
    expect(nowhere).toMatchObject({
      exitCode: 1,
      stderr: 'folioscope: none/page.c: not written: there is no such folder\n',
    });
    const text = await runIn(folder, ...PAGE, '-o', 'page.txt');
    expect(text.exitCode).toBe(2);
    expect(text.stderr).toContain('--output page.txt: needs a --format (markdown, mail, ');
  });

  it('refuses a format and a word that are none', async () => {
    expect((await run(...PAGE, '--format', 'pdf')).exitCode).toBe(2);
    expect((await run(...PAGE, '--word', '8')).stderr).toContain('is not a word of a struct page');
  });
});

it('diff --format: the kinds of differences with their first steps', async () => {
  const args = ['diff', ID, '--from', 'before', '--to', 'v9', '--format'];
  const mail = await run(...args, 'mail');
  expect(mail.exitCode).toBe(0);
  expect(mail.stdout).toMatch(/stored bytes: +0 of \d+ bytes of struct pages differ/);
  expect(mail.stdout).toContain('_compound_head() runs on the right only');
  const json = JSON.parse((await run(...args, 'json')).stdout) as {
    differences: { kind: string; count: number }[];
    readings: { differs: boolean }[];
  };
  expect(json.differences.length).toBeGreaterThan(3);
  expect(json.readings.every(({ differs }) => differs)).toBe(true);
});

it('scoreboard --format markdown: a table of cases and states', async () => {
  const { stdout } = await run('scoreboard', '--case', 'open_close', '--format', 'markdown');
  expect(stdout).toMatch(/^\| case \| before \|/m);
  expect(stdout).toMatch(/^\| `open_close` \| pass \|/m);
});

const kit = path.join(packageRoot(), 'dist', 'renderer', 'kit.json');

/** After `npm run build`, which `npm test` does first. */
describe.skipIf(!existsSync(kit) && !process.env['CI'])('export --html', () => {
  /** A part of the file, decompressed. */
  const partOf = (html: string, name: string) => {
    const found = new RegExp(`id="folioscope-${name}">([^<]*)<`).exec(html)?.[1];
    return inflateRawSync(Buffer.from(found ?? '', 'base64'));
  };

  it('writes the lab, the sources and the recording, or a part of it', async () => {
    const args = ['export', ID, '--state', 'before', '--html'];
    const { exitCode, stdout } = await runIn(
      folder,
      ...args,
      'run.html',
      '--from',
      '66600',
      '--to',
      '66700',
    );
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^run\.html: \d\.\d MB, before; plays without a network\n$/),
    });
    const html = readFileSync(path.join(folder, 'run.html'), 'utf8');
    const files = JSON.parse(partOf(html, 'files').toString()) as Record<string, string>;
    expect(files['kernel/mm/memremap.c']).toContain('memremap_pages');
    expect(
      Object.keys(files).every((file) =>
        /^(kernel|scenarios\/compound-zone-device-pages)\//.test(file),
      ),
    ).toBe(true);
    const recording = thawRecording({
      json: partOf(html, 'recording-0-json').toString(),
      bytes: partOf(html, 'recording-0-bytes'),
    });
    const trace = new Trace(recording);
    expect(trace.length).toBeGreaterThan(101);
    expect(trace.callStack(trace.length - 1).at(-1)?.functionName).toBe('lab_main');
  });

  it('refuses steps that are not there', async () => {
    const wrong = await runIn(folder, 'export', ID, '--html', 'x.html', '--from', '999999999');
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toMatch(/--from 999999999: before has steps 0 to \d+ there/);
  });
});
