/** Devices that mirror an address space, and processes that fork: what both see, as on Linux. */
import { describe, expect, it, vi } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState } from './index.ts';
import { runOnModel } from './testing/programs.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const HEAD = `
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <test_hmm_uapi.h>
#include <unistd.h>
#define PAGE 4096UL
#define N 16UL
static int *mirror;
static int *map(int flags)
{
	return mmap(NULL, N * PAGE, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
}
static int device(void)
{
	return open("/dev/hmm_dmirror0", O_RDWR);
}
static int command(int fd, unsigned long request, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)mirror, pages, 0, 0 };
	int result = ioctl(fd, request, &cmd);
	return result < 0 ? -errno : (int)cmd.cpages;
}
static void fill(int *p, int sign)
{
	for (unsigned long i = 0; i < N * PAGE / 4; i += 64)
		p[i] = sign * (int)i;
}
/* How many of the samples are as expected. */
static int count(int *p, int sign)
{
	int n = 0;
	for (unsigned long i = 0; i < N * PAGE / 4; i += 64)
		n += p[i] == sign * (int)i;
	return n;
}
static int ended(pid_t child)
{
	int status;
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
`;

function run(body: string) {
  const text = `${HEAD}int main(void)\n{\n\tmirror = malloc(N * PAGE);\n${body}\n\treturn 0;\n}\n`;
  const { output, log, exitCode, recording } = runOnModel(text, { devices: true });
  expect([recording.outcome, exitCode, log]).toEqual([{ kind: 'finished', exitCode: 0 }, 0, []]);
  return output.trim();
}

describe('a device and a process that forks', () => {
  it('writes to the child’s memory, and leaves the parent’s as it was', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd;
	fill(p, 1);
	pid_t child = fork();
	if (!child) {
		printf("%d ", count(p, 1));
		fd = device();
		fill(mirror, -1);
		printf("%d ", command(fd, HMM_DMIRROR_WRITE, p, N));
		printf("%d ", count(p, -1));
		close(fd);
		_exit(0);
	}
	printf("%d ", ended(child));
	printf("%d", count(p, 1));`);
    expect(said).toBe('256 16 256 0 256');
  });

  it('writes to what parent and child share', () => {
    const said = run(`
	int *p = map(MAP_SHARED), fd;
	fill(p, 1);
	pid_t child = fork();
	if (!child) {
		fd = device();
		fill(mirror, -1);
		printf("%d ", command(fd, HMM_DMIRROR_WRITE, p, N));
		_exit(0);
	}
	printf("%d ", ended(child));
	printf("%d", count(p, -1));`);
    // 0 is 0 either way
    expect(said).toBe('16 0 256');
  });

  it('mirrors the parent if the child uses the parent’s open file', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd = device();
	fill(p, 1);
	pid_t child = fork();
	if (!child) {
		fill(mirror, -1);
		printf("%d ", command(fd, HMM_DMIRROR_WRITE, p, N));
		printf("%d ", count(p, 1));
		_exit(0);
	}
	printf("%d ", ended(child));
	printf("%d", count(p, -1));`);
    expect(said).toBe('16 256 0 256');
  });

  it('loses exclusive access when the process forks', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd = device(), i;
	fill(p, 1);
	printf("%d ", command(fd, HMM_DMIRROR_EXCLUSIVE, p, N));
	pid_t child = fork();
	for (i = 0; i < (int)N; i++)
		p[i * 1024 + 1] += 5 + !child;
	if (!child) {
		for (i = 0; i < (int)N && p[i * 1024 + 1] == 6; i++)
			;
		_exit(i);
	}
	printf("%d ", ended(child));
	for (i = 0; i < (int)N && p[i * 1024 + 1] == 5; i++)
		;
	printf("%d ", i);
	printf("%d", count(p, 1));`);
    expect(said).toBe('16 16 16 256');
  });

  it('has pages that the parent writes to after a fork: they come back and are copied', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd = device(), i;
	unsigned char *m = (unsigned char *)mirror;
	fill(p, 1);
	printf("%d ", command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, N));
	pid_t child = fork();
	if (!child)
		for (;;)
			;
	fill(p, -1);
	printf("%d ", command(fd, HMM_DMIRROR_SNAPSHOT, p, N));
	for (i = 0; i < (int)N && m[i] == HMM_DMIRROR_PROT_WRITE; i++)
		;
	printf("%d ", i);
	kill(child, SIGTERM);
	printf("%d", ended(child));`);
    expect(said).toBe('16 16 16 -15');
  });

  it('keeps pages that only the child still has, and frees them with it', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd = device(), child_fd, ends[2], n;
	fill(p, 1);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, N);
	pipe(ends);
	pid_t child = fork();
	if (!child) {
		read(ends[0], &n, sizeof(n));
		child_fd = device();
		printf("%d ", command(child_fd, HMM_DMIRROR_MIGRATE_TO_SYS, p, 2));
		printf("%d ", command(child_fd, HMM_DMIRROR_READ, p, 2));
		printf("%d ", mirror[64] == 64);
		p[64] = 7;
		printf("%d ", count(p, 1));
		_exit(3);
	}
	munmap(p, N * PAGE);
	write(ends[1], &n, sizeof(n));
	printf("%d", ended(child));`);
    expect(said).toBe('2 2 1 255 3');
  });

  it('reads its own page as memory if another file of it brought the page there: an oops, as on Linux', () => {
    const text = `${HEAD}int main(void)
{
	mirror = malloc(N * PAGE);
	int *p = map(MAP_PRIVATE), fd = device();
	fill(p, 1);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	if (!fork())
		command(device(), HMM_DMIRROR_READ, p, 1);
	wait(NULL);
	return 0;
}
`;
    // dmirror_do_fault() keeps the device page itself, not the page of RAM that is behind it
    const { outcome } = runOnModel(text, { devices: true }).recording;
    expect(outcome).toMatchObject({ kind: 'oops', access: 'read' });
    expect(outcome.kind === 'oops' && outcome.callTrace[1]?.function).toBe('dmirror_do_read');
  });

  it('is closed by a child, which brings its pages back for the parent', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), fd = device(), child_fd;
	fill(p, 1);
	printf("%d ", command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, N));
	pid_t child = fork();
	if (!child) {
		child_fd = device();
		printf("%d ", command(child_fd, HMM_DMIRROR_MIGRATE_TO_SYS, p, 4));
		p[64] = 9;
		_exit(0);
	}
	printf("%d ", ended(child));
	printf("%d ", count(p, 1));
	printf("%d ", command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, N));
	printf("%d", count(p, 1));`);
    expect(said).toBe('16 4 0 256 16 256');
  });

  it('is used by two children at once, each with its own memory', () => {
    const said = run(`
	int *p = map(MAP_PRIVATE), ends[2][2], i, n, fd;
	pid_t children[2];
	fill(p, 1);
	pipe(ends[0]);
	pipe(ends[1]);
	for (i = 0; i < 2; i++) {
		children[i] = fork();
		if (!children[i]) {
			fd = device();
			read(ends[i][0], &n, sizeof(n));
			p[1] = 100 + i;
			n = command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
			if (!i)
				write(ends[1][1], &n, sizeof(n));
			usleep(1000);
			_exit(p[1] + n + (count(p, 1) == 256));
		}
	}
	write(ends[0][1], &n, sizeof(n));
	printf("%d ", ended(children[0]));
	printf("%d ", ended(children[1]));
	printf("%d", p[1]);`);
    expect(said).toBe('102 103 0');
  });
});

describe('the scenario fork-and-device-memory', () => {
  const scenario = loadScenario(projectTree, 'scenarios/fork-and-device-memory');
  const record = (state: string) => {
    const { events, outcome } = recordState(projectTree, scenario, state);
    const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : []));
    return { said: said.join(''), outcome, events };
  };

  it('ends well before the patch and in its last version, and says the same', () => {
    const [before, v9] = [record('before'), record('v9')];
    expect(before.said.split('\n')).toEqual([
      'child: 1 page fetched',
      'child: 41 77 43 44 45 00',
      'parent: the child ended with 7',
      'parent: 50 51 43 44 54 00',
      '',
    ]);
    expect(v9.said).toBe(before.said);
    for (const { outcome } of [before, v9]) {
      expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    }
  });

  it('kills the child with an oops as posted', () => {
    const { outcome, events } = record('posted');
    expect(outcome).toMatchObject({ kind: 'oops', address: 0n });
    const functions = outcome.kind === 'oops' ? outcome.callTrace.map((f) => f.function) : [];
    expect(functions).toContain('migrate_vma_collect_pmd');
    expect(functions.slice(-2)).toEqual(['child_story', 'main']);
    expect(events.filter((event) => event.kind === 'warning')).toHaveLength(1);
  });
});
