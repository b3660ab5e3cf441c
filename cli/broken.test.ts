/** A scenario of one's own, in a folder anywhere, and what happens when something in it is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './testing/run.ts';

const YAML = `id: own
title: A scenario of one's own
summary: Reads one word.
kernel: { version: '6.12', arch: x86-64, config: { CONFIG_DEBUG_VM: true } }
mode: module
program: program.c
states:
  - id: plain
    title: plain
  - id: patched
    title: patched
    patches: [change.patch]
`;
const PROGRAM = `#include <lab.h>
#include <linux/mm.h>

int lab_main(void)
{
	lab_value("answer", ANSWER);
	return 0;
}
`;

describe('a scenario in a folder', () => {
  let folder = '';
  const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'folioscope-'));
    put('scenario.yaml', YAML);
    put('program.c', PROGRAM.replace('ANSWER', '42'));
    put('change.patch', '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('runs like one of the package', async () => {
    const { exitCode, stdout, stderr } = await run('run', folder, '--state', 'plain');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/answer +1 +0x2a\n/);
  });

  const refused = async (state: string) => {
    const { exitCode, stdout, stderr } = await run('run', folder, '--state', state);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    return stderr;
  };

  it('a syntax error in its C: file, line and column', async () => {
    put('program.c', PROGRAM.replace('ANSWER', '4 2'));
    expect(await refused('plain')).toMatch(
      new RegExp(`^folioscope: ${folder}/program\\.c:6:\\d+: error: `),
    );
  });

  it('an undefined name in its C', async () => {
    put('program.c', PROGRAM);
    const message = await refused('plain');
    expect(message).toMatch(
      new RegExp(`^folioscope: ${folder}/program\\.c:6:\\d+: error: .*ANSWER`),
    );
  });

  it('a diff that does not apply: which hunk of which file', async () => {
    put(
      'change.patch',
      '--- a/mm/memremap.c\n+++ b/mm/memremap.c\n@@ -1,2 +1,2 @@\n-no such line\n+another\n context\n',
    );
    expect(await refused('patched')).toMatch(
      new RegExp(
        `^folioscope: ${folder}/change\\.patch:3: error: hunk 1 of mm/memremap\\.c does not`,
      ),
    );
  });

  it('an unknown key in its YAML, and a missing file', async () => {
    put('scenario.yaml', YAML.replace('program:', 'programm: x\nprogram:'));
    expect(await refused('plain')).toMatch(
      new RegExp(`^folioscope: ${folder}/scenario\\.yaml:6: error: programm: unknown key`),
    );
    put('scenario.yaml', YAML.replace('program.c', 'main.c'));
    expect(await refused('plain')).toBe(
      `folioscope: ${folder}/scenario.yaml:6: error: program: there is no file ${folder}/main.c\n`,
    );
  });

  it('an oops is a result: reason and call trace, and exit code 0', async () => {
    put('program.c', PROGRAM.replace('ANSWER', '*(int *)0x1234'));
    const { exitCode, stdout } = await run('run', folder, '--state', 'plain');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/outcome {2}oops at step \d+: .*1234/);
    expect(stdout).toMatch(/call trace\n +lab_main at .*program\.c:6/);
  });
});
