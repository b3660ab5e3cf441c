import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runIn } from './testing/run.ts';

describe('wrong use: exit code 2 and one line on stderr', () => {
  it.each([
    [[], 'which command?'],
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['run'], "missing required argument 'scenario'"],
    [['run', 'no-such-scenario'], 'there is no scenario "no-such-scenario"'],
    [['run', 'compound-zone-device-pages', '--state', 'x'], 'has no state "x" (states: before,'],
    [['run', 'compound-zone-device-pages', '--jsn'], "unknown option '--jsn'"],
    [['diff', 'compound-zone-device-pages', '--from', 'before'], "required option '--to <state>'"],
    [['page', 'compound-zone-device-pages'], "required option '--state <id>'"],
    [['page', 'x', '--state', 'a', '--page', '1', '--at', 'now'], 'is not a step number'],
    [['c'], 'which command?'],
    [['c', 'run'], "missing required argument 'file'"],
    [['c', 'run', '-D', '1X', 'x.c'], 'is not NAME or NAME=VALUE'],
    [['c', 'layout', 'x.c'], "missing required argument 'type'"],
    [['patch', 'show'], "missing required argument 'file'"],
    [['scenarios', 'too', 'many'], 'too many arguments'],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await run(...argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr.endsWith('\n')).toBe(true);
  });

  it('help and version are no errors', async () => {
    const help = await run('--help');
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: folioscope');
    expect((await run('--version')).stdout).toMatch(/^\S+\n$/);
  });
});

describe('content that is not as it must be: exit code 1 and where', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'folioscope-'));
    writeFileSync(path.join(folder, 'scenario.yaml'), 'id: broken\nsumary: x\n');
    writeFileSync(path.join(folder, 'empty.txt'), 'no patch here\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('a scenario folder, named as it was given', async () => {
    const { exitCode, stderr } = await run('run', folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`^folioscope: ${folder}/scenario.yaml:\\d+: error: .*\n$`));
    const near = await runIn(path.dirname(folder), 'run', `./${path.basename(folder)}`);
    expect(near.stderr).toMatch(new RegExp(`^folioscope: ${path.basename(folder)}/scenario.yaml:`));
  });

  it('a folder without a scenario', async () => {
    const { exitCode, stderr } = await run('run', `${folder}/gone`);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`folioscope: ${folder}/gone/scenario.yaml: error: there is no such file\n`);
  });

  it('files that are not there, and a text that is no patch', async () => {
    for (const argv of [
      ['patch', 'show', 'gone.patch'],
      ['c', 'run', 'gone.c'],
      ['c', 'layout', 'gone.c', 'struct page'],
    ]) {
      const { exitCode, stderr } = await run(...argv);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: `folioscope: ${argv[2]}: there is no such file\n`,
      });
    }
    const { exitCode, stderr } = await runIn(folder, 'patch', 'show', 'empty.txt');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('empty.txt:1: error: there is no diff in this text');
  });
});
