// SPDX-License-Identifier: GPL-2.0-or-later
/* What a process can find out about its own memory, and about another process's. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096UL

static char *at(unsigned long address, unsigned long pages, int flags, int file)
{
	return mmap((void *)address, pages * PAGE, PROT_READ | PROT_WRITE, flags | MAP_FIXED, file, 0);
}

static void in_core(const char *what, char *address, unsigned long pages)
{
	unsigned char vector[16];
	int result = mincore(address, pages * PAGE, vector);

	printf("%s: %d", what, result < 0 ? -errno : 0);
	for (unsigned long i = 0; !result && i < pages; i++)
		printf(" %d", vector[i] & 1);
	printf("\n");
}

static void mapped(void)
{
	char *p = at(0x10000000, 8, MAP_PRIVATE | MAP_ANONYMOUS, -1), *file;
	int memfd = memfd_create("inspected", 0);

	madvise(p, 8 * PAGE, MADV_NOHUGEPAGE);
	in_core("nothing touched", p, 4);
	p[PAGE] = 1;
	printf("the zero page: %d\n", p[2 * PAGE]);
	in_core("two touched", p, 4);
	munmap(p + 4 * PAGE, PAGE);
	in_core("a hole", p + 3 * PAGE, 3);
	in_core("not aligned", p + 1, 1);
	if (ftruncate(memfd, 4 * PAGE) || pwrite(memfd, "x", 1, 2 * PAGE) != 1)
		return;
	file = at(0x20000000, 4, MAP_SHARED, memfd);
	in_core("a file's page that is not mapped", file, 4);
	file[0] = 1;
	in_core("and one that is", file, 4);
	close(memfd);

	p = at(0x10000000, 4, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1);
	in_core("populated", p, 4);
	madvise(p, 2 * PAGE, MADV_DONTNEED);
	in_core("partly given up", p, 4);
}

static void remote(void)
{
	char *p = at(0x30000000, 4, MAP_PRIVATE | MAP_ANONYMOUS, -1), local[16] = "";
	struct iovec pieces[2] = { { local, 3 }, { local + 8, 5 } };
	struct iovec there[2] = { { p + PAGE - 2, 4 }, { p + 3 * PAGE, 4 } };
	int ends[2];
	pid_t child;

	if (pipe(ends))
		return;
	strcpy(p + PAGE - 2, "ABCD");
	strcpy(p + 3 * PAGE, "EFGH");
	printf("read: %zd", process_vm_readv(getpid(), pieces, 2, there, 2, 0));
	printf(" %.3s %.5s\n", local, local + 8);
	there[1].iov_base = p + 64 * PAGE;
	printf("up to nothing: %zd\n", process_vm_readv(getpid(), pieces, 2, there, 2, 0));
	there[0].iov_base = p + 64 * PAGE;
	printf("nothing: %zd", process_vm_readv(getpid(), pieces, 2, there, 2, 0));
	printf(" %s\n", strerror(errno));
	printf("nobody: %zd", process_vm_readv(99999999, pieces, 2, there, 2, 0));
	printf(" %s\n", strerror(errno));

	/* Writing into a child's copy. */
	fflush(stdout);
	child = fork();
	if (!child) {
		char go;

		close(ends[1]);
		_exit(read(ends[0], &go, 1) ? 1 : p[0] == 'Z' && p[3 * PAGE] == 'E' ? 42 : 2);
	}
	memset(local, 'Z', sizeof(local));
	there[0].iov_base = p;
	printf("write: %zd\n", process_vm_writev(child, pieces, 1, there, 1, 0));
	close(ends[1]);
	close(ends[0]);
	int status;
	waitpid(child, &status, 0);
	printf("the child has it: %d, the parent has it: %d\n", WEXITSTATUS(status), p[0]);
}

int main(void)
{
	mapped();
	remote();
	printf("huge pages disabled: %d", prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
	printf(" %d", prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0));
	printf(" %d", prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
	printf(" %d\n", prctl(PR_SET_THP_DISABLE, 1, 1, 0, 0));
	fflush(stdout);
	if (!fork())
		_exit(prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
	int status;
	wait(&status);
	printf("the child's: %d\n", WEXITSTATUS(status));
	fflush(stdout);
	int *secret = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int seen = 0;

	*secret = 7;
	if (!fork()) {
		struct iovec here = { &seen, sizeof(seen) }, there = { secret, sizeof(*secret) };

		*secret = 8;
		printf("of the parent: %zd", process_vm_readv(getppid(), &here, 1, &there, 1, 0));
		printf(" %d\n", seen);
		fflush(stdout);
		_exit(0);
	}
	wait(NULL);
	return 0;
}
