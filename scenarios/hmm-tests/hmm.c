// SPDX-License-Identifier: GPL-2.0-or-later
/* What the cases share. */
#include "hmm.h"

void check_failed(const char *file, int line, const char *text)
{
	printf("%s:%d: not so: %s\n", file, line, text);
	exit(1);
}

void check_equal(const char *file, int line, const char *text, long actual, long expected)
{
	if (actual == expected)
		return;
	printf("%s:%d: %s is %ld, should be %ld\n", file, line, text, actual, expected);
	exit(1);
}

void not_modelled(const char *what)
{
	printf("not modelled: %s\n", what);
	exit(NOT_MODELLED);
}

int open_device(int number)
{
	char path[32];
	int device;

	snprintf(path, sizeof(path), "/dev/hmm_dmirror%d", number + (coherent ? 2 : 0));
	device = open(path, O_RDWR);
	CHECK(device >= 0);
	return device;
}

struct buffer new_buffer(unsigned long pages, int protection, int flags, int file)
{
	struct buffer buffer = { .pages = pages, .copy = malloc(pages * PAGE) };

	CHECK(buffer.copy != NULL);
	buffer.memory = mmap(NULL, pages * PAGE, protection, flags, file, 0);
	CHECK(buffer.memory != MAP_FAILED);
	return buffer;
}

struct buffer new_private_buffer(void)
{
	return new_buffer(PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

struct buffer new_huge_buffer(void)
{
	struct buffer buffer = { .pages = HUGE / PAGE, .copy = malloc(HUGE) };
	int pool = open("/proc/sys/vm/nr_hugepages", O_WRONLY);

	NEEDS(pool >= 0, "a pool of huge pages (/proc/sys/vm/nr_hugepages)");
	CHECK_EQUAL(write(pool, "2\n", 2), 2);
	close(pool);
	buffer.memory = mmap(NULL, HUGE, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	NEEDS(buffer.memory != MAP_FAILED, "pages of hugetlbfs (MAP_HUGETLB)");
	return buffer;
}

void free_buffer(struct buffer *buffer)
{
	CHECK_EQUAL(munmap(buffer->memory, buffer->pages * PAGE), 0);
	free(buffer->copy);
}

struct buffer part_of(const struct buffer *buffer, unsigned long first, unsigned long pages)
{
	struct buffer part = *buffer;

	part.memory += first * PAGE;
	part.pages = pages;
	return part;
}

int command(int device, unsigned long request, struct buffer *buffer)
{
	struct hmm_dmirror_cmd cmd = {
		.addr = (unsigned long)buffer->memory,
		.ptr = (unsigned long)buffer->copy,
		.npages = buffer->pages,
	};

	if (ioctl(device, request, &cmd) < 0)
		return -errno;
	buffer->done = cmd.cpages;
	buffer->faults = cmd.faults;
	return 0;
}

void expect_all(int device, unsigned long request, struct buffer *buffer)
{
	CHECK_EQUAL(command(device, request, buffer), 0);
	CHECK_EQUAL(buffer->done, buffer->pages);
	if (request == HMM_DMIRROR_READ || request == HMM_DMIRROR_WRITE)
		CHECK_EQUAL(buffer->faults, 1);
}

/* The n-th word that is looked at: two on each page, at its ends. */
static long *word(const char *at, unsigned long n)
{
	return (long *)(at + n / 2 * PAGE + (n % 2 ? PAGE - sizeof(long) : 0));
}

void count_up(char *at, unsigned long pages, long start)
{
	for (unsigned long n = 0; n < 2 * pages; n++)
		*word(at, n) = start + (long)n;
}

void expect_count(const char *at, unsigned long pages, long start)
{
	for (unsigned long n = 0; n < 2 * pages; n++)
		CHECK_EQUAL(*word(at, n), start + (long)n);
}

void expect_zero(const char *at, unsigned long pages)
{
	for (unsigned long n = 0; n < 2 * pages; n++)
		CHECK_EQUAL(*word(at, n), 0);
}

int new_file(unsigned long size)
{
	int file = open("/tmp", O_TMPFILE | O_EXCL | O_RDWR, 0600);

	NEEDS(file >= 0, "files without a name (O_TMPFILE)");
	CHECK_EQUAL(ftruncate(file, (off_t)size), 0);
	return file;
}
