/** Small programs on the model kernel: what they see must be what they would see on Linux. */
import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState, type FileTree } from './index.ts';

const HEAD = `
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <test_hmm_uapi.h>
#include <unistd.h>
#define PAGE 4096UL
static char buffer[8 * PAGE];
static char *map(unsigned long pages)
{
	return mmap((void *)0x10000000, pages * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
static int command(int fd, unsigned long request, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)buffer, pages, 0, 0 };
	int result = ioctl(fd, request, &cmd);
	printf("%d/%llu/%llu ", result < 0 ? -errno : result, cmd.cpages, cmd.faults);
	return result;
}
`;

/** Runs `main`'s body on the unpatched kernel; what it printed, and how the run ended. */
function run(body: string) {
  const directory = 'scenarios/device-private-round-trip';
  const program = `${HEAD}int main(void)\n{\n${body}\n\treturn 0;\n}\n`;
  const tree: FileTree = {
    ...projectTree,
    read: (path) => (path === `${directory}/program.c` ? program : projectTree.read(path)),
  };
  const { events, outcome } = recordState(tree, loadScenario(tree, directory), 'before');
  const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join('');
  const log = events.flatMap((event) => (event.kind === 'printk' ? [event.text] : []));
  const warnings = events.filter((event) => event.kind === 'warning');
  return { said: said.trim(), log, warnings, outcome };
}

const finished = (exitCode: number) => ({ kind: 'finished', exitCode });

describe('a program on the model kernel', () => {
  it('reads zeroes from untouched memory and keeps what it writes', () => {
    const { said, outcome } = run(`
	char *p = map(3);
	printf("%d ", p[PAGE]);
	p[PAGE] = 7;
	printf("%d %d ", p[PAGE], p[PAGE + 1]);
	madvise(p, 3 * PAGE, MADV_DONTNEED);
	printf("%d", p[PAGE]);`);
    expect(said).toBe('0 7 0 0');
    expect(outcome).toEqual(finished(0));
  });

  it('is killed where it must not write, and where nothing is mapped', () => {
    const readOnly = run(`
	char *p = map(2);
	p[0] = 1;
	mprotect(p, PAGE, PROT_READ);
	printf("%d", p[0]);
	p[PAGE] = 1;
	p[0] = 2;`);
    expect(readOnly.said).toBe('1');
    expect(readOnly.outcome).toEqual(finished(139));
    const gone = run(`
	char *p = map(1);
	p[0] = 1;
	munmap(p, PAGE);
	p[0] = 2;`);
    expect(gone.outcome).toEqual(finished(139));
    expect(gone.log.at(-1)).toMatch(/segfault at 10000000/);
  });

  it('writes again after mprotect() has given the right back', () => {
    const { said, warnings } = run(`
	char *p = map(4);
	memset(p, 1, 4 * PAGE);
	mprotect(p + PAGE, PAGE, PROT_READ);
	mprotect(p + PAGE, PAGE, PROT_READ | PROT_WRITE);
	p[PAGE] = 5;
	mprotect(p, 4 * PAGE, PROT_NONE);
	mprotect(p, 4 * PAGE, PROT_READ);
	printf("%d %d %d", p[0], p[PAGE], p[3 * PAGE]);`);
    expect(said).toBe('1 5 1');
    expect(warnings).toEqual([]);
  });

  it('gets errors as on Linux', () => {
    const { said } = run(`
	char *p = map(1);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	printf("%d ", open("/dev/nothing", O_RDWR) < 0 ? errno : 0);
	printf("%d ", mmap(p, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE,
			   -1, 0) == MAP_FAILED ? errno : 0);
	printf("%d ", ioctl(99, 0, 0) < 0 ? errno : 0);
	printf("%d ", ioctl(fd, HMM_DMIRROR_READ, (void *)8) < 0 ? errno : 0);
	printf("%d ", munmap(p + 1, PAGE) < 0 ? errno : 0);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, (void *)0x50000000, 1);
	command(fd, HMM_DMIRROR_READ, (void *)0x50000000, 1);`);
    expect(said).toBe('2 17 9 14 22 -22/0/0 -14/0/0');
  });

  it('keeps pinned pages where they are', () => {
    const { said, warnings, outcome } = run(`
	char *p = map(3);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	for (int i = 0; i < 3; i++)
		p[i * PAGE] = 10 + i;
	printf("%d ", lab_pin(p + PAGE));
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	printf("%d ", p[PAGE]);
	lab_unpin();
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	printf("%d %d %d", p[0], p[PAGE], p[2 * PAGE]);`);
    // The first time page 1 is missing on the device, so its data end there.
    expect(said).toBe('0 -2/0/0 11 0/3/0 10 11 12');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('finds its data after the device memory was taken away', () => {
    const { said, warnings, outcome } = run(`
	char *p = map(2);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 21;
	p[PAGE] = 22;
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	command(fd, HMM_DMIRROR_RELEASE, p, 1);
	printf("%d %d ", p[0], p[PAGE]);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	printf("%d %d", p[0], p[PAGE]);`);
    expect(said).toMatch(/21 22 .*21 22$/);
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('reads and writes through the device, over pages of every kind', () => {
    const { said, outcome } = run(`
	char *p = map(3);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 31;
	printf("%d ", p[PAGE]);
	command(fd, HMM_DMIRROR_READ, p, 3);
	printf("%d %d %d ", buffer[0], buffer[PAGE], buffer[2 * PAGE]);
	memset(buffer, 33, sizeof(buffer));
	command(fd, HMM_DMIRROR_WRITE, p, 3);
	printf("%d %d %d ", p[0], p[PAGE], p[2 * PAGE]);
	mprotect(p, PAGE, PROT_READ);
	command(fd, HMM_DMIRROR_WRITE, p, 1);`);
    expect(said).toBe('0 0/3/1 31 0 0 0/3/1 33 33 33 -1/0/0');
    expect(outcome).toEqual(finished(0));
  });

  it('locks pages into memory, migrates them, and unlocks them', () => {
    const { said, warnings, outcome } = run(`
	char *p = map(4);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 41;
	printf("%d ", mlock(p, 3 * PAGE));
	p[PAGE] = 42;
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	printf("%d %d ", p[0], p[PAGE]);
	printf("%d ", munlock(p, 4 * PAGE));
	p[3 * PAGE] = 43;
	printf("%d", munmap(p, 4 * PAGE));`);
    expect(said).toBe('0 0/2/0 41 42 0 0');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('comes back from the device in ten rounds', () => {
    const { said, outcome } = run(`
	char *p = map(2);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	for (int i = 0; i < 10; i++) {
		p[0] = i;
		p[PAGE] = 2 * i;
		command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
		printf("%d,%d ", p[0], p[PAGE]);
	}`);
    expect(said.split(' ').filter((_, i) => i % 2)).toEqual(
      Array.from({ length: 10 }, (_, i) => `${i},${2 * i}`),
    );
    expect(outcome).toEqual(finished(0));
  });
});
