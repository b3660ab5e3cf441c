// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a program and its devices can do with pages, one after the other in one process:
 *
 *	round_trip()	pages go to private device memory and come back by faults and by command
 *	snapshots()	what two devices see of a range that holds a page of every kind
 *	exclusive()	a device takes the CPU's access to two pages away for a while
 *	selection()	which pages of such a mix a migration takes, from the device and to it
 *	coherent()	pages go to device memory that the CPU can reach, and come back
 */
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <test_hmm_uapi.h>
#include <unistd.h>

#define PAGE 4096UL

static int d0, d1, d2;
static char buffer[64 * PAGE] __attribute__((aligned(4096)));
static volatile char sink;

/* What the program sees, told at its end: a buffer whose pages are touched as it fills. */
static char notes[16 * PAGE] __attribute__((aligned(4096)));
static size_t noted;

static void note(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	noted += vsnprintf(notes + noted, sizeof(notes) - noted, format, list);
	va_end(list);
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
	for (int i = 0; i < 8; i++)
		page[i] = value + i;
}

/* A command to a device; its result is 0 or a negative error number. */
static int result;

static struct hmm_dmirror_cmd device(int descriptor, unsigned long command, void *address,
				     long pages)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)address,
		.ptr = (unsigned long)buffer,
		.npages = pages,
	};

	result = ioctl(descriptor, command, &cmd) < 0 ? -errno : 0;
	return cmd;
}

static void watch(char *p, unsigned long pages)
{
	lab_reset();
	lab_watch(p, pages);
	lab_record(1);
}

static void unwatch(char *p, unsigned long pages)
{
	lab_record(0);
	munmap(p, pages * PAGE);
	lab_reset();
}

static void round_trip(void)
{
	char *p = map_at(0x10000000, 4);

	for (unsigned long i = 0; i < 4; i++)
		fill(p + i * PAGE, 0x41 + 16 * (int)i);
	watch(p, 4);
	lab_mark("before migration, pages still in the per-cpu lru_add batch");
	lab_drain_lru();
	lab_mark("before migration, after lru_add_drain()");
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p, 4);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_DEV");
	note("S3 bounce0 0x%02x\n", (unsigned char)buffer[0]);
	sink = p[0];
	lab_mark("after CPU read of page 0");
	note("S3 cpu_read_page0 0x%02x\n", sink);
	p[PAGE] = 0x77;
	lab_mark("after CPU write of page 1");
	device(d0, HMM_DMIRROR_MIGRATE_TO_SYS, p, 4);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_SYS of pages 0..3");
	note("S3 page2_byte0 0x%02x\nS3 page3_byte0 0x%02x\n", p[2 * PAGE], p[3 * PAGE]);
	unwatch(p, 4);
}

static void snapshots(void)
{
	char *p = map_at(0x20000000, 8);
	unsigned long faults;

	fill(p, 0x50);				/* 0: present, writable */
						/* 1: a hole */
	sink = p[2 * PAGE];			/* 2: the zero page */
	fill(p + 3 * PAGE, 0x53);		/* 3: private memory of device 0 */
	fill(p + 4 * PAGE, 0x54);		/* 4: private memory of device 1 */
	fill(p + 5 * PAGE, 0x55);		/* 5: present, read-only */
	mprotect(p + 5 * PAGE, PAGE, PROT_READ);
	fill(p + 6 * PAGE, 0x56);		/* 6: of device 0, in a read-only mapping */
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p + 3 * PAGE, 1);
	device(d1, HMM_DMIRROR_MIGRATE_TO_DEV, p + 4 * PAGE, 1);
	mprotect(p + 6 * PAGE, PAGE, PROT_READ);
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p + 6 * PAGE, 1);

	watch(p, 7);
	lab_drain_lru();
	lab_mark("mix: present, hole, zero, own, foreign, ro, own-ro");
	for (int i = 0; i < 2; i++) {
		device(i ? d1 : d0, HMM_DMIRROR_SNAPSHOT, p, 7);
		note("S4 snapshot.dmirror%d.ret %d\n", i, result);
		note("S4 snapshot.dmirror%d.perms", i);
		for (int page = 0; page < 7; page++)
			note(" 0x%02x", (unsigned char)buffer[page]);
		note("\n");
		lab_mark(i ? "after HMM_DMIRROR_SNAPSHOT on dmirror1"
			   : "after HMM_DMIRROR_SNAPSHOT on dmirror0");
	}
	faults = device(d0, HMM_DMIRROR_READ, p + 4 * PAGE, 1).faults;
	note("S4 read_foreign.ret %d faults %lu byte0 0x%02x\n", result, faults,
	     (unsigned char)buffer[0]);
	lab_mark("after HMM_DMIRROR_READ (dmirror0) of the foreign page");
	faults = device(d0, HMM_DMIRROR_WRITE, p + 3 * PAGE, 1).faults;
	note("S4 write_own.ret %d faults %lu\n", result, faults);
	lab_mark("after HMM_DMIRROR_WRITE (dmirror0) of the own page");
	unwatch(p, 8);
}

static void exclusive(void)
{
	char *p = map_at(0x30000000, 2);

	fill(p, 0x61);
	fill(p + PAGE, 0x62);
	watch(p, 2);
	lab_drain_lru();
	lab_mark("before exclusive");
	device(d0, HMM_DMIRROR_EXCLUSIVE, p, 2);
	note("S5 exclusive.ret %d\n", result);
	lab_mark("after HMM_DMIRROR_EXCLUSIVE");
	device(d0, HMM_DMIRROR_CHECK_EXCLUSIVE, p, 2);
	note("S5 check_exclusive.ret %d (-1 = EPERM = still exclusive)\n", result);
	sink = p[0];
	lab_mark("after CPU read of page 0");
	p[PAGE] = 1;
	lab_mark("after CPU write of page 1");
	device(d0, HMM_DMIRROR_CHECK_EXCLUSIVE, p, 2);
	note("S5 check_exclusive_after.ret %d\n", result);
	unwatch(p, 2);
}

static void selection(void)
{
	char *p = map_at(0x40000000, 6);

	/* 0 hole, 1 zero page, 2 anonymous, 3 of device 1, 4 of device 0, 5 anonymous */
	sink = p[PAGE];
	for (unsigned long i = 2; i < 6; i++)
		fill(p + i * PAGE, 0x70 + (int)i);
	device(d1, HMM_DMIRROR_MIGRATE_TO_DEV, p + 3 * PAGE, 1);
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p + 4 * PAGE, 1);
	watch(p, 6);
	lab_drain_lru();
	lab_mark("mix: hole, zero, anon, foreign, own, anon");
	device(d0, HMM_DMIRROR_MIGRATE_TO_SYS, p, 6);
	note("S6 tosys.ret %d\n", result);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_SYS (dmirror0)");
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p + 4 * PAGE, 1);
	lab_mark("own page back on the device");
	device(d0, HMM_DMIRROR_MIGRATE_TO_DEV, p, 6);
	note("S6 todev.ret %d\n", result);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_DEV (dmirror0)");
	unwatch(p, 6);
}

static void coherent(void)
{
	char *p = map_at(0x60000000, 2);

	fill(p, 0x31);
	fill(p + PAGE, 0x32);
	watch(p, 2);
	lab_drain_lru();
	lab_mark("before migration to MEMORY_DEVICE_COHERENT");
	device(d2, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	note("S8 todev.ret %d\n", result);
	lab_mark("after MIGRATE_TO_DEV (coherent)");
	sink = p[0];
	lab_mark("after CPU read (no fault expected)");
	device(d2, HMM_DMIRROR_SNAPSHOT, p, 2);
	note("S8 snapshot.ret %d perms 0x%02x 0x%02x\n", result, buffer[0], buffer[1]);
	device(d2, HMM_DMIRROR_MIGRATE_TO_SYS, p, 2);
	note("S8 tosys.ret %d\n", result);
	lab_mark("after MIGRATE_TO_SYS");
	unwatch(p, 2);
}

int main(void)
{
	d0 = open("/dev/hmm_dmirror0", O_RDWR);
	d1 = open("/dev/hmm_dmirror1", O_RDWR);
	d2 = open("/dev/hmm_dmirror2", O_RDWR);
	if (d0 < 0 || d1 < 0 || d2 < 0) {
		perror("/dev/hmm_dmirror");
		return 1;
	}
	note("what user space saw:\n");
	round_trip();
	snapshots();
	exclusive();
	selection();
	coherent();
	printf("%s", notes);
	return 0;
}
