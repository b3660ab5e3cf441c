import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

const capture = (variant: string, name: string) => `fixtures/truth/traces/${variant}/${name}.json`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'folioscope-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A capture as a file of its own, with something in its text replaced. */
function changed(name: string, from: string, to: string): string {
  const text = readFileSync(capture('before', name), 'utf8');
  expect(text).toContain(from);
  const file = path.join(folder, `${name}-changed.json`);
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe('verify', () => {
  it('finds scenario and state by itself, and agrees', async () => {
    const files = [capture('before', 'S3'), capture('before', 'S5'), capture('after', 'S1')];
    const { exitCode, stdout, stderr } = await run('verify', ...files);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/held against device-memory-tour, state before, \d+ steps/);
    expect(stdout).toMatch(/held against compound-zone-device-pages, state v9, \d+ steps/);
    expect(stdout).toMatch(/ {2}events, in order +98 of 98 +100 %\n/);
    expect(stdout).toMatch(/ {2}bytes of struct pages +53888 of 53888 +100 %\n/);
    expect(stdout).toMatch(/ {2}page table entries +404 of 404 +100 %\n/);
    expect(stdout).toMatch(/ {2}lines of output +4 of 4\n/);
    expect(stdout).toMatch(/stale struct pages: 379 pages\n {6}the capture marks them/);
    expect(stdout.match(/^ {2}agrees$/gm)).toHaveLength(3);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('tells the first disagreement with the field names of both sides, and exits with 1', async () => {
    const { events } = JSON.parse(readFileSync(capture('before', 'S5'), 'utf8')) as {
      events: { pages: { bytes: string }[] }[];
    };
    const { bytes } = events[3]!.pages[1]!;
    const file = changed('S5', bytes, `${bytes.slice(0, 96)}fe${bytes.slice(98)}`);
    const { exitCode, stdout } = await run('verify', file);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/bytes of struct pages +2303 of 2304 +99\.96 %/);
    const first = stdout.slice(stdout.indexOf('1 disagreement')).split('\n');
    expect(first[2]).toMatch(/src1 \(pfn 0x\w+\) \+ 0x30: not the same bytes$/);
    expect(first[3]).toMatch(
      /^ {6}captured 0x\w{16} {2}page_type \| _mapcount\.counter {2}\[order-0\]$/,
    );
    expect(first[4]).toMatch(
      /^ {6}modelled 0x\w{16} {2}page_type \| _mapcount\.counter {2}\[order-0\]$/,
    );
  });

  it('gives the same as JSON', async () => {
    const { exitCode, stdout } = await run('verify', capture('after', 'S4'), '--json');
    expect(exitCode).toBe(0);
    const { captures } = JSON.parse(stdout);
    expect(captures).toHaveLength(1);
    expect(captures[0]).toMatchObject({
      against: { scenario: 'device-memory-tour', state: 'v9' },
      outcome: { kind: 'finished', exitCode: 0 },
      agrees: true,
      events: { captured: 33, matched: 33 },
      userspace: { captured: 6, found: 6 },
      disagreements: [],
    });
  });

  it('takes another scenario and state when told to', async () => {
    const scenario = ['--scenario', 'device-private-round-trip'];
    const { exitCode, stdout } = await run('verify', capture('after', 'S3'), ...scenario);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/held against device-private-round-trip, state v9/);
    const other = await run('verify', capture('after', 'S5'), ...scenario, '--state', 'before');
    expect(other.exitCode).toBe(1);
    expect(other.stdout).toMatch(/held against device-private-round-trip, state before/);
    expect(other.stdout).toMatch(/the recording has no such event here/);
  });

  it('says what is wrong with what it was given', async () => {
    const unknown = changed('S5', '"S5"', '"S77"');
    expect(await run('verify', unknown)).toMatchObject({
      exitCode: 2,
      stderr: `folioscope: ${unknown}: no scenario says that it reproduces S77: name one with --scenario\n`,
    });
    expect(await run('verify', 'gone.json')).toMatchObject({
      exitCode: 1,
      stderr: 'folioscope: gone.json: there is no such file\n',
    });
    const broken = changed('S5', '"events"', '"moments"');
    const { exitCode, stderr } = await run('verify', broken);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `folioscope: ${broken}: error: events: Invalid input: expected array, received undefined\n`,
    );
  });
});
