// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Persistent memory as a character device: a program maps it and uses it like RAM. One device maps
 * in steps of 2 MiB, and its struct pages have been compound pages for years; the other one maps
 * single pages. Then somebody wants a reference to a page in the middle of 2 MiB, and a device that
 * mirrors the program asks what lies there.
 */
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <test_hmm_uapi.h>
#include <unistd.h>

#define PAGE 4096UL
#define MIB (1UL << 20)

static unsigned char rights[16];

static char *map(const char *path, unsigned long address, unsigned long length)
{
	int fd = open(path, O_RDWR);
	char *p = mmap((void *)address, length, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);

	if (fd < 0 || p == MAP_FAILED) {
		perror(path);
		_exit(1);
	}
	return p;
}

/* What the mirroring device sees: how much is mapped at once, and with which rights. */
static void snapshot(int mirror, char *p, const char *name)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)p,
		.ptr = (unsigned long)rights,
		.npages = 3,
	};

	int result = ioctl(mirror, HMM_DMIRROR_SNAPSHOT, &cmd);

	printf("%s: snapshot %d, rights %02x %02x %02x\n", name, result, rights[0], rights[1],
	       rights[2]);
}

/* A reference to the page, as a driver would take it to let a device write there. */
static void pin(char *p, const char *name)
{
	printf("%s: pinned %d\n", name, lab_pin(p));
	lab_mark(name);
	lab_unpin();
}

int main(void)
{
	int mirror = open("/dev/hmm_dmirror0", O_RDWR);
	char *huge = map("/dev/dax0.0", 0x40000000, 4 * MIB);
	char *small = map("/dev/dax1.0", 0x50000000, 8 * PAGE);

	if (mirror < 0) {
		perror("/dev/hmm_dmirror0");
		return 1;
	}
	huge[0] = 1;
	huge[2 * MIB - 1] = 2;
	huge[2 * MIB] = 3;
	small[0] = 4;
	small[PAGE] = 5;
	small[2 * PAGE] = 6;

	lab_reset();
	lab_watch(huge, 3);
	lab_record(1);
	lab_mark("mapped with one entry: a head and tails");
	pin(huge, "the head");
	pin(huge + PAGE, "the first tail");
	snapshot(mirror, huge, "steps of 2 MiB");

	lab_reset();
	lab_watch(small, 3);
	lab_mark("mapped one by one: heads only");
	pin(small + PAGE, "a single page");
	snapshot(mirror, small, "single pages");
	lab_record(0);

	printf("mlock: %d\n", mlock(huge, 2 * MIB));
	munmap(huge, 2 * MIB);
	printf("the second 2 MiB: %d\n", huge[2 * MIB]);
	huge = map("/dev/dax0.0", 0x60000000, 2 * MIB);
	printf("the first ones again: %d %d\n", huge[0], huge[2 * MIB - 1]);
	return 0;
}
