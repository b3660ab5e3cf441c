import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from './testing/run.ts';

let folder = '';
const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const run = (...argv: string[]) => runIn(folder, ...argv);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'folioscope-'));
  mkdirSync(path.join(folder, 'inc'));
  mkdirSync(path.join(folder, 'sub'));
  put('inc/shape.h', 'struct shape { char kind; long area; union { int a; char b[6]; }; };\n');
  put(
    'hello.c',
    `#include <stdio.h>
#include "shape.h"
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s\\n", argv[i]);
	printf("%zu %d\\n", sizeof(struct shape), VALUE);
	return argc;
}
`,
  );
  put('crash.c', 'static int f(int *p) { return *p; }\nint main(void) { return f((int *)8); }\n');
  put('loop.c', 'int main(void) { for (;;) ; }\n');
  put('wrong.c', 'int main(void)\n{\n\treturn 1 +;\n}\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('c run', () => {
  it('passes output, arguments, macros and the exit code through', async () => {
    const ran = await run('c', 'run', '-I', 'inc', '-D', 'VALUE=7', 'hello.c', '--', 'a', '-b');
    expect(ran).toEqual({ exitCode: 3, stdout: 'a\n-b\n24 7\n', stderr: '' });
    const json = await run('c', 'run', '-I', 'inc', '-D', 'VALUE', '--json', 'hello.c');
    expect(JSON.parse(json.stdout)).toEqual({
      file: 'hello.c',
      outcome: { kind: 'finished', exitCode: 1 },
      stdout: '24 1\n',
    });
  });

  it('finds files above the current folder', async () => {
    const sub = path.join(folder, 'sub');
    const ran = await runIn(sub, 'c', 'run', '-I', '../inc', '-D', 'VALUE=1', '../hello.c');
    expect(ran).toEqual({ exitCode: 1, stdout: '24 1\n', stderr: '' });
    const wrong = await runIn(sub, 'c', 'run', '../wrong.c');
    expect(wrong.stderr).toMatch(new RegExp(`^folioscope: ${folder}/wrong\\.c:3:\\d+: error: `));
  });

  it('a crash is 134 with the reason on stderr', async () => {
    const { exitCode, stdout, stderr } = await run('c', 'run', 'crash.c');
    expect({ exitCode, stdout }).toEqual({ exitCode: 134, stdout: '' });
    expect(stderr).toMatch(/^folioscope: .*0*8/);
  });

  it('a program that never ends is stopped', async () => {
    const { exitCode, stderr } = await run('c', 'run', '--budget', '100000', 'loop.c');
    expect(exitCode).toBe(134);
    expect(stderr).toContain('loop.c: stopped after 100000 steps');
  });

  it('a syntax error is told with file, line and column', async () => {
    const { exitCode, stderr } = await run('c', 'run', 'wrong.c');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^folioscope: wrong\.c:3:\d+: error: /);
  });
});

describe('c layout', () => {
  it('prints a layout like pahole', async () => {
    const { exitCode, stdout } = await run('c', 'layout', 'inc/shape.h', 'struct', 'shape');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('struct shape {\n');
    expect(stdout).toMatch(/ {4}long +area; +\/\* +8 +8 \*\//);
    expect(stdout).toContain('/* XXX 7 bytes hole */');
    expect(stdout).toContain('/* size: 24, cachelines: 1, members: 3 */');
    expect((await run('c', 'layout', 'inc/shape.h', 'shape')).stdout).toBe(stdout);
  });

  it('gives the same as JSON, offsets from the start of the outermost record', async () => {
    const { stdout } = await run('c', 'layout', '--json', 'inc/shape.h', 'shape');
    const layout = JSON.parse(stdout);
    expect(layout).toMatchObject({ kind: 'struct', size: 24, align: 8 });
    expect(layout.members[1]).toEqual({ name: 'area', offset: 8, size: 8, type: 'long' });
    expect(layout.members[2].members[1]).toEqual({
      name: 'b',
      offset: 16,
      size: 6,
      type: 'char [6]',
    });
  });

  it('names the records there are', async () => {
    const { exitCode, stderr } = await run('c', 'layout', 'inc/shape.h', 'nothing');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no record "nothing" (records: struct shape');
  });
});
