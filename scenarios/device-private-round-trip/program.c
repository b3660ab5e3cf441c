// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Four pages of a program move to a device's private memory. Then the program touches two of them,
 * and they come back one by one; the other two are fetched back together.
 */
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <test_hmm_uapi.h>
#include <unistd.h>

#define PAGE 4096UL
#define PAGES 4UL

static char bounce[PAGES * PAGE] __attribute__((aligned(4096)));
static volatile char sink;

/* What the program sees, told at its end: a buffer whose pages are touched as it fills. */
static char notes[16 * PAGE] __attribute__((aligned(4096)));
static size_t noted;

static void note(const char *what, int value)
{
	noted += snprintf(notes + noted, sizeof(notes) - noted, "%s 0x%02x\n", what,
			  (unsigned char)value);
}

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

/* The first bytes of a page are enough to know it again. */
static void fill(char *page, int value)
{
	for (int i = 0; i < 16; i++)
		page[i] = value + (i & 7);
}

static int device(int descriptor, unsigned long command, void *address, void *buffer, long pages)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)address,
		.ptr = (unsigned long)buffer,
		.npages = pages,
	};
	int result = ioctl(descriptor, command, &cmd);

	printf("command %lu: %d, %llu pages, %llu faults\n", command & 0xff, result, cmd.cpages,
	       cmd.faults);
	return result;
}

int main(void)
{
	int dmirror0 = open("/dev/hmm_dmirror0", O_RDWR);
	char *p = map_at(0x10000000, PAGES);

	if (dmirror0 < 0) {
		perror("/dev/hmm_dmirror0");
		return 1;
	}
	for (unsigned long i = 0; i < PAGES; i++)
		fill(p + i * PAGE, 0x41 + 16 * (int)i);

	lab_reset();
	lab_watch(p, PAGES);
	lab_record(1);
	lab_mark("before migration, pages still in the per-cpu lru_add batch");
	lab_drain_lru();
	lab_mark("before migration, after lru_add_drain()");

	device(dmirror0, HMM_DMIRROR_MIGRATE_TO_DEV, p, bounce, PAGES);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_DEV");
	printf("the device has 0x%02x\n", (unsigned char)bounce[0]);

	sink = p[0];
	lab_mark("after CPU read of page 0");
	note("page 0, read by the CPU:", sink);

	p[PAGE] = 0x77;
	lab_mark("after CPU write of page 1");

	device(dmirror0, HMM_DMIRROR_MIGRATE_TO_SYS, p, bounce, PAGES);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_SYS of pages 0..3");
	note("page 1:", p[PAGE]);
	note("page 2:", p[2 * PAGE]);
	note("page 3:", p[3 * PAGE]);

	lab_record(0);
	munmap(p, PAGES * PAGE);
	lab_reset();
	close(dmirror0);
	printf("%s", notes);
	return 0;
}
