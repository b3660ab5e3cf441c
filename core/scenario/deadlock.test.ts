/** Programs that come to no good end: what is said then. */
import { describe, expect, it, vi } from 'vitest';
import { runOnModel } from './testing/programs.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const HEAD = `
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
`;

const run = (body: string) => runOnModel(`${HEAD}int main(void)\n{\n${body}\n\treturn 0;\n}\n`);

describe('a program with processes', () => {
  it('that all wait for each other is stopped, and it is said who waits where', () => {
    const { recording, log } = run(`
	int ends[2], n;
	pipe(ends);
	if (!fork())
		_exit(read(ends[0], &n, 4));
	wait(NULL);`);
    expect(recording.outcome).toMatchObject({
      kind: 'oops',
      reason: 'deadlock: every process waits for another one',
    });
    expect(log).toEqual(['process 1 waits in sys_wait4()', 'process 2 waits in pipe_read()']);
  });

  it('that waits for itself is stopped as well', () => {
    const { recording } = run(`
	int ends[2], n;
	pipe(ends);
	read(ends[0], &n, 4);`);
    expect(recording.outcome).toMatchObject({ kind: 'oops' });
  });

  it('leaves a child behind that nobody can wake, and that is said', () => {
    const { exitCode, log } = run(`
	int ends[2], n;
	pipe(ends);
	if (!fork())
		_exit(read(ends[0], &n, 4));
	sleep(1);`);
    expect(exitCode).toBe(0);
    expect(log).toEqual(['process 2 still waits, in pipe_read(), and nobody is left to wake it']);
  });

  it('lets children that nobody waits for go on to their ends', () => {
    const { exitCode, output, log } = run(`
	if (!fork()) {
		if (!fork()) {
			sleep(2);
			printf("grandchild of %d\\n", getppid());
			_exit(0);
		}
		sleep(1);
		printf("child\\n");
		_exit(0);
	}
	printf("parent\\n");
	exit(3);`);
    expect([exitCode, output, log]).toEqual([3, 'parent\nchild\ngrandchild of 1\n', []]);
  });

  it('stops with an oops in the call stack of the process that was at fault', () => {
    const { recording } = run(`
	if (!fork())
		printf("%q", 1);
	wait(NULL);`);
    const { outcome } = recording;
    expect(outcome.kind).toBe('oops');
    if (outcome.kind !== 'oops') return;
    const functions = outcome.callTrace.map((frame) => frame.function);
    expect(functions.at(-1)).toBe('main');
    expect(functions).not.toContain('schedule');
  });
});
