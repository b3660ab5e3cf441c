// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program maps memory of two drives, and lets drives read and write it directly. One buffer goes
 * on from RAM into the first drive's memory and from there into the second one's: the request that
 * fills it has three pieces, and three devices' worth of addresses.
 *
 *	0000:00 --- 02.0 root port -- switch --+-- 04:00.0 nvme0
 *	         |                             +-- 05:00.0 nvme1
 *	         +- 03.0 root port -------------- 06:00.0 nvme2
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096UL
#define DEVICES "/sys/bus/pci/devices/"

static char *const buffer = (char *)0x10000000;

static int open_or_exit(const char *path, int flags)
{
	int fd = open(path, flags);

	if (fd < 0) {
		perror(path);
		_exit(1);
	}
	return fd;
}

/* Two pages of the drive's memory, at this place of the buffer. */
static int map_drive(const char *path, unsigned long page)
{
	int fd = open_or_exit(path, O_RDWR);

	if (mmap(buffer + page * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd,
		 0) == MAP_FAILED) {
		perror("mmap");
		_exit(1);
	}
	return fd;
}

static long available(void)
{
	int fd = open_or_exit(DEVICES "0000:04:00.0/p2pmem/available", O_RDONLY);
	char text[32] = "";

	if (read(fd, text, sizeof(text) - 1) < 0)
		perror("available");
	close(fd);
	return atol(text) / 1024;
}

static void tell(const char *what, long result)
{
	if (result < 0)
		printf("%s: error %d\n", what, errno);
	else
		printf("%s: %ld bytes\n", what, result);
}

/* The last one is where the first two meet. */
static void show(const char *when)
{
	lab_mark(when);
	for (unsigned long page = 0; page < 5; page++)
		printf("%02x ", (unsigned char)buffer[page * PAGE]);
	printf("%s\n", when);
}

static void pull_out(const char *path)
{
	int fd = open_or_exit(path, O_WRONLY);

	tell(path, write(fd, "1", 1));
	close(fd);
}

int main(void)
{
	int nvme1 = open_or_exit("/dev/nvme1n1", O_RDWR | O_DIRECT);
	int nvme2 = open_or_exit("/dev/nvme2n1", O_RDWR | O_DIRECT);

	/* One page of RAM, two of nvme0's memory, two of nvme1's. */
	if (mmap(buffer, PAGE, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	printf("nvme0 has %ld KiB\n", available());
	map_drive(DEVICES "0000:04:00.0/p2pmem/allocate", 1);
	map_drive(DEVICES "0000:05:00.0/p2pmem/allocate", 3);
	printf("nvme0 has %ld KiB\n", available());

	lab_reset();
	lab_watch(buffer, 5);
	lab_record(1);
	for (unsigned long page = 0; page < 5; page++)
		memset(buffer + page * PAGE, 0x10 + (int)page, 16);
	show("written by the CPU");

	/* nvme1 reads all three kinds of memory itself; so does nvme2, but it cannot reach the drives. */
	tell("nvme1 takes the buffer", pwrite(nvme1, buffer, 5 * PAGE, 0));
	tell("nvme2 takes the buffer", pwrite(nvme2, buffer, 5 * PAGE, 0));
	tell("nvme2 takes the page of RAM", pwrite(nvme2, buffer, PAGE, 0));
	for (unsigned long page = 0; page < 5; page++)
		buffer[page * PAGE] = 0;
	tell("nvme1 gives it back, one page up", pread(nvme1, buffer + PAGE, 4 * PAGE, 0));
	show("written by nvme1");

	if (munmap(buffer + PAGE, PAGE))
		perror("munmap");
	printf("nvme0 has %ld KiB\n", available());
	lab_mark("a page went back to its pool");

	pull_out(DEVICES "0000:04:00.0/remove");
	lab_mark("nvme0 was pulled out");
	lab_record(0);
	tell("nvme0", open("/dev/nvme0n1", O_RDWR));
	tell("its memory", open(DEVICES "0000:04:00.0/p2pmem/allocate", O_RDWR));
	tell("nvme1 takes what is left", pwrite(nvme1, buffer + 3 * PAGE, 2 * PAGE, 0));
	tell("and what is not", pwrite(nvme1, buffer + 2 * PAGE, PAGE, 0));
	return 0;
}
