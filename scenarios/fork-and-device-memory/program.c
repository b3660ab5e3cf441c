// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process forks while a device has some of its pages. The two take turns by way of pipes, so that
 * each step has its place.
 */
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <test_hmm_uapi.h>
#include <unistd.h>

#define PAGE 4096UL
#define PAGES 6UL

static char bounce[PAGES * PAGE] __attribute__((aligned(4096)));
static volatile char sink;

static char *map_at(unsigned long address, unsigned long pages)
{
	char *p = mmap((void *)address, pages * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (p == MAP_FAILED) {
		perror("mmap");
		_exit(1);
	}
	madvise(p, pages * PAGE, MADV_NOHUGEPAGE);
	return p;
}

static int device(int descriptor, unsigned long command, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)address,
		.ptr = (unsigned long)bounce,
		.npages = pages,
	};

	if (ioctl(descriptor, command, &cmd) < 0)
		perror("ioctl");
	return (int)cmd.cpages;
}

/* It is the other one's turn, and then one's own again. */
static void pass(int to)
{
	if (write(to, "", 1) != 1)
		_exit(2);
}

static void await(int from)
{
	char c;

	if (read(from, &c, 1) != 1)
		_exit(2);
}

static int child_story(char *p, int from, int to)
{
	int own;

	lab_mark("the child runs");
	sink = p[0];
	lab_mark("the child has read page 0: it is back, for both");
	p[PAGE] = 0x77;
	lab_mark("the child has written page 1: back for both, then a copy");

	/* A device mirrors the process that opened it: the child needs one of its own. */
	own = open("/dev/hmm_dmirror0", O_RDWR);
	printf("child: %d page fetched\n", device(own, HMM_DMIRROR_MIGRATE_TO_SYS, p, PAGES));
	lab_mark("the child's device has fetched what was left");
	printf("child: %02x %02x %02x %02x %02x %02x\n", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE],
	       p[4 * PAGE], p[5 * PAGE]);
	pass(to);
	await(from);
	return 7;
}

static void parent_story(char *p, int from, int to, pid_t child)
{
	int status;

	lab_mark("forked: nothing is copied, everything is shared");
	await(from);
	p[0] = 0x50;
	lab_drain_lru();
	lab_mark("the parent has written page 0: a copy, the child keeps the old page");
	p[PAGE] = 0x51;
	lab_mark("the parent has written page 1: its own again");
	pass(to);
	waitpid(child, &status, 0);
	printf("parent: the child ended with %d\n", WEXITSTATUS(status));
	lab_mark("the child is gone");
	p[4 * PAGE] = 0x54;
	lab_mark("the parent has written page 4: nobody else has it, no copy");
	printf("parent: %02x %02x %02x %02x %02x %02x\n", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE],
	       p[4 * PAGE], p[5 * PAGE]);
}

int main(void)
{
	int dmirror = open("/dev/hmm_dmirror0", O_RDWR);
	int to_child[2], to_parent[2];
	char *p = map_at(0x10000000, PAGES);
	pid_t child;

	if (dmirror < 0 || pipe(to_child) || pipe(to_parent)) {
		perror("fork-and-device-memory");
		return 1;
	}
	for (unsigned long i = 0; i < 5; i++)
		p[i * PAGE] = 0x41 + (char)i;
	sink = p[5 * PAGE];
	device(dmirror, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	device(dmirror, HMM_DMIRROR_EXCLUSIVE, p + 3 * PAGE, 1);

	lab_reset();
	lab_watch(p, PAGES);
	lab_record(1);
	lab_drain_lru();
	lab_mark("before: 0 to 2 on the device, 3 exclusively the device's, 4 in RAM, 5 the zero page");
	child = fork();
	if (!child)
		return child_story(p, to_child[0], to_parent[1]);
	parent_story(p, to_parent[0], to_child[1], child);
	lab_record(0);
	munmap(p, PAGES * PAGE);
	lab_reset();
	close(dmirror);
	return 0;
}
