// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One small program of the sweep. Arguments, in any order: `page=`, `order=`, `action=`, `select=` and
 * `owner=`. It makes a page of the kind, lets the driver do something with it, and tells the outcome.
 */
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
#include <unistd.h>
#include "sweep_uapi.h"

#define PAGE	4096UL
#define HUGE	(2UL << 20)
#define BASE	0x40000000UL

static int device;
static unsigned long pages;
static volatile char *memory;
static volatile char sink;

static const char *argument(int argc, char **argv, const char *name)
{
	size_t length = strlen(name);

	for (int i = 1; i < argc; i++)
		if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=')
			return argv[i] + length + 1;
	printf("the argument %s= is missing\n", name);
	exit(2);
}

static void fail(const char *what)
{
	printf("%s: %s\n", what, strerror(errno));
	exit(2);
}

static void map(int protection, int flags, int file)
{
	/* A large page of its own alignment, or a few small ones. */
	unsigned long size = pages * PAGE;
	void *p = mmap((void *)BASE, size, protection, flags | MAP_FIXED, file, 0);

	if (p == MAP_FAILED)
		fail("mmap");
	memory = p;
	if (!(flags & MAP_HUGETLB))
		madvise(p, size, size == HUGE ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
}

static void map_private(void)
{
	map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

static void write_all(void)
{
	for (unsigned long i = 0; i < pages; i++)
		memory[i * PAGE] = (char)(i + 1);
}

static long ask(unsigned long command, struct sweep_cmd *cmd)
{
	cmd->addr = BASE;
	cmd->npages = pages;
	return ioctl(device, command, cmd) < 0 ? -errno : 0;
}

static pid_t child;

/* A child that has the pages as well, until the program ends. */
static void share_with_child(void)
{
	child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0)
		for (;;)
			sleep(1);
}

/* Nothing but the driver can take large folios of device memory away again. */
static struct sweep_cmd mapped;
static int has_device_memory;

static void make_page(const char *kind, int order)
{
	struct sweep_cmd cmd = { .order = order, .owner = SWEEP_OWN };

	if (strcmp(kind, "hole") == 0) {
		map_private();
	} else if (strcmp(kind, "zero") == 0) {
		map_private();
		for (unsigned long i = 0; i < pages; i++)
			sink = memory[i * PAGE];
	} else if (strcmp(kind, "anon") == 0) {
		map_private();
		write_all();
	} else if (strcmp(kind, "read-only") == 0) {
		map_private();
		write_all();
		mprotect((void *)BASE, pages * PAGE, PROT_READ);
	} else if (strcmp(kind, "no-access") == 0) {
		map_private();
		write_all();
		mprotect((void *)BASE, pages * PAGE, PROT_NONE);
	} else if (strcmp(kind, "forked") == 0) {
		map_private();
		write_all();
		share_with_child();
	} else if (strcmp(kind, "pinned") == 0) {
		map_private();
		write_all();
		if (lab_pin((void *)BASE))
			fail("lab_pin");
	} else if (strcmp(kind, "locked") == 0) {
		map_private();
		write_all();
		if (mlock((void *)BASE, pages * PAGE))
			fail("mlock");
	} else if (strcmp(kind, "exclusive") == 0) {
		map_private();
		write_all();
		if (ask(SWEEP_EXCLUSIVE, &cmd))
			fail("SWEEP_EXCLUSIVE");
	} else if (strcmp(kind, "shared") == 0) {
		map(PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
		write_all();
	} else if (strcmp(kind, "file") == 0) {
		int file = open("/tmp", O_TMPFILE | O_RDWR, 0600);

		if (file < 0 || ftruncate(file, (off_t)(pages * PAGE)))
			fail("a file");
		map(PROT_READ | PROT_WRITE, MAP_PRIVATE, file);
		for (unsigned long i = 0; i < pages; i++)
			sink = memory[i * PAGE];
	} else if (strcmp(kind, "driver") == 0) {
		map(PROT_READ | PROT_WRITE, MAP_PRIVATE, device);
	} else if (strcmp(kind, "hugetlb") == 0) {
		int pool = open("/proc/sys/vm/nr_hugepages", O_WRONLY);

		if (pool < 0 || write(pool, "1\n", 2) != 2)
			fail("the pool of huge pages");
		map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1);
		write_all();
	} else if (strcmp(kind, "private") == 0 || strcmp(kind, "coherent") == 0) {
		map_private();
		cmd.memory = kind[0] == 'p' ? SWEEP_PRIVATE : SWEEP_COHERENT;
		mapped = cmd;
		if (ask(SWEEP_MAP, &cmd))
			fail("SWEEP_MAP");
		has_device_memory = 1;
	} else {
		printf("there is no kind of page %s\n", kind);
		exit(2);
	}
}

static unsigned int selection(const char *names)
{
	unsigned int select = 0;

	if (strstr(names, "system"))
		select |= 1;
	if (strstr(names, "private"))
		select |= 2;
	if (strstr(names, "coherent"))
		select |= 4;
	return select;
}

static void tell(const char *action, long result, const struct sweep_cmd *cmd)
{
	unsigned long told = pages < 4 ? pages : 4;

	printf("%s: %ld, %llu pages,", action, result, (unsigned long long)cmd->moved);
	for (unsigned long i = 0; i < told; i++)
		printf(" 0x%llx", (unsigned long long)cmd->entry[i]);
	printf("\n");
}

static void act(const char *action, const char *select, const char *owner)
{
	struct sweep_cmd cmd = {
		.select = selection(select),
		.owner = owner[0] == 'o' ? SWEEP_OWN : owner[0] == 'f' ? SWEEP_FOREIGN : SWEEP_NOBODY,
	};

	if (strcmp(action, "migrate") == 0) {
		tell(action, ask(SWEEP_MIGRATE, &cmd), &cmd);
	} else if (strcmp(action, "snapshot") == 0) {
		tell(action, ask(SWEEP_SNAPSHOT, &cmd), &cmd);
	} else if (strcmp(action, "read") == 0) {
		/* Of a large folio the first tail. */
		printf("read: %d\n", memory[pages > 1 ? PAGE : 0]);
	} else if (strcmp(action, "write") == 0) {
		memory[pages > 1 ? PAGE : 0] = 0x5a;
		printf("write: %d\n", memory[pages > 1 ? PAGE : 0]);
	} else if (strcmp(action, "unmap") == 0) {
		printf("unmap: %d\n", munmap((void *)BASE, pages * PAGE));
	} else {
		printf("there is no action %s\n", action);
		exit(2);
	}
}

int main(int argc, char **argv)
{
	const char *kind = argument(argc, argv, "page");
	int order = atoi(argument(argc, argv, "order"));

	device = open("/dev/sweep", O_RDWR);
	if (device < 0)
		fail("/dev/sweep");
	pages = 1UL << order;
	make_page(kind, order);
	act(argument(argc, argv, "action"), argument(argc, argv, "select"),
	    argument(argc, argv, "owner"));
	if (has_device_memory)
		ask(SWEEP_UNMAP, &mapped);
	if (child > 0) {
		kill(child, 9);
		waitpid(child, NULL, 0);
	}
	return 0;
}
