// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory that one page table entry maps two mebibytes of:
 *
 *	anonymous()	a huge page comes, is seen by a device, and is split because a part migrates
 *	locked()	the same locked into memory: now even pages full of zeroes are kept
 *	shared()	a child gets it, and a write copies a page of it
 *	persistent()	device-dax: pages that nobody counts
 *	counted()	device pages that are counted, and locked
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
#define HUGE (512 * PAGE)
#define SHOWN 6

static int dmirror;
static char buffer[64 * PAGE] __attribute__((aligned(4096)));
static volatile char sink;

static struct hmm_dmirror_cmd device(unsigned long command, void *address, long pages)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)address,
		.ptr = (unsigned long)buffer,
		.npages = pages,
	};

	if (ioctl(dmirror, command, &cmd) < 0)
		perror("ioctl");
	return cmd;
}

static char *map_at(unsigned long address, unsigned long size, int flags, int fd)
{
	char *p = mmap((void *)address, size, PROT_READ | PROT_WRITE,
		       MAP_FIXED_NOREPLACE | flags, fd, 0);

	if (p == MAP_FAILED) {
		perror("mmap");
		_exit(1);
	}
	lab_reset();
	return p;
}

static void watch(char *p)
{
	lab_watch(p, SHOWN);
	lab_watch_thp(p, SHOWN);
	lab_record(1);
}

static void anonymous(void)
{
	char *p = map_at(0x40000000, 2 * HUGE, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	p[0] = 1;
	p[PAGE] = 2;
	p[5 * PAGE] = 6;
	sink = p[HUGE];
	watch(p);
	lab_mark("one huge page, and the huge zero page behind it");
	device(HMM_DMIRROR_SNAPSHOT, p, SHOWN);
	printf("the device sees %02x\n", (unsigned char)buffer[0]);
	lab_mark("after HMM_DMIRROR_SNAPSHOT");
	device(HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_DEV of two pages");
	printf("pages 0 and 1: %d %d, page 5: %d\n", p[0], p[PAGE], p[5 * PAGE]);
	lab_mark("after the CPU has read them");
	p[HUGE] = 3;
	lab_mark("after a write to the huge zero page");
	lab_record(0);
	munmap(p, 2 * HUGE);
}

static void locked(void)
{
	char *p = map_at(0x40000000, HUGE, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	p[0] = 1;
	watch(p);
	lab_mark("before mlock()");
	mlock(p, HUGE);
	lab_mark("after mlock()");
	device(HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	lab_mark("after HMM_DMIRROR_MIGRATE_TO_DEV of a locked page");
	munlock(p, HUGE);
	lab_mark("after munlock()");
	lab_record(0);
	munmap(p, HUGE);
}

static void shared(void)
{
	char *p = map_at(0x40000000, HUGE, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	p[0] = 1;
	watch(p);
	lab_mark("before fork()");
	if (!fork()) {
		p[PAGE] = 2;
		_exit(p[0]);
	}
	lab_mark("after fork()");
	wait(NULL);
	lab_mark("after the child has written and ended");
	p[PAGE] = 3;
	lab_mark("after a write by the parent");
	lab_record(0);
	munmap(p, HUGE);
}

static void device_memory(const char *name, const char *text)
{
	int fd = open(name, O_RDWR);
	char *p = map_at(0x60000000, 2 * HUGE, MAP_SHARED, fd);

	p[0] = 1;
	watch(p);
	lab_mark(text);
	mlock(p, HUGE);
	lab_mark("after mlock() of device memory");
	munlock(p, HUGE);
	lab_mark("after munlock() of device memory");
	device(HMM_DMIRROR_SNAPSHOT, p, 1);
	printf("the device sees %02x\n", (unsigned char)buffer[0]);
	lab_record(0);
	munmap(p, 2 * HUGE);
	lab_mark("after munmap() of device memory");
	close(fd);
}

static void persistent(void)
{
	device_memory("/dev/dax0.0", "2 MiB of persistent memory");
}

static void counted(void)
{
	device_memory("/dev/zdev0", "a device folio that is counted");
}

int main(void)
{
	dmirror = open("/dev/hmm_dmirror0", O_RDWR);
	if (dmirror < 0) {
		perror("/dev/hmm_dmirror0");
		return 1;
	}
	persistent();
	counted();
	anonymous();
	locked();
	shared();
	return 0;
}
